/** A good workbook cut off or with bytes changed at random: read as it was, or refused; never anything else. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { nispPlan, parsePeriod, type WorkbookSnapshot } from '../../../../core/index.js';
import { buildUnitWorkbook } from '../../../../core/blueprint/unit-workbook.js';
import { paintWorkbook } from '../../../../sync/xlsx-host/paint/paint.js';
import { readWorkbook } from '../../../../sync/xlsx-host/read/read.js';
import { entriesOf, sharedStrings, snapshotOf, withRows, xlsx } from './workbook.js';
import { zip } from '../../../support/zip.js';

let bytes: Uint8Array;
let original: WorkbookSnapshot;
const onlyMatrix = { worksheets: (name: string) => name === 'Matrix' };

beforeAll(async () => {
  const blueprint = buildUnitWorkbook({ plan: nispPlan, unit: 'sindh', period: parsePeriod('2019-Q1')! });
  ({ bytes } = await paintWorkbook(blueprint));
  original = snapshotOf(bytes, onlyMatrix);
});

/** Reads it; where that succeeds the snapshot must be the original one. */
function expectOriginalOrRefusal(damaged: Uint8Array): 'read' | 'refused' {
  const result = readWorkbook(damaged, onlyMatrix);
  if (!result.ok) {
    expect(result.diagnostics).toHaveLength(1);
    expect(result.diagnostics[0]!.severity).toBe('error');
    return 'refused';
  }
  expect(result.snapshot).toEqual(original);
  return 'read';
}

test('cut off anywhere: refused', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), (length) => {
      expect(expectOriginalOrRefusal(bytes.subarray(0, length))).toBe('refused');
    }),
    { seed: 18, numRuns: 150 },
  );
});

test('bytes changed anywhere: refused, or the same as before', () => {
  const seen = { read: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      }),
      (flips) => {
        const damaged = Uint8Array.from(bytes);
        for (const [at, mask] of flips) damaged[at] = damaged[at]! ^ mask;
        seen[expectOriginalOrRefusal(damaged)] += 1;
      },
    ),
    { seed: 6, numRuns: 80 },
  );
  // Both happen: damage to a part that is not read goes unnoticed, damage to one that is does not.
  expect(seen.refused).toBeGreaterThan(20);
  expect(seen.read).toBeGreaterThan(0);
});

test('bytes changed in the directory and the end record', () => {
  const small = xlsx(
    withRows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', {
      'xl/sharedStrings.xml': sharedStrings('<t>a</t>'),
    }),
  );
  const wanted = snapshotOf(small);
  const directory = small.readUInt32LE(small.length - 6);
  for (let at = directory; at < small.length; at += 1) {
    for (const mask of [0x01, 0x80, 0xff]) {
      const damaged = Buffer.from(small);
      damaged[at] = damaged[at]! ^ mask;
      const result = readWorkbook(damaged);
      // The theme, the styles and the strings are optional: a changed name may make a part another one.
      if (result.ok) expect(result.snapshot).toEqual(wanted);
      else expect(result.diagnostics[0]!.code).toMatch(/^file\//);
    }
  }
});

test('parts of random text: refused, never a crash', () => {
  const parts = withRows('<row r="1"><c r="A1"><v>1</v></c></row>');
  const fragment = fc.constantFrom(
    '<',
    '>',
    '</',
    '/>',
    '<c r="A1" t="s">',
    '<v>',
    '</v>',
    '</c>',
    '<row',
    '<sheetData>',
    '&lt;',
    '&',
    ';',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '"',
    '=',
    ' ',
    '<f t="shared" si="0"/>',
    '<is><t>',
    'x:',
    '\ud800',
    '\0',
    '1e999',
    '<?',
    '?>',
    '<mergeCell ref="A1:B2"/>',
  );
  fc.assert(
    fc.property(
      fc.array(fragment, { maxLength: 25 }),
      fc.constantFrom(...Object.keys(parts)),
      (pieces, part) => {
        const content = parts[part] as string;
        const damaged = `${content.slice(0, content.length / 2)}${pieces.join('')}${content.slice(content.length / 2)}`;
        const result = readWorkbook(zip(entriesOf({ ...parts, [part]: damaged })));
        expect(result.ok || result.diagnostics.length === 1).toBe(true);
      },
    ),
    { seed: 7, numRuns: 800 },
  );
});
