/** What the script asks of the person who runs it, and of Google: exactly this, and nothing more. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';

const manifest: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../appsscript/appsscript.json'), 'utf8'),
);

describe('the manifest', () => {
  test('names two scopes and the runtime, and neither a service, a library nor an address', () => {
    expect(manifest).toEqual({
      timeZone: 'Asia/Karachi',
      dependencies: {},
      exceptionLogging: 'NONE',
      runtimeVersion: 'V8',
      oauthScopes: [
        'https://www.googleapis.com/auth/spreadsheets.currentonly',
        'https://www.googleapis.com/auth/script.container.ui',
      ],
    });
  });
  test('names a time zone that there is', () => {
    expect(Intl.supportedValuesOf('timeZone')).toContain((manifest as { timeZone: string }).timeZone);
  });

  const schema = process.env.APPSSCRIPT_SCHEMA;
  if (schema === undefined) {
    test('has no key that a schema could refuse; APPSSCRIPT_SCHEMA names no schema to hold it against', () => {
      const known = ['timeZone', 'dependencies', 'exceptionLogging', 'runtimeVersion', 'oauthScopes'];
      expect(Object.keys(manifest as object)).toEqual(known);
    });
  } else {
    // The formats are those that the schema names; the library that knows them all is not needed for two.
    const ajv = new Ajv({
      strict: false,
      formats: { uri: (text: string) => URL.canParse(text), hostname: true },
    });
    const isValid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    test(`holds to ${basename(schema)}`, () => {
      isValid(manifest);
      expect(isValid.errors ?? []).toEqual([]);
    });
    test.each([
      { runtimeVersion: 'V7' },
      { timeZone: 5 },
      { oauthScopes: ['spreadsheets'] },
      { exceptionLogging: 'ALL' },
    ])(`would not hold to ${basename(schema)} with %j`, (change) => {
      expect(isValid({ ...(manifest as object), ...change })).toBe(false);
    });
  }
});
