/** The tables of the API's messages say what Google's discovery document says, where it is at hand. */
import { expect, test } from 'vitest';
import { foreignWorkbook } from '../../contract/sheets-foreign.js';
import { discovery } from './discovery.js';
import { SheetsApi } from './server.js';
import * as answers from './shapes/answers.js';
import * as cells from './shapes/cells.js';
import * as charts from './shapes/charts.js';
import * as places from './shapes/places.js';
import * as requests from './shapes/requests.js';
import type { Field, Shape } from './shapes/shape.js';
import * as spreadsheet from './shapes/spreadsheet.js';
import * as worksheets from './shapes/worksheets.js';

const shapes: Readonly<Record<string, Shape>> = {
  ...answers,
  ...cells,
  ...charts,
  ...places,
  ...requests,
  ...spreadsheet,
  ...worksheets,
};

const nameOf = (shape: Shape) => Object.keys(shapes).find((name) => shapes[name] === shape)!;

/** A type as both say it: the table and the document. */
function typeOf(field: Field): string {
  switch (field.kind) {
    case 'absent':
      return 'any';
    case 'read-only':
      return typeOf(field.of);
    case 'text':
    case 'mask':
      return 'string';
    case 'flag':
      return 'boolean';
    case 'integer':
    case 'number':
      return field.kind;
    case 'word':
      return field.words.join('|');
    case 'message':
      return nameOf(field.shape);
    case 'list':
      return `${typeOf(field.of)}[]`;
    case 'map':
      return `${typeOf(field.of)}{}`;
  }
}

type Described = NonNullable<ReturnType<typeof discovery>>['schemas'][string];

function describedAs({ $ref, type, items, additionalProperties, enum: words }: Described): string {
  if ($ref !== undefined) return `${$ref[0]!.toLowerCase()}${$ref.slice(1)}`;
  if (items) return `${describedAs(items)}[]`;
  if (additionalProperties) return `${describedAs(additionalProperties)}{}`;
  return words?.join('|') ?? type ?? 'any';
}

test.skipIf(!discovery())(
  'each message has the fields and types that the discovery document gives it',
  () => {
    const describedShapes = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => {
        const described = discovery()!.schemas[`${name[0]!.toUpperCase()}${name.slice(1)}`];
        const types = Object.entries(described?.properties ?? {}).map(([field, one]) => [
          field,
          shape[field]?.kind === 'absent' ? 'any' : describedAs(one),
        ]);
        return [name, Object.fromEntries(types)];
      }),
    );
    const ownShapes = Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => [
        name,
        Object.fromEntries(Object.entries(shape).map(([field, one]) => [field, typeOf(one)])),
      ]),
    );
    expect(Object.keys(ownShapes).length).toBeGreaterThan(90);
    expect(ownShapes).toEqual(describedShapes);
  },
);

test('everything of a spreadsheet with as much as it can hold is answered', async () => {
  const api = new SheetsApi({ workbooks: [foreignWorkbook()] });
  const answer = await api.fetch('https://sheets.googleapis.com/v4/spreadsheets/spreadsheet-1?fields=*', {
    headers: { authorization: `Bearer ${api.signIn('owner@example.org')}` },
  });
  expect(api.gaps).toEqual([]);
  const body = (await answer.json()) as { sheets: Record<string, unknown[]>[] };
  expect(body.sheets.map((sheet) => Object.keys(sheet).sort())).toEqual([
    [
      'columnGroups',
      'conditionalFormats',
      'data',
      'developerMetadata',
      'merges',
      'properties',
      'protectedRanges',
      'rowGroups',
    ],
    ['basicFilter', 'charts', 'data', 'properties', 'protectedRanges'],
  ]);
  expect(body.sheets[1]!.protectedRanges).toEqual([
    {
      protectedRangeId: expect.any(Number) as number,
      range: { sheetId: expect.any(Number) as number },
      unprotectedRanges: [expect.objectContaining({ startRowIndex: 3, endRowIndex: 5 })],
      description: 'Nobody but me',
      requestingUserCanEdit: true,
      editors: { users: ['owner@example.org'] },
    },
  ]);
});
