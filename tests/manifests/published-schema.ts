/**
 * The part of the published schema of add-in-only manifests that concerns us, as data: which elements an element may
 * hold, in which order, and how often. Source: [MS-OWEMXML], Office Web Extensibility Manifest Format, and Microsoft's
 * reference of the manifest's elements.
 */
import type { XmlElement } from './xml-tree.js';

const base = 'http://schemas.microsoft.com/office/appforoffice/1.1';
const basicTypes = 'http://schemas.microsoft.com/office/officeappbasictypes/1.0';
const overrides = 'http://schemas.microsoft.com/office/taskpaneappversionoverrides';

/** Name of an element, what it is (a key of `types`), and how often: `?` at most once, `+` at least once, `*`, or `1`. */
type Part = readonly [name: string, type: string, times: '1' | '?' | '+' | '*'];
interface Type {
  readonly namespace: string;
  /** Null: text or attributes alone. */
  readonly sequence: readonly Part[] | null;
  /** That have to be there. */
  readonly attributes?: readonly string[];
  readonly text?: RegExp;
}

const localised: Type = {
  namespace: base,
  sequence: [['Override', 'override', '*']],
  attributes: ['DefaultValue'],
};
const text = (pattern: RegExp): Type => ({ namespace: base, sequence: null, text: pattern });
const reference: Type = { namespace: overrides, sequence: null, attributes: ['resid'] };
const list = (item: string): Type => ({ namespace: basicTypes, sequence: [[item, 'resource', '+']] });

const types: Readonly<Record<string, Type>> = {
  app: {
    namespace: base,
    attributes: ['xsi:type'],
    sequence: [
      ['Id', 'guid', '1'],
      ['AlternateId', 'words', '?'],
      ['Version', 'version', '1'],
      ['ProviderName', 'words', '1'],
      ['DefaultLocale', 'locale', '1'],
      ['DisplayName', 'localised', '1'],
      ['Description', 'localised', '1'],
      ['IconUrl', 'localised', '?'],
      ['HighResolutionIconUrl', 'localised', '?'],
      ['SupportUrl', 'localised', '?'],
      ['AppDomains', 'domains', '?'],
      ['Hosts', 'programs', '?'],
      ['Requirements', 'requirements', '?'],
      ['DefaultSettings', 'settings', '?'],
      ['Permissions', 'permissions', '?'],
      ['VersionOverrides', 'overrides', '?'],
    ],
  },
  guid: text(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  version: text(/^\d{1,5}\.\d{1,5}\.\d{1,5}\.\d{1,5}$/),
  words: text(/^.{1,125}$/),
  locale: text(/^[a-z]{2}-[A-Z]{2}$/),
  permissions: text(/^(Restricted|ReadDocument|ReadAllDocument|WriteDocument|ReadWriteDocument)$/),
  localised,
  override: { namespace: base, sequence: null, attributes: ['Locale', 'Value'] },
  domains: { namespace: base, sequence: [['AppDomain', 'words', '+']] },
  programs: { namespace: base, sequence: [['Host', 'program', '+']] },
  program: { namespace: base, sequence: null, attributes: ['Name'] },
  requirements: {
    namespace: base,
    sequence: [
      ['Sets', 'sets', '?'],
      ['Methods', 'sets', '?'],
    ],
  },
  sets: { namespace: base, sequence: [['Set', 'set', '+']] },
  set: { namespace: base, sequence: null, attributes: ['Name'] },
  settings: { namespace: base, sequence: [['SourceLocation', 'localised', '1']] },

  overrides: {
    namespace: overrides,
    attributes: ['xsi:type'],
    sequence: [
      ['Hosts', 'commandPrograms', '1'],
      ['Resources', 'resources', '1'],
    ],
  },
  commandPrograms: { namespace: overrides, sequence: [['Host', 'commandProgram', '+']] },
  commandProgram: {
    namespace: overrides,
    attributes: ['xsi:type'],
    sequence: [['DesktopFormFactor', 'form', '1']],
  },
  form: {
    namespace: overrides,
    sequence: [
      ['GetStarted', 'getStarted', '?'],
      ['FunctionFile', 'reference', '1'],
      ['ExtensionPoint', 'point', '+'],
    ],
  },
  getStarted: {
    namespace: overrides,
    sequence: [
      ['Title', 'reference', '1'],
      ['Description', 'reference', '1'],
      ['LearnMoreUrl', 'reference', '1'],
    ],
  },
  point: { namespace: overrides, attributes: ['xsi:type'], sequence: [['CustomTab', 'tab', '1']] },
  tab: {
    namespace: overrides,
    attributes: ['id'],
    sequence: [
      ['Group', 'group', '+'],
      ['Label', 'reference', '1'],
    ],
  },
  group: {
    namespace: overrides,
    attributes: ['id'],
    sequence: [
      ['Label', 'reference', '1'],
      ['Icon', 'icon', '1'],
      ['Control', 'button', '+'],
    ],
  },
  button: {
    namespace: overrides,
    attributes: ['xsi:type', 'id'],
    sequence: [
      ['Label', 'reference', '1'],
      ['Supertip', 'supertip', '1'],
      ['Icon', 'icon', '1'],
      ['Action', 'action', '1'],
    ],
  },
  supertip: {
    namespace: overrides,
    sequence: [
      ['Title', 'reference', '1'],
      ['Description', 'reference', '1'],
    ],
  },
  icon: { namespace: overrides, sequence: [['Image', 'image', '+']] },
  image: { namespace: basicTypes, sequence: null, attributes: ['size', 'resid'] },
  action: {
    namespace: overrides,
    attributes: ['xsi:type'],
    sequence: [
      ['TaskpaneId', 'shortWords', '?'],
      ['SourceLocation', 'reference', '?'],
      ['Title', 'reference', '?'],
      ['FunctionName', 'shortWords', '?'],
    ],
  },
  shortWords: { namespace: overrides, sequence: null, text: /^[\w.]{1,32}$/ },
  reference,
  resources: {
    namespace: overrides,
    sequence: [
      ['Images', 'images', '1'],
      ['Urls', 'urls', '1'],
      ['ShortStrings', 'strings', '1'],
      ['LongStrings', 'strings', '1'],
    ],
  },
  images: list('Image'),
  urls: list('Url'),
  strings: list('String'),
  resource: { namespace: basicTypes, sequence: null, attributes: ['id', 'DefaultValue'] },
};

/** How a run of so many elements breaks its number, or null. */
function wrongTimes(count: number, times: Part[2]): string | null {
  if (count === 0) return times === '1' || times === '+' ? 'is missing' : null;
  return count > 1 && (times === '1' || times === '?') ? `stands ${count} times` : null;
}

/**
 * Holds a tree against the schema.
 * @returns what is wrong, each with its place: `OfficeApp/Hosts`
 */
export function breaches(element: XmlElement, type = 'app', above = ''): string[] {
  const place = above === '' ? element.name : `${above}/${element.name}`;
  const { namespace, sequence, attributes = [], text: pattern } = types[type]!;
  // Resources and their lists are written in the namespace of the basic types or in that of the overrides.
  const known = type === 'resources' ? [overrides, basicTypes] : [namespace];
  const own = [
    ...(known.includes(element.namespace) ? [] : [`${place} is in the namespace ${element.namespace}`]),
    ...attributes.filter((name) => !(name in element.attributes)).map((name) => `${place} has no ${name}`),
    ...(!pattern || pattern.test(element.text) ? [] : [`${place} says “${element.text}”`]),
  ];
  const parts = sequence ?? [];
  const strangers = element.children.filter(({ name }) => !parts.some(([part]) => part === name));
  const order = element.children.map(({ name }) => parts.findIndex(([part]) => part === name));
  const isOrdered = order.every((rank, index) => index === 0 || rank >= order[index - 1]!);
  return [
    ...own,
    ...strangers.map(({ name }) => `${place} must not hold ${name}`),
    ...(isOrdered ? [] : [`${place} holds its elements in another order`]),
    ...parts.flatMap(([name, child, times]) => {
      const members = element.children.filter((member) => member.name === name);
      const wrong = wrongTimes(members.length, times);
      return [
        ...(wrong === null ? [] : [`${place}/${name} ${wrong}`]),
        ...members.flatMap((member) => breaches(member, child, place)),
      ];
    }),
  ];
}
