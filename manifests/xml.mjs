// The add-in-only manifest, which every Excel understands (schema 1.1 with VersionOverrides 1.0, [MS-OWEMXML]).
import { addIn, iconFile, iconSizes } from './add-in.mjs';

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text) => String(text).replace(/[&<>"]/g, (character) => escapes[character]);

/** An element as lines; `inside` is text, or elements. */
function element(name, attributes = {}, inside = []) {
  const opening = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(value)}"`),
  ].join(' ');
  if (typeof inside === 'string') return [`<${opening}>${escaped(inside)}</${name}>`];
  if (inside.length === 0) return [`<${opening} />`];
  return [`<${opening}>`, ...inside.flat().map((line) => `  ${line}`), `</${name}>`];
}

const value = (name, text) => element(name, { DefaultValue: text });
const resource = (name, resid) => element(name, { resid });

/** Images by size, under the ids `<of>.<size>`. */
const imageId = (icon, size) => `Icon.${icon}.${size}`;
const iconOf = (icon) =>
  element(
    'Icon',
    {},
    iconSizes.map((size) => element('bt:Image', { size, resid: imageId(icon, size) })),
  );

/** Both pane buttons share one pane: the second only changes what it shows. */
const taskpaneId = 'Nisp.Pane';

function actionOf(button) {
  return button.runs
    ? element('Action', { 'xsi:type': 'ExecuteFunction' }, [element('FunctionName', {}, button.runs)])
    : element('Action', { 'xsi:type': 'ShowTaskpane' }, [
        element('TaskpaneId', {}, taskpaneId),
        resource('SourceLocation', `${button.id}.Url`),
        resource('Title', 'Pane.Title'),
      ]);
}

const controlOf = (button) =>
  element('Control', { 'xsi:type': 'Button', id: `Nisp.${button.id}` }, [
    resource('Label', `${button.id}.Label`),
    element('Supertip', {}, [
      resource('Title', `${button.id}.Title`),
      resource('Description', `${button.id}.Tip`),
    ]),
    iconOf(button.icon),
    actionOf(button),
  ]);

function resourcesAt(origin) {
  const list = (name, item, entries) =>
    element(
      `bt:${name}`,
      {},
      entries.map(([id, text]) => element(`bt:${item}`, { id, DefaultValue: text })),
    );
  const icons = [addIn.group.icon, ...addIn.buttons.map(({ icon }) => icon)];
  return element('Resources', {}, [
    list(
      'Images',
      'Image',
      icons.flatMap((icon) =>
        iconSizes.map((size) => [imageId(icon, size), `${origin}/${iconFile(icon, size)}`]),
      ),
    ),
    list('Urls', 'Url', [
      ['Commands.Url', `${origin}/${addIn.pages.commands}`],
      ['About.Url', `${origin}/${addIn.pages.about}`],
      ...addIn.buttons.flatMap(({ id, opens }) => (opens ? [[`${id}.Url`, `${origin}/${opens}`]] : [])),
    ]),
    list('ShortStrings', 'String', [
      ['GetStarted.Title', addIn.getStarted.title],
      ['Tab.Label', addIn.tab.label],
      ['Group.Label', addIn.group.label],
      ['Pane.Title', addIn.name],
      ...addIn.buttons.flatMap(({ id, label, title }) => [
        [`${id}.Label`, label],
        [`${id}.Title`, title],
      ]),
    ]),
    list('LongStrings', 'String', [
      ['GetStarted.Description', addIn.getStarted.description],
      ...addIn.buttons.map(({ id, tip }) => [`${id}.Tip`, tip]),
    ]),
  ]);
}

const commands = (origin) =>
  element(
    'VersionOverrides',
    {
      xmlns: 'http://schemas.microsoft.com/office/taskpaneappversionoverrides',
      'xsi:type': 'VersionOverridesV1_0',
    },
    [
      element('Hosts', {}, [
        element('Host', { 'xsi:type': 'Workbook' }, [
          element('DesktopFormFactor', {}, [
            element('GetStarted', {}, [
              resource('Title', 'GetStarted.Title'),
              resource('Description', 'GetStarted.Description'),
              resource('LearnMoreUrl', 'About.Url'),
            ]),
            resource('FunctionFile', 'Commands.Url'),
            element('ExtensionPoint', { 'xsi:type': 'PrimaryCommandSurface' }, [
              element('CustomTab', { id: addIn.tab.id }, [
                element('Group', { id: addIn.group.id }, [
                  resource('Label', 'Group.Label'),
                  iconOf(addIn.group.icon),
                  ...addIn.buttons.map(controlOf),
                ]),
                resource('Label', 'Tab.Label'),
              ]),
            ]),
          ]),
        ]),
      ]),
      resourcesAt(origin),
    ],
  );

/** Office wants four numbers. */
const fourParts = (version) => `${version.replace(/[-+].*$/, '')}.0`;

/** @param origin as `readOrigin` gives it @returns the text of the file */
export function xmlManifest(origin) {
  const lines = element(
    'OfficeApp',
    {
      xmlns: 'http://schemas.microsoft.com/office/appforoffice/1.1',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xmlns:bt': 'http://schemas.microsoft.com/office/officeappbasictypes/1.0',
      'xsi:type': 'TaskPaneApp',
    },
    [
      element('Id', {}, addIn.id),
      element('Version', {}, fourParts(addIn.version)),
      element('ProviderName', {}, addIn.provider),
      element('DefaultLocale', {}, addIn.locale),
      value('DisplayName', addIn.name),
      value('Description', addIn.description),
      value('IconUrl', `${origin}/${iconFile('add-in', 32)}`),
      value('HighResolutionIconUrl', `${origin}/${iconFile('add-in', 64)}`),
      value('SupportUrl', `${origin}/${addIn.pages.about}`),
      element('Hosts', {}, [element('Host', { Name: 'Workbook' })]),
      element('Requirements', {}, [
        element('Sets', { DefaultMinVersion: addIn.requirement.version }, [
          element('Set', { Name: addIn.requirement.set }),
        ]),
      ]),
      element('DefaultSettings', {}, [value('SourceLocation', `${origin}/${addIn.pages.panel}`)]),
      element('Permissions', {}, 'ReadWriteDocument'),
      commands(origin),
    ],
  );
  return ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', ...lines, ''].join('\n');
}
