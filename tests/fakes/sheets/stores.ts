/** PropertiesService and CacheService: short texts that a script keeps for good, or for some time. */
import { ServiceError } from './errors.js';
import { give, type On, type Part } from './objects.js';
import type { Program } from './program.js';

declare module './objects.js' {
  interface Selves {
    PropertiesService: object;
    /** The store itself: the one of the document, of the script or of a person. */
    Properties: Record<string, string>;
    CacheService: object;
    Cache: Map<string, string>;
  }
}

/** Source: Google's quotas for Apps Script. In bytes. */
const longestProperty = 9 * 1024;
const largestStore = 500 * 1024;
const longestCached = 100 * 1024;
const longestKey = 250;
/** Six hours, in seconds. */
const longestTime = 21_600;

const sizeOf = (text: string) => Buffer.byteLength(text, 'utf8');
const tooLarge = (what: 'key' | 'value') => new ServiceError(`Argument too large: ${what}`);

function checkStore(store: Readonly<Record<string, string>>): void {
  const sizes = Object.entries(store).map(([key, value]) => {
    if (sizeOf(value) > longestProperty) throw tooLarge('value');
    return sizeOf(key) + sizeOf(value);
  });
  if (sizes.reduce((sum, size) => sum + size, 0) > largestStore)
    throw new ServiceError(
      'You have exceeded the property storage quota. Please remove some properties and try again.',
    );
}

/** Puts all of it in, or nothing. */
function put({ self, me }: On<'Properties'>, added: Readonly<Record<string, string>>) {
  checkStore({ ...self, ...added });
  Object.assign(self, added);
  return me;
}

function clear(store: Record<string, string>): void {
  for (const key of Object.keys(store)) Reflect.deleteProperty(store, key);
}

const caches = new WeakMap<Program, Map<string, string>>();

/** What is in the document's cache. A test takes it out: entries may be gone at any time. */
export function cacheOf(program: Program): Map<string, string> {
  let cache = caches.get(program);
  if (!cache) caches.set(program, (cache = new Map<string, string>()));
  return cache;
}

function keep({ self }: On<'Cache'>, entries: Readonly<Record<string, unknown>>, seconds = 600): void {
  if (seconds < 1 || seconds > longestTime) throw new ServiceError(`Invalid argument: ${seconds}`);
  for (const [key, value] of Object.entries(entries)) {
    if (key.length > longestKey) throw tooLarge('key');
    // Other values become texts on the way; nobody may count on how.
    if (typeof value !== 'string') throw new ServiceError('Invalid argument: value');
    if (sizeOf(value) > longestCached) throw tooLarge('value');
  }
  for (const [key, value] of Object.entries(entries)) self.set(key, value as string);
}

export const stores: Part = {
  PropertiesService: {
    getDocumentProperties: ({ program }) => give('Properties', program.workbook.properties.document),
    getScriptProperties: ({ program }) => give('Properties', program.workbook.properties.script),
    getUserProperties({ program, execution: { user } }) {
      const { users } = program.workbook.properties;
      return give('Properties', (users[user.email] ??= {}));
    },
  },
  Properties: {
    getKeys: ({ self }) => Object.keys(self),
    getProperties: ({ self }) => ({ ...self }),
    getProperty: ({ self }, key: string) => self[key] ?? null,
    setProperty: (on, key: string, value: string) => put(on, { [key]: value }),
    setProperties(on, properties: Readonly<Record<string, string>>, deleteAllOthers = false) {
      checkStore(properties);
      if (deleteAllOthers) clear(on.self);
      return put(on, properties);
    },
    deleteProperty({ self, me }, key: string) {
      Reflect.deleteProperty(self, key);
      return me;
    },
    deleteAllProperties({ self, me }) {
      clear(self);
      return me;
    },
  },
  CacheService: { getDocumentCache: ({ program }) => give('Cache', cacheOf(program)) },
  Cache: {
    get: ({ self }, key: string) => self.get(key) ?? null,
    getAll: ({ self }, keys: readonly string[]) =>
      Object.fromEntries(keys.flatMap((key) => (self.has(key) ? [[key, self.get(key)!]] : []))),
    put(on, key: string, value: string, seconds?: number) {
      keep(on, { [key]: value }, seconds);
    },
    putAll(on, values: Readonly<Record<string, unknown>>, seconds?: number) {
      keep(on, values, seconds);
    },
    remove({ self }, key: string) {
      self.delete(key);
    },
    removeAll({ self }, keys: readonly string[]) {
      for (const key of keys) self.delete(key);
    },
  },
};
