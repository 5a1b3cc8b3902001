/** Repairing what pasting destroyed, through the real client library. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrangedAs, listNames, rangeAddress, statusPalette, type Blueprint } from '../../../core/index.js';
import { repairables, type Repairable, type RepairReport } from '../../../panel/panel-host.js';
import { cellsOf } from '../../contract/workbooks.js';
import { openPainted, small, whole, type Opened } from './opened.js';

type State = ReturnType<Opened['state']>;
type Damage = (cells: Excel.Range, context: Excel.RequestContext) => void;

/** A person's doing, with the means of Excel itself. */
async function damage(
  { Excel: excel }: Opened,
  worksheet: string,
  range: string,
  deed: Damage,
): Promise<void> {
  await excel.run(async (context) => {
    deed(context.workbook.worksheets.getItem(worksheet).getRange(range), context);
    await context.sync();
  });
}

const sheetOf = (state: State, name: string) =>
  state.worksheets.find((worksheet) => worksheet.name === name)!;

/** What stands in the cells that are not formulas of ours: all that people enter, and the plan's own texts. */
function entered({ worksheets }: State, { worksheets: built }: Blueprint) {
  return worksheets.map(({ name, cells }) => {
    const formulas = new Set(
      built
        .find((worksheet) => worksheet.name === name)
        ?.rows.flatMap((row, index) =>
          row.cells.flatMap((cell, column) =>
            cell.kind === 'formula'
              ? [rangeAddress({ top: index + 1, left: column + 1, bottom: index + 1, right: column + 1 })]
              : [],
          ),
        ) ?? [],
    );
    const kept = Object.entries(cells).flatMap(([cell, { value, formula, isPrefixed }]) =>
      formulas.has(cell) || (value === undefined && formula === undefined)
        ? []
        : [[cell, { value, formula, isPrefixed }]],
    );
    return [name, kept];
  });
}

/** The workbook but for what stands in its cells: looks, rules, protection, names. */
function around({ worksheets, ...workbook }: State) {
  return {
    ...workbook,
    worksheets: worksheets.map(({ cells, ...worksheet }) => ({
      ...worksheet,
      cells: Object.fromEntries(
        Object.entries(cells).flatMap(([cell, { formula, format }]) =>
          format === undefined ? [] : [[cell, { format, ...(formula === undefined ? {} : { formula }) }]],
        ),
      ),
    })),
  };
}

/** A painted workbook with a few entries, its matrix not protected, and what it was like. */
async function openDamageable(painted = small, requirements = '1.18') {
  const excel = await openPainted(painted, requirements);
  return { ...excel, before: excel.state() };
}
async function openUnprotected(requirements = '1.18') {
  const excel = await openDamageable(small, requirements);
  excel.person.unprotect('Matrix');
  return excel;
}
const unprotectedMatrix = { what: 'protection', worksheet: 'Matrix', ranges: [] } as const;
const inMatrix = (what: Repairable, ...ranges: string[]) => ({ what, worksheet: 'Matrix', ranges }) as const;

/** Repairs all, and checks what holds of every repair: no value is touched, and a second one finds nothing. */
async function repaired(excel: Opened, blueprint = small): Promise<RepairReport> {
  const before = entered(excel.state(), blueprint);
  const report = await excel.host.repair(blueprint);
  expect(entered(excel.state(), blueprint)).toEqual(before);
  const after = excel.state();
  expect(await excel.host.repair(blueprint)).toEqual({ restored: [], omitted: [], calls: 3 });
  expect(excel.state()).toEqual(after);
  expect(excel.program.unsupported).toEqual(new Set());
  return report;
}

describe.each(['1.18', '1.9', '1.8'])('a repair with ExcelApi %s', (requirements) => {
  test('finds nothing in a workbook that was just painted, in three syncs', async () => {
    const excel = await openDamageable(small, requirements);
    const calls = await excel.syncsOf(async () => {
      expect(await excel.host.repair(small)).toEqual({ restored: [], omitted: [], calls: 3 });
    });
    expect(calls).toBe(3);
    expect(excel.state()).toEqual(excel.before);
  });

  test.each<readonly [string, string, Damage, readonly Repairable[]]>([
    [
      'validations that are gone',
      'F10:H13',
      (cells) => {
        cells.dataValidation.clear();
      },
      ['validation'],
    ],
    [
      'another validation',
      'F13',
      (cells) => {
        cells.dataValidation.rule = { list: { inCellDropDown: true, source: 'a,b' } };
      },
      ['validation'],
    ],
    [
      'another prompt',
      'O10',
      (cells) => {
        cells.dataValidation.prompt = { title: 'x', message: 'y', showPrompt: true };
      },
      ['validation'],
    ],
    [
      'conditional formats that are gone',
      'F9:F11',
      (cells) => {
        cells.conditionalFormats.clearAll();
      },
      ['conditional-format'],
    ],
    [
      'cleared formats',
      'B9:H11',
      (cells) => {
        cells.clear('Formats');
      },
      ['conditional-format', 'format', 'protection'],
    ],
    [
      'another fill',
      'A10:G11',
      (cells) => {
        cells.format.fill.color = '#FF0000';
      },
      ['format'],
    ],
    [
      'no fill',
      'A1:C5',
      (cells) => {
        cells.format.fill.clear();
      },
      ['format'],
    ],
    [
      'another font',
      'E5:G12',
      (cells) => {
        cells.format.font.name = 'Arial';
        cells.format.font.size = 14;
        cells.format.font.color = '#00FF00';
      },
      ['format'],
    ],
    [
      'bold, italic and underlined text',
      'B10:B13',
      (cells) => {
        cells.format.font.bold = true;
        cells.format.font.italic = true;
        cells.format.font.underline = 'Single';
      },
      ['format'],
    ],
    [
      'another alignment',
      'A8:S13',
      (cells) => {
        cells.format.horizontalAlignment = 'Right';
        cells.format.verticalAlignment = 'Top';
        cells.format.wrapText = false;
      },
      ['format'],
    ],
    [
      'other number formats',
      'G10:P13',
      (cells) => {
        cells.numberFormat = [['0.000']];
      },
      ['format'],
    ],
    [
      'borders that are gone',
      'C9:G11',
      ({ format }) => {
        for (const side of ['EdgeTop', 'EdgeLeft', 'InsideHorizontal', 'InsideVertical'] as const)
          format.borders.getItem(side).style = 'None';
      },
      ['format'],
    ],
    [
      'other borders',
      'C9:G11',
      ({ format }) => {
        format.borders.getItem('EdgeBottom').weight = 'Thick';
        format.borders.getItem('EdgeRight').color = '#FF0000';
      },
      ['format'],
    ],
    [
      'an overwritten formula',
      'F9',
      (cells) => {
        cells.values = [['Completed']];
      },
      ['formula'],
    ],
    [
      'an overwritten formula in a cell of text',
      'F9:G9',
      (cells) => {
        cells.numberFormat = [['@']];
        cells.values = [['x', 'y']];
      },
      ['format', 'formula'],
    ],
    [
      'cells that are locked',
      'F10:G13',
      (cells) => {
        cells.format.protection.locked = true;
      },
      ['protection'],
    ],
    [
      'cells that are open',
      'A6:C9',
      (cells) => {
        cells.format.protection.locked = false;
      },
      ['protection'],
    ],
    [
      'columns that are shown',
      'S1:X1',
      (cells) => {
        cells.getEntireColumn().columnHidden = false;
      },
      ['visibility'],
    ],
    [
      'rows that are shown',
      '3:5',
      (cells) => {
        cells.rowHidden = false;
      },
      ['visibility'],
    ],
    [
      'a worksheet that is shown',
      'A1',
      (_, { workbook }) => {
        workbook.worksheets.getItem('_nisp').visibility = 'Hidden';
        workbook.worksheets.getItem('Lists').visibility = 'Visible';
      },
      ['visibility'],
    ],
    [
      'a name that is gone',
      'A1',
      (_, { workbook }) => {
        workbook.names.getItem('NISP_status').delete();
      },
      ['name', 'formula'],
    ],
    [
      'a name that leads elsewhere',
      'A1',
      (_, { workbook }) => {
        workbook.names.getItem('NISP_status').formula = '=Matrix!$A$1';
      },
      ['name'],
    ],
  ])('puts back %s, so that nothing is left of it', async (_, range, deed, what) => {
    const excel = await openUnprotected(requirements);
    await damage(excel, 'Matrix', range, deed);
    const { restored, calls } = await repaired(excel);
    expect(calls).toBe(4);
    const found = restored.filter((one) => JSON.stringify(one) !== JSON.stringify(unprotectedMatrix));
    expect(what).toEqual(expect.arrayContaining(found.map((one) => one.what)));
    expect(found.length).toBeGreaterThan(0);
    expect(around(excel.state())).toEqual(around(excel.before));
  });
});

describe('the report', () => {
  test('names the cells, joined, in the order of what can be repaired', async () => {
    const excel = await openUnprotected();
    await damage(excel, 'Matrix', 'F10:G13', (cells) => {
      cells.dataValidation.clear();
      cells.format.fill.color = '#FF0000';
      cells.format.protection.locked = true;
    });
    await damage(excel, 'Matrix', 'G9', (cells) => {
      cells.values = [[1]];
    });
    const { restored } = await repaired(excel);
    expect(restored).toEqual([
      inMatrix('validation', 'F10:G10', 'F13:G13'),
      inMatrix('format', 'F10:G13'),
      inMatrix('formula', 'G9'),
      unprotectedMatrix,
      inMatrix('protection', 'F10:G10', 'F13:G13'),
    ]);
  });

  test('names names, hidden rows and columns, and worksheets as a whole', async () => {
    const excel = await openUnprotected();
    await damage(excel, 'Matrix', '4:4', (cells, { workbook }) => {
      cells.rowHidden = false;
      workbook.names.getItem(listNames.status).delete();
      workbook.worksheets.getItem('Lists').visibility = 'Visible';
    });
    const { restored } = await repaired(excel);
    expect(restored).toEqual([
      unprotectedMatrix,
      inMatrix('visibility', '4:4'),
      { what: 'visibility', worksheet: 'Lists', ranges: [] },
      { what: 'name', worksheet: 'Lists', ranges: [listNames.status] },
    ]);
  });

  test('is about what was asked for only', async () => {
    const excel = await openUnprotected();
    await damage(excel, 'Matrix', 'F10:G13', (cells) => {
      cells.dataValidation.clear();
      cells.format.fill.color = '#FF0000';
    });
    for (const what of repairables) {
      const { restored } = await excel.host.repair(small, [what]);
      const expected = { validation: 1, format: 1, protection: 1 } as Partial<Record<Repairable, number>>;
      expect(restored).toHaveLength(expected[what] ?? 0);
      expect(restored.every((one) => one.what === what)).toBe(true);
    }
    expect(around(excel.state())).toEqual(around(excel.before));
  });
});

describe('conditional formats', () => {
  const formatsOf = ({ state }: Opened) => sheetOf(state(), 'Matrix').conditionalFormats;
  const addOwn = (cells: Excel.Range, colour: string) => {
    const { custom } = cells.conditionalFormats.add('Custom');
    custom.rule.formula = '=TRUE';
    custom.format.fill.color = colour;
  };

  test('come first again where a person’s own was put over them, which stays', async () => {
    const excel = await openUnprotected();
    await damage(excel, 'Matrix', 'F8:F14', (cells) => {
      addOwn(cells, '#FF00FF');
    });
    const { restored } = await repaired(excel);
    expect(restored).toContainEqual(inMatrix('conditional-format', 'F6:F14'));
    const inStatus = formatsOf(excel).filter(({ ranges }) => ranges.join().startsWith('F'));
    expect(
      inStatus.map(
        ({ settings }) => settings['cellValue/format/fill/color'] ?? settings['custom/format/fill/color'],
      ),
    ).toEqual([...Object.values(statusPalette).map(({ fill }) => fill), '#FF00FF']);
  });

  test('of a person’s own elsewhere stay, and nothing is restored', async () => {
    const excel = await openDamageable();
    excel.person.unprotect('Matrix');
    await damage(excel, 'Matrix', 'S6:S14', (cells) => {
      addOwn(cells, '#FF00FF');
    });
    const before = formatsOf(excel);
    const { restored } = await repaired(excel);
    expect(restored).toEqual([unprotectedMatrix]);
    expect(formatsOf(excel)).toEqual(before);
  });

  test('that copying tore apart or carried off are whole again', async () => {
    const excel = await openUnprotected();
    excel.person.paste(['Matrix', 'F10'], ['Matrix', 'B13']);
    excel.person.pasteBlock('Matrix', 'F11', [['Completed', 1]]);
    await repaired(excel);
    const ours = formatsOf(excel).filter(({ ranges }) => ranges.includes('F6:F14'));
    expect(ours).toHaveLength(Object.keys(statusPalette).length);
  });

  test('leave the marks above them', async () => {
    const excel = await openUnprotected();
    await excel.host.mark([
      { worksheet: 'Matrix', range: 'F10', severity: 'error', text: 'Wrong.' },
      { worksheet: 'Matrix', range: 'S13', severity: 'warning', text: 'Doubtful.' },
    ]);
    const isMark = ({ settings }: { readonly settings: Readonly<Record<string, unknown>> }) =>
      String(settings['custom/rule/formula']).includes('nisp-mark');
    const marks = () => formatsOf(excel).filter(isMark);
    const before = marks();
    await damage(excel, 'Matrix', 'F12:F14', (cells) => {
      cells.conditionalFormats.clearAll();
    });
    await repaired(excel);
    expect(marks()).toEqual(expect.arrayContaining(before));
    expect(marks()).toHaveLength(2);
    const order = formatsOf(excel);
    expect(order.findIndex(isMark)).toBeLessThan(order.findIndex(({ ranges }) => ranges.includes('F6:F14')));
  });
});

describe('protection', () => {
  test('is put back with what it allows, also over another', async () => {
    const excel = await openUnprotected();
    excel.person.protect('Matrix', undefined, ['allowDeleteRows']);
    const { restored } = await repaired(excel);
    expect(restored).toEqual([unprotectedMatrix]);
    expect(sheetOf(excel.state(), 'Matrix').protection?.options).toMatchObject({
      allowSort: true,
      allowFormatRows: true,
    });
  });

  test('with a password is left alone if nothing else is amiss, and said if something is', async () => {
    const excel = await openUnprotected();
    excel.person.protect('Matrix', 'secret', [
      'allowAutoFilter',
      'allowSort',
      'allowFormatColumns',
      'allowFormatRows',
      'allowEditObjects',
    ]);
    expect((await excel.host.repair(small)).restored).toEqual([]);
    excel.person.unprotect('Matrix', 'secret');
    await damage(excel, 'Matrix', 'F10', (cells) => {
      cells.format.fill.color = '#FF0000';
    });
    excel.person.unprotect('Roll-up');
    excel.person.protect('Matrix', 'secret');
    const before = excel.state();
    await expect(excel.host.repair(small)).rejects.toMatchObject({ code: 'no-access' });
    expect(excel.state()).toEqual(before);
  });
});

test('costs four syncs and less than 1 MB, however much is destroyed', async () => {
  const excel = await openDamageable(whole);
  const { length } = excel.program.batches;
  expect(await excel.syncsOf(() => excel.host.repair(whole))).toBe(3);
  const reading = Math.max(...excel.program.batches.slice(length).map(({ bytes }) => bytes));
  excel.person.unprotect('Matrix');
  await damage(excel, 'Matrix', 'A1:S208', (cells) => {
    cells.clear('Formats');
    cells.dataValidation.clear();
  });
  const from = excel.program.batches.length;
  expect(await excel.syncsOf(() => excel.host.repair(whole))).toBe(4);
  const mending = Math.max(...excel.program.batches.slice(from).map(({ bytes }) => bytes));
  expect(around(excel.state())).toEqual(around(excel.before));
  expect(reading).toBeLessThan(250_000);
  expect(mending).toBeLessThan(1_000_000);
});

test('names the few cells that were pasted over among all those of a province, in five syncs', async () => {
  const excel = await openDamageable(whole);
  excel.person.unprotect('Matrix');
  excel.person.pasteBlock('Matrix', 'F30', [
    ['In progress', 0.4],
    ['On hold', 0.2],
  ]);
  let report: RepairReport | null = null;
  const syncs = await excel.syncsOf(async () => {
    report = await excel.host.repair(whole);
  });
  expect(syncs).toBe(5);
  const looks = report!.restored.filter(({ what }) => what === 'format').flatMap(({ ranges }) => ranges);
  // A line between two cells is named by the lower or the right one.
  const around = cellsOf(['F30:H32']);
  expect(cellsOf(looks).filter((cell) => !around.includes(cell))).toEqual([]);
  expect(cellsOf(looks)).toEqual(expect.arrayContaining(cellsOf(['F30:G31'])));
  expect((await excel.host.repair(whole)).restored).toEqual([]);
});

test('a workbook that people rearranged is repaired in the arrangement that it has', async () => {
  const excel = await openUnprotected();
  await damage(excel, 'Matrix', '9:9', (cells) => {
    cells.insert('Down');
  });
  await damage(excel, 'Matrix', 'C:C', (cells) => {
    cells.insert('Right');
  });
  await damage(excel, 'Matrix', 'C9', (cells) => {
    cells.values = [['A column and a row of my own']];
    cells.format.fill.color = '#FFFF00';
  });
  const now = arrangedAs(small, await excel.host.read());
  expect(now).not.toEqual(small);
  await excel.host.repair(now);
  const before = excel.state();
  expect(sheetOf(before, 'Matrix').cells.C9).toMatchObject({ format: { fill: '#FFFF00' } });

  excel.person.unprotect('Matrix');
  await damage(excel, 'Matrix', 'G10:H14', (cells) => {
    cells.dataValidation.clear();
    cells.format.fill.color = '#FF0000';
  });
  await damage(excel, 'Matrix', 'G10', (cells) => {
    cells.values = [['typed over']];
  });
  const { restored } = await repaired(excel, now);
  expect(restored).toEqual([
    inMatrix('validation', 'G11:H11', 'G14:H14'),
    inMatrix('format', 'G10:H14'),
    inMatrix('formula', 'G10'),
    unprotectedMatrix,
  ]);
  expect(around(excel.state())).toEqual(around(before));
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
const colour = fc.constantFrom('#FF0000', '#123456', '#ABCDEF');
type Deed = (excel: Opened) => unknown;
const onCells = (deed: fc.Arbitrary<Damage>): fc.Arbitrary<Deed> =>
  fc.tuple(rangeWithin, deed).map(
    ([range, one]) =>
      (excel: Opened) =>
        damage(excel, 'Matrix', range, one),
  );
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  onCells(
    colour.map((one) => (cells) => {
      cells.format.fill.color = one;
    }),
  ),
  onCells(
    colour.map((one) => ({ format }) => {
      format.font.color = one;
      format.font.bold = true;
    }),
  ),
  onCells(
    fc.constantFrom<Damage>(
      (cells) => {
        cells.clear('Formats');
      },
      (cells) => {
        cells.dataValidation.clear();
      },
      (cells) => {
        cells.conditionalFormats.clearAll();
      },
      (cells) => {
        cells.numberFormat = [['@']];
      },
      (cells) => {
        cells.numberFormat = [['d-mmm']];
      },
      (cells) => {
        cells.format.horizontalAlignment = 'Right';
      },
      (cells) => {
        cells.format.protection.locked = false;
      },
      (cells) => {
        cells.format.borders.getItem('EdgeTop').style = 'None';
      },
      (cells) => {
        cells.dataValidation.rule = { textLength: { formula1: 3, operator: 'LessThan' } };
      },
    ),
  ),
  fc.tuple(rangeWithin, rangeWithin).map(([from, to]) => ({ person }: Opened) => {
    person.paste(['Matrix', from], ['Matrix', to]);
  }),
  fc
    .tuple(rangeWithin, fc.constantFrom('Done', '=1+1', 5, '31-Mar-2019', null), colour)
    .map(([range, value, fill]) => ({ person }: Opened) => {
      person.pasteBlock('Matrix', range.split(':')[0]!, [
        [{ value, fill, numberFormat: 'General' }, value],
        [value, { value }],
      ]);
    }),
  fc.constantFrom<Deed>(
    ({ person }) => {
      person.hideColumns('Matrix', 'T:U', false);
    },
    ({ person }) => {
      person.hideRows('Matrix', '4:4', false);
    },
  ),
);

test.each(['1.18', '1.8'])(
  'with ExcelApi %s a repair touches no value, leaves nothing destroyed, and the next one finds nothing',
  async (requirements) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { minLength: 1, maxLength: 6 }), async (deeds) => {
        const excel = await openUnprotected(requirements);
        for (const deed of deeds) await deed(excel);
        await repaired(excel);
      }),
      { numRuns: 12 },
    );
  },
);
