/** Repairing what pasting destroyed in a Google Sheet. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrangedAs,
  buildUnitWorkbook,
  cellsOf,
  listNames,
  loadPlan,
  nispPlan,
  parsePeriod,
  rangeAddress,
  rangeOf,
  statusPalette,
  type Blueprint,
} from '../../core/index.js';
import { repairables, type PanelHost, type Repairable, type RepairReport } from '../../panel/panel-host.js';
import type { OpenSheets } from '../fakes/sheets/open.js';
import { cellAt } from '../fakes/sheets/cells.js';
import type { Cell, Workbook } from '../fakes/sheets/workbook.js';
import { planRow, smallPlanFile } from '../support/plans.js';
import { hostOfGlobals, openAsGlobals } from './globals.js';

const loaded = loadPlan(smallPlanFile);
if (!loaded.ok) throw new Error('The small plan is broken');
const period = parsePeriod('2019-Q1')!;

/**
 * A small workbook. In its matrix a person may type into the rows 10 and 13 from F (status) to S (remarks) but for K, and
 * into E (timeline) of these and of row 9, whose status and progress are formulas. T to X are hidden, and row 4.
 */
const small: Blueprint = buildUnitWorkbook({ plan: loaded.plan, unit: 'north', period });
const whole: Blueprint = buildUnitWorkbook({ plan: nispPlan, unit: 'punjab', period });

interface Opened extends OpenSheets {
  readonly host: PanelHost;
  /** A worksheet as another script has it: its doings are those of people. */
  readonly sheet: (name: string) => GoogleAppsScript.Spreadsheet.Sheet;
  readonly state: () => Workbook;
}

async function openPainted(painted = small): Promise<Opened & { readonly before: Workbook }> {
  const sheets = openAsGlobals();
  const host = hostOfGlobals();
  await host.paint(painted);
  const state = () => structuredClone(sheets.workbook);
  const sheet = (name: string) => sheets.app.getActiveSpreadsheet().getSheetByName(name)!;
  return { ...sheets, host, sheet, state, before: state() };
}

const worksheetOf = (state: Workbook, name: string) => state.worksheets.find((one) => one.name === name)!;
const inMatrix = (what: Repairable, ...ranges: string[]) => ({ what, worksheet: 'Matrix', ranges }) as const;

/** Each cell of a worksheet by its address. */
const cellsIn = ({ cells }: Workbook['worksheets'][number]): readonly (readonly [string, Cell])[] =>
  Object.entries(cells).flatMap(([row, line]) =>
    Object.entries(line).map(
      ([column, cell]) =>
        [
          rangeAddress({
            top: Number(row),
            left: Number(column),
            bottom: Number(row),
            right: Number(column),
          }),
          cell,
        ] as const,
    ),
  );

/** Addresses of the cells that are to hold formulas, by worksheet. */
const formulasOf = ({ worksheets }: Blueprint) =>
  new Map(
    worksheets.map(({ name, rows }) => [
      name,
      new Set(
        rows.flatMap(({ cells }, row) =>
          cells.flatMap((cell, column) =>
            cell.kind === 'formula'
              ? [rangeAddress({ top: row + 1, left: column + 1, bottom: row + 1, right: column + 1 })]
              : [],
          ),
        ),
      ),
    ]),
  );

/** What stands in the cells that are no formulas of ours, and their notes. */
function entered({ worksheets }: Workbook, blueprint: Blueprint) {
  const formulas = formulasOf(blueprint);
  return worksheets.map((worksheet) => [
    worksheet.name,
    cellsIn(worksheet).flatMap(([address, { content, formula, note }]) =>
      formulas.get(worksheet.name)?.has(address) === true ||
      (content === null && formula === null && note === '')
        ? []
        : [[address, content, formula, note]],
    ),
  ]);
}

/** The spreadsheet but for what people put into cells: looks, rules, protection, names, formulas. */
function around({ worksheets, names, metadata }: Workbook) {
  return {
    names: [...names].sort((a, b) => a.name.localeCompare(b.name)),
    metadata,
    worksheets: worksheets.map(({ protections, ...worksheet }) => ({
      ...worksheet,
      protections: protections.map(({ range, unprotected, warningOnly }) => ({
        range,
        open: unprotected.flatMap((one) => [...cellsOf(one)].map((cell) => rangeAddress(cell))).sort(),
        warningOnly,
      })),
      cells: Object.fromEntries(
        cellsIn(worksheet as Workbook['worksheets'][number]).flatMap(
          ([address, { formula, numberFormat, looks, borders, validation }]) => {
            const all = { formula, numberFormat, looks, borders, validation };
            const isPlain =
              formula === null &&
              numberFormat === null &&
              validation === null &&
              Object.keys(looks).length + Object.keys(borders).length === 0;
            return isPlain ? [] : [[address, all]];
          },
        ),
      ),
    })),
  };
}

/** Repairs all, and checks what holds of every repair: no value is touched, and a second one finds nothing and writes nothing. */
async function repaired(sheets: Opened, blueprint = small): Promise<RepairReport['restored']> {
  const before = entered(sheets.state(), blueprint);
  const { restored } = await sheets.host.repair(blueprint);
  expect(entered(sheets.state(), blueprint)).toEqual(before);
  const after = sheets.state();
  expect((await sheets.host.repair(blueprint)).restored).toEqual([]);
  expect(sheets.state()).toEqual(after);
  expect(sheets.program.faults).toEqual([]);
  return restored;
}

type Deed = (cells: GoogleAppsScript.Spreadsheet.Range, sheets: Opened) => void;

describe('a repair', () => {
  test('finds nothing in a workbook that was just painted, and writes nothing', async () => {
    const sheets = await openPainted();
    sheets.program.resetCalls();
    const { restored, calls, omitted } = await sheets.host.repair(small);
    expect(restored).toEqual([]);
    expect(calls).toBe(small.worksheets.length + 1);
    expect(omitted).toEqual([]);
    const written = Object.keys(sheets.program.calls.byName).filter((name) =>
      /\.(set(?!Ranges|HelpText|AllowInvalid|Background$|FontColor$|Bold$)|clear|hide|protect$|remove)/.test(
        name,
      ),
    );
    expect(written).toEqual([]);
    expect(sheets.state()).toEqual(sheets.before);
  });

  test.each<readonly [string, string, Deed, readonly Repairable[]]>([
    ['validations that are gone', 'F10:H13', (cells) => cells.clearDataValidations(), ['validation']],
    [
      'another validation',
      'F13',
      (cells, { app }) => cells.setDataValidation(app.newDataValidation().requireCheckbox().build()),
      ['validation'],
    ],
    [
      'a validation with other help',
      'O10',
      (cells) => cells.setDataValidation(cells.getDataValidation()!.copy().setHelpText('Whatever').build()),
      ['validation'],
    ],
    [
      'a validation that refuses nothing',
      'G10:G13',
      (cells) => cells.setDataValidation(cells.getDataValidation()!.copy().setAllowInvalid(true).build()),
      ['validation'],
    ],
    [
      'conditional formats that are gone',
      'A1',
      (cells) => {
        cells.getSheet().clearConditionalFormatRules();
      },
      ['conditional-format'],
    ],
    [
      'conditional formats in another order',
      'A1',
      (cells) => {
        const sheet = cells.getSheet();
        sheet.setConditionalFormatRules(sheet.getConditionalFormatRules().reverse());
      },
      ['conditional-format'],
    ],
    [
      'a conditional format in another colour',
      'A1',
      (cells) => {
        const [first, ...others] = cells.getSheet().getConditionalFormatRules();
        cells
          .getSheet()
          .setConditionalFormatRules([first!.copy().setBackground('#ff00ff').build(), ...others]);
      },
      ['conditional-format'],
    ],
    ['cleared formats', 'B9:H11', (cells) => cells.clearFormat(), ['format']],
    ['another fill', 'A10:G11', (cells) => cells.setBackground('#ff0000'), ['format']],
    ['no fill', 'A1:C5', (cells) => cells.setBackground(null), ['format']],
    [
      'another font',
      'E5:G12',
      (cells) => cells.setFontFamily('Arial').setFontSize(14).setFontColor('#00ff00'),
      ['format'],
    ],
    [
      'bold, italic and underlined text',
      'B10:B13',
      (cells) => cells.setFontWeight('bold').setFontStyle('italic').setFontLine('underline'),
      ['format'],
    ],
    [
      'another alignment',
      'A8:S13',
      (cells) => cells.setHorizontalAlignment('right').setVerticalAlignment('top').setWrap(false),
      ['format'],
    ],
    [
      'clipped text from right to left',
      'R10:S13',
      (cells, { app }) =>
        cells.setWrapStrategy(app.WrapStrategy.CLIP).setTextDirection(app.TextDirection.RIGHT_TO_LEFT),
      ['format'],
    ],
    ['other number formats', 'G10:P13', (cells) => cells.setNumberFormat('0.000'), ['format']],
    ['an overwritten formula', 'F9', (cells) => cells.setValue('Completed'), ['formula']],
    [
      'overwritten formulas in cells of text',
      'F9:G9',
      (cells) => cells.setNumberFormat('@').setValue('x'),
      ['format', 'formula'],
    ],
    [
      'protection that is gone',
      'A1',
      (cells, { app }) => {
        for (const one of cells.getSheet().getProtections(app.ProtectionType.SHEET)) one.remove();
      },
      ['protection'],
    ],
    [
      'cells that are no longer open',
      'A1',
      (cells, { app }) => {
        for (const one of cells.getSheet().getProtections(app.ProtectionType.SHEET))
          one.setUnprotectedRanges([]);
      },
      ['protection'],
    ],
    [
      'columns that are shown',
      'T1:V1',
      (cells) => {
        cells.getSheet().showColumns(20, 3);
      },
      ['visibility'],
    ],
    [
      'rows that are shown',
      'A4',
      (cells) => {
        cells.getSheet().showRows(4, 1);
      },
      ['visibility'],
    ],
    [
      'worksheets that are shown',
      'A1',
      (_, { sheet }) => {
        sheet('_nisp').showSheet();
        sheet('Lists').showSheet();
      },
      ['visibility'],
    ],
    [
      'a name that is gone',
      'A1',
      (_, { app }) => {
        app.getActiveSpreadsheet().removeNamedRange('NISP_status');
      },
      ['name'],
    ],
    [
      'a name that leads elsewhere',
      'A1',
      (cells, { app }) => {
        app.getActiveSpreadsheet().setNamedRange('NISP_status', cells);
      },
      ['name'],
    ],
  ])('puts back %s, so that nothing is left of it', async (_, range, deed, what) => {
    const sheets = await openPainted();
    deed(sheets.sheet('Matrix').getRange(range), sheets);
    const restored = await repaired(sheets);
    expect([...new Set(restored.map((one) => one.what))].sort()).toEqual([...what].sort());
    expect(around(sheets.state())).toEqual(around(sheets.before));
  });
});

describe('the report', () => {
  test('names the cells, joined, in the order of what can be repaired', async () => {
    const sheets = await openPainted();
    const matrix = sheets.sheet('Matrix');
    matrix.getRange('F10:G13').clearDataValidations().setBackground('#ff0000');
    matrix.getRange('G9').setValue(1);
    for (const one of matrix.getProtections(sheets.app.ProtectionType.SHEET)) one.remove();
    expect(await repaired(sheets)).toEqual([
      inMatrix('validation', 'F10:G10', 'F13:G13'),
      inMatrix('format', 'F10:G13'),
      inMatrix('formula', 'G9'),
      inMatrix('protection'),
    ]);
  });

  test('names names, hidden rows and columns, and worksheets as a whole', async () => {
    const sheets = await openPainted();
    sheets.sheet('Matrix').showRows(4, 1);
    sheets.sheet('Matrix').showColumns(21, 1);
    sheets.sheet('Lists').showSheet();
    sheets.app.getActiveSpreadsheet().removeNamedRange(listNames.status);
    expect(await repaired(sheets)).toEqual([
      inMatrix('visibility', '4:4', 'T:X'),
      { what: 'visibility', worksheet: 'Lists', ranges: [] },
      { what: 'name', worksheet: 'Lists', ranges: [listNames.status] },
    ]);
  });

  test('is about what was asked for only', async () => {
    const sheets = await openPainted();
    sheets.sheet('Matrix').getRange('F10:G13').clearDataValidations().setBackground('#ff0000');
    for (const what of repairables) {
      const { restored } = await sheets.host.repair(small, [what]);
      const expected = { validation: 1, format: 1 } as Partial<Record<Repairable, number>>;
      expect(restored).toHaveLength(expected[what] ?? 0);
      expect(restored.every((one) => one.what === what)).toBe(true);
    }
    expect(around(sheets.state())).toEqual(around(sheets.before));
  });
});

describe('validations', () => {
  test('pasted within a column are found by the looks that came along', async () => {
    const sheets = await openPainted(whole);
    sheets.person.paste(['Matrix', 'Q60:Q61'], ['Matrix', 'G60:G61']);
    const restored = await repaired(sheets, whole);
    const cells = restored
      .filter(({ what }) => what === 'validation')
      .flatMap(({ ranges }) => ranges.flatMap((range) => [...cellsOf(rangeOf(range))]));
    expect(cells.map((cell) => rangeAddress(cell))).toEqual(['G60', 'G61']);
  });
  test('are put back as far as possible where the lists are gone', async () => {
    const sheets = await openPainted();
    const read = await sheets.host.read();
    sheets.app.getActiveSpreadsheet().deleteSheet(sheets.sheet('Lists'));
    sheets.sheet('Matrix').getRange('F10:S13').clearDataValidations();
    const withoutLists = {
      worksheets: read.worksheets.filter(({ name }) => name !== 'Lists'),
      definedNames: read.definedNames.filter(({ refersTo }) => !refersTo.includes('Lists')),
    };
    const { restored } = await sheets.host.repair(arrangedAs(small, withoutLists), ['validation']);
    expect(restored).toEqual([inMatrix('validation', 'G10:J10', 'G13:J13', 'L10:S10', 'L13:S13')]);
  });
  test('that were pasted where none is to be are taken away', async () => {
    const sheets = await openPainted();
    sheets.person.paste(['Matrix', 'F10'], ['Matrix', 'B10:C13']);
    const restored = await repaired(sheets);
    expect(restored[0]).toEqual(inMatrix('validation', 'B10:C13'));
    expect(around(sheets.state())).toEqual(around(sheets.before));
  });
});

describe('conditional formats', () => {
  const formatsOf = ({ state }: Opened) => worksheetOf(state(), 'Matrix').conditionalFormats;
  const addOwn = ({ app, sheet }: Opened, range: string, colour: string, isFirst = true) => {
    const matrix = sheet('Matrix');
    const own = app
      .newConditionalFormatRule()
      .whenFormulaSatisfied('=TRUE')
      .setBackground(colour)
      .setRanges([matrix.getRange(range)])
      .build();
    const rules = matrix.getConditionalFormatRules();
    matrix.setConditionalFormatRules(isFirst ? [own, ...rules] : [...rules, own]);
  };

  test('come first again where a person’s own was put over them, which stays', async () => {
    const sheets = await openPainted();
    addOwn(sheets, 'F8:F14', '#ff00ff');
    addOwn(sheets, 'F8:F9', '#00ff00', false);
    expect(await repaired(sheets)).toEqual([inMatrix('conditional-format', 'F6:F14')]);
    const inStatus = formatsOf(sheets).filter(({ ranges }) => ranges.some(({ left }) => left === 6));
    expect(inStatus.map(({ background }) => background)).toEqual([
      ...Object.values(statusPalette).map(({ fill }) => fill.toLowerCase()),
      '#ff00ff',
      '#00ff00',
    ]);
  });

  test('of a person’s own elsewhere stay, and nothing is restored', async () => {
    const sheets = await openPainted();
    addOwn(sheets, 'S6:S14', '#ff00ff');
    const before = formatsOf(sheets);
    expect(await repaired(sheets)).toEqual([]);
    expect(formatsOf(sheets)).toEqual(before);
  });

  test('that copying tore apart or carried off are whole again', async () => {
    const sheets = await openPainted();
    sheets.person.paste(['Matrix', 'F10'], ['Matrix', 'B13']);
    sheets.person.paste(['Matrix', 'S10'], ['Matrix', 'F13']);
    const restored = await repaired(sheets);
    expect(restored.map(({ what }) => what)).toContain('conditional-format');
    expect(formatsOf(sheets)).toEqual(worksheetOf(sheets.before, 'Matrix').conditionalFormats);
  });

  test('that a person copied to cells of their own stay there', async () => {
    const sheets = await openPainted();
    sheets.person.paste(['Matrix', 'F10'], ['Matrix', 'F40']);
    sheets.person.paste(['Matrix', 'S10'], ['Matrix', 'F13']);
    await repaired(sheets);
    const beyond = formatsOf(sheets).filter(({ ranges }) => ranges.some(({ top }) => top === 40));
    expect(beyond).toHaveLength(Object.keys(statusPalette).length);
    expect(formatsOf(sheets).slice(0, -beyond.length)).toEqual(
      worksheetOf(sheets.before, 'Matrix').conditionalFormats,
    );
  });
});

describe('protection', () => {
  test('of a person’s own stays', async () => {
    const sheets = await openPainted();
    const matrix = sheets.sheet('Matrix');
    matrix.getRange('B10').protect().setDescription('Mine');
    for (const one of matrix.getProtections(sheets.app.ProtectionType.SHEET)) one.setUnprotectedRanges([]);
    expect((await repaired(sheets)).map(({ what }) => what)).toEqual(['protection']);
    const own = worksheetOf(sheets.state(), 'Matrix').protections.find(({ range }) => range !== null);
    expect(own).toMatchObject({ description: 'Mine', warningOnly: false });
  });
  test('that refuses edits does for ours', async () => {
    const sheets = await openPainted();
    for (const one of sheets.sheet('Matrix').getProtections(sheets.app.ProtectionType.SHEET)) {
      one.setWarningOnly(false).setUnprotectedRanges([]);
    }
    const before = sheets.state();
    expect(await repaired(sheets)).toEqual([]);
    expect(sheets.state()).toEqual(before);
  });
  test('leaves open what people opened beyond our cells, and rows of their own', async () => {
    const sheets = await openPainted();
    const matrix = sheets.sheet('Matrix');
    sheets.person.insertRows('Matrix', 11);
    const [protection] = matrix.getProtections(sheets.app.ProtectionType.SHEET);
    protection!.setUnprotectedRanges([
      matrix.getRange('F10'),
      matrix.getRange('A9:C30'),
      matrix.getRange('Z1:Z4'),
    ]);
    const arranged = arrangedAs(small, await sheets.host.read());
    await repaired(sheets, arranged);
    const open = worksheetOf(sheets.state(), 'Matrix').protections[0]!.unprotected.flatMap((range) =>
      [...cellsOf(range)].map((cell) => rangeAddress(cell)),
    );
    expect(open).toEqual(expect.arrayContaining(['F10', 'S14', 'A11', 'C11', 'A16', 'C30', 'Z1', 'Z4']));
    expect(open.filter((cell) => ['A10', 'F9', 'D11'].includes(cell))).toEqual([]);
  });
  test('against oneself is told as a failure in words', async () => {
    const sheets = await openPainted();
    const matrix = sheets.sheet('Matrix');
    worksheetOf(sheets.workbook, 'Matrix').protections.push({
      id: 4711,
      range: rangeOf('A1:S14'),
      unprotected: [],
      description: 'Frozen',
      warningOnly: false,
      editors: [sheets.workbook.owner],
      rangeName: null,
    });
    worksheetOf(sheets.workbook, 'Matrix').cells[10]![6] = {
      ...cellAt(worksheetOf(sheets.workbook, 'Matrix'), 10, 6),
      looks: {},
    };
    expect(matrix.getRange('F10').getBackground()).toBe('#ffffff');
    await expect(sheets.host.repair(small)).rejects.toMatchObject({
      name: 'HostError',
      code: 'no-access',
      touched: ['Matrix'],
    });
  });
});

/** A workbook with so many interventions in one section. */
function workbookOf(count: number): Blueprint {
  const more = Array.from({ length: count }, (_, index) => planRow(String(index + 4), { pillar: 'second' }));
  const grown = loadPlan({ ...smallPlanFile, interventions: [...smallPlanFile.interventions, ...more] });
  if (!grown.ok) throw new Error('The grown plan is broken');
  return buildUnitWorkbook({ plan: grown.plan, unit: 'north', period });
}

describe('the number of calls', () => {
  const callsOf = async ({ program, host }: Opened, blueprint: Blueprint) => {
    program.resetCalls();
    const { restored } = await host.repair(blueprint);
    return { calls: program.calls, restored };
  };
  const differing = (few: Opened['program']['calls'], many: Opened['program']['calls']) =>
    Object.keys(many.byName).filter((name) => many.byName[name] !== few.byName[name]);

  test('does not grow with rows where all is well', async () => {
    const [few, many] = [workbookOf(10), workbookOf(200)];
    const ofFew = await callsOf(await openPainted(few), few);
    const ofMany = await callsOf(await openPainted(many), many);
    expect(ofMany.restored).toEqual([]);
    expect(differing(ofFew.calls, ofMany.calls)).toEqual([]);
    expect(ofMany.calls.total).toBe(ofFew.calls.total);
  });

  test('does not grow with rows where all is destroyed', async () => {
    const counts = [];
    for (const count of [10, 200]) {
      const blueprint = workbookOf(count);
      const sheets = await openPainted(blueprint);
      const matrix = sheets.sheet('Matrix');
      matrix
        .getRange(6, 1, count + 8, 24)
        .clearFormat()
        .clearDataValidations();
      matrix.clearConditionalFormatRules();
      for (const one of matrix.getProtections(sheets.app.ProtectionType.SHEET)) one.remove();
      matrix.getRange('F9:G9').setValue('x');
      const { calls, restored } = await callsOf(sheets, blueprint);
      expect(new Set(restored.map(({ what }) => what))).toEqual(
        new Set(['validation', 'conditional-format', 'format', 'formula', 'protection']),
      );
      expect(around(sheets.state())).toEqual(around(sheets.before));
      counts.push(calls);
    }
    expect(differing(counts[0]!, counts[1]!)).toEqual([]);
  });

  test('is below two thousand for a province, in a run for each worksheet and one for names', async () => {
    const { calls, restored } = await callsOf(await openPainted(whole), whole);
    expect(restored).toEqual([]);
    expect(calls.total).toBeLessThan(2_000);
  });
});

test('a workbook that people rearranged is repaired in the arrangement that it has', async () => {
  const sheets = await openPainted();
  sheets.person.insertRows('Matrix', 9);
  sheets.person.insertColumns('Matrix', 'C');
  const matrix = sheets.sheet('Matrix');
  matrix.getRange('C9').setValue('A column and a row of my own').setBackground('#ffff00');
  const now = arrangedAs(small, await sheets.host.read());
  expect(now).not.toEqual(small);
  await repaired(sheets, now);
  const before = sheets.state();
  expect(matrix.getRange('C9').getBackground()).toBe('#ffff00');

  matrix.getRange('G10:H14').clearDataValidations().setBackground('#ff0000');
  matrix.getRange('G10').setValue('typed over');
  const restored = await repaired(sheets, now);
  expect(restored).toEqual([
    inMatrix('validation', 'G11:H11', 'G14:H14'),
    inMatrix('format', 'G10:H14'),
    inMatrix('formula', 'G10'),
  ]);
  expect(around(sheets.state())).toEqual(around(before));
});

test('in a spreadsheet that writes formulas in another way nothing is repaired', async () => {
  const sheets = await openPainted();
  sheets.workbook.locale = 'de_DE';
  sheets.sheet('Matrix').getRange('F10').setBackground('#ff0000');
  const before = sheets.state();
  await expect(sheets.host.repair(small)).rejects.toMatchObject({ code: 'not-writable', touched: [] });
  expect(sheets.state()).toEqual(before);
});

/** What people do to a workbook, at random. */
const rangeWithin = fc
  .tuple(
    fc.integer({ min: 1, max: 14 }),
    fc.integer({ min: 1, max: 24 }),
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 0, max: 6 }),
  )
  .map(([top, left, down, across]) =>
    rangeAddress({ top, left, bottom: Math.min(top + down, 14), right: Math.min(left + across, 24) }),
  );
const colour = fc.constantFrom('#ff0000', '#123456', '#abcdef');
type AnyDeed = (sheets: Opened) => unknown;
const onCells = (deed: fc.Arbitrary<Deed>): fc.Arbitrary<AnyDeed> =>
  fc.tuple(rangeWithin, deed).map(([range, one]) => (sheets: Opened) => {
    one(sheets.sheet('Matrix').getRange(range), sheets);
  });
const anyDeed: fc.Arbitrary<AnyDeed> = fc.oneof(
  onCells(colour.map((one) => (cells) => cells.setBackground(one))),
  onCells(colour.map((one) => (cells) => cells.setFontColor(one).setFontWeight('bold'))),
  onCells(
    fc.constantFrom<Deed>(
      (cells) => cells.clearFormat(),
      (cells) => cells.clearDataValidations(),
      (cells) => {
        cells.getSheet().clearConditionalFormatRules();
      },
      (cells) => cells.setNumberFormat('@'),
      (cells) => cells.setNumberFormat('d-mmm'),
      (cells) => cells.setHorizontalAlignment('right'),
      (cells, { app }) =>
        cells.setDataValidation(app.newDataValidation().requireNumberGreaterThan(3).build()),
    ),
  ),
  fc
    .tuple(
      rangeWithin.map((range) => [range, range.split(':')[0]!] as const),
      rangeWithin.map((range) => range.split(':')[0]!),
    )
    .map(
      ([[from], to]) =>
        ({ person }: Opened) =>
          person.paste(['Matrix', from], ['Matrix', to]),
    ),
  fc.tuple(rangeWithin, fc.constantFrom('Done', '=1+1', '5', '31-Mar-2019', '')).map(
    ([range, text]) =>
      ({ person }: Opened) =>
        person.pasteBlock('Matrix', range.split(':')[0]!, [
          [text, text],
          ['', text],
        ]),
  ),
  fc.constantFrom<AnyDeed>(
    ({ person }) => {
      person.hideColumns('Matrix', 'T', 2, false);
    },
    ({ person }) => {
      person.hideRows('Matrix', 4, 1, false);
    },
  ),
);

test('a repair touches no value, leaves nothing destroyed, and the next one finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeed, { minLength: 1, maxLength: 6 }), async (deeds) => {
      const sheets = await openPainted();
      // Room for what is pasted at the edge.
      sheets.sheet('Matrix').insertColumnsAfter(24, 8).insertRowsAfter(14, 8);
      for (const deed of deeds) deed(sheets);
      await repaired(sheets);
    }),
    { numRuns: 12 },
  );
});
