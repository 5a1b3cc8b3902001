// The unified manifest for Microsoft 365, as JSON.
import { addIn, iconFile, neededIconSizes } from './add-in.mjs';

/** The first version of the schema that has all that we say. Its text is in `@microsoft/app-manifest`. */
const schemaVersion = '1.23';

const iconsAt = (origin, icon) =>
  neededIconSizes.map((size) => ({ size, url: `${origin}/${iconFile(icon, size)}` }));

/** What a button does, as a runtime of its own for each page: a runtime has one page. */
function runtimesAt(origin) {
  const runtime = (id, page, actions) => ({
    id,
    type: 'general',
    code: { page: `${origin}/${page}` },
    lifetime: 'short',
    actions,
  });
  const opening = addIn.buttons.filter(({ opens }) => opens);
  const running = addIn.buttons.filter(({ runs }) => runs);
  return [
    ...opening.map(({ id, opens }) =>
      runtime(`${id}Runtime`, opens, [{ id: `open${id}`, type: 'openPage', pinnable: false, view: 'pane' }]),
    ),
    runtime(
      'CommandsRuntime',
      addIn.pages.commands,
      running.map(({ runs }) => ({ id: runs, type: 'executeFunction' })),
    ),
  ];
}

const controlAt = (origin) => (button) => ({
  id: `Nisp.${button.id}`,
  type: 'button',
  label: button.label,
  icons: iconsAt(origin, button.icon),
  supertip: { title: button.title, description: button.tip },
  actionId: button.runs ?? `open${button.id}`,
});

/** @param origin as `readOrigin` gives it @returns the text of the file */
export function unifiedManifest(origin) {
  const about = `${origin}/${addIn.pages.about}`;
  const manifest = {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schemaVersion}/MicrosoftTeams.schema.json`,
    manifestVersion: schemaVersion,
    id: addIn.id,
    version: addIn.version,
    name: { short: addIn.name, full: addIn.name },
    description: { short: addIn.summary, full: addIn.description },
    developer: {
      name: addIn.provider,
      websiteUrl: about,
      privacyUrl: `${about}#privacy`,
      termsOfUseUrl: `${about}#terms`,
    },
    localizationInfo: { defaultLanguageTag: addIn.locale.toLowerCase(), additionalLanguages: [] },
    icons: { color: iconFile('add-in', 192), outline: iconFile('outline', 32) },
    accentColor: addIn.accentColour,
    validDomains: [new URL(origin).host],
    authorization: {
      permissions: { resourceSpecific: [{ name: 'Document.ReadWrite.User', type: 'Delegated' }] },
    },
    extensions: [
      {
        requirements: {
          scopes: ['workbook'],
          capabilities: [{ name: addIn.requirement.set, minVersion: addIn.requirement.version }],
        },
        runtimes: runtimesAt(origin),
        ribbons: [
          {
            contexts: ['default'],
            tabs: [
              {
                id: addIn.tab.id,
                label: addIn.tab.label,
                groups: [
                  {
                    id: addIn.group.id,
                    label: addIn.group.label,
                    icons: iconsAt(origin, addIn.group.icon),
                    controls: addIn.buttons.map(controlAt(origin)),
                  },
                ],
              },
            ],
          },
        ],
        getStartedMessages: [{ ...addIn.getStarted, learnMoreUrl: about }],
        // Programs that do not know this format get an XML manifest that Microsoft 365 makes of it: it needs these.
        alternates: [
          {
            alternateIcons: {
              icon: { size: 32, url: `${origin}/${iconFile('add-in', 32)}` },
              highResolutionIcon: { size: 64, url: `${origin}/${iconFile('add-in', 64)}` },
            },
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
