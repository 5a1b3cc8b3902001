import { beforeEach, describe, expect, test } from 'vitest';
import { HostError, type CellBefore, type CellChange, type NewValue } from '../../../core/index.js';
import type { ChangeableWorkbook } from '../../../sync/changeable-workbook.js';
import { changeableSpreadsheet } from '../../../sync/sheets-host/changeable.js';
import { connectSheets } from '../../../sync/sheets-host/connect.js';
import type { Fault } from '../../fakes/sheets-api/faults.js';
import { cellAt } from '../../fakes/sheets/cells.js';
import { findWorksheet, type Cell } from '../../fakes/sheets/workbook.js';
import { parseRange } from '../../../core/index.js';
import { accessTo, openOffice, type Office } from './office.js';

let office: Office;
let workbook: ChangeableWorkbook;

const entries = [
  ['A1', 'Intervention'],
  ['B2', 'In progress'],
  ['C2', '0.4'],
  ['D2', '31/03/2019'],
  ['E2', 'TRUE'],
  ['F2', '=C2*2'],
  ['G2', "'007"],
] as const;

beforeEach(() => {
  office = openOffice();
  const { official } = office;
  for (const [cell, entry] of entries) official.type('Matrix', cell, entry);
  official.addWorksheet('_nisp');
  official.hideWorksheet('_nisp');
  workbook = changeableSpreadsheet(office.connection, office.id);
});

const cellOf = (worksheet: string, address: string): Cell => {
  const { top, left } = parseRange(address)!;
  return cellAt(findWorksheet(office.program.workbook, worksheet)!, top, left);
};
const contentOf = (worksheet: string, address: string) => cellOf(worksheet, address).content;

/** What cells of the worksheet Matrix held when it was read. */
async function readBefore(): Promise<(address: string, worksheet?: string) => CellBefore> {
  const { snapshot } = await workbook.read();
  return (address, name = 'Matrix') => {
    const { top, left } = parseRange(address)!;
    const cell = snapshot.worksheets
      .find((worksheet) => worksheet.name === name)
      ?.rows.find(({ row }) => row === top)
      ?.cells.find(({ column }) => column === left);
    return { content: cell?.content ?? null, formula: cell?.formula ?? null };
  };
}

const changeTo = (
  range: string,
  value: NewValue,
  before: CellBefore,
  copyTo?: string,
  worksheet = 'Matrix',
): CellChange => ({
  worksheet,
  range,
  value,
  before,
  ...(copyTo === undefined ? {} : { copyTo: { worksheet: '_nisp', range: copyTo } }),
});

const failing = async (work: Promise<unknown>): Promise<HostError> => {
  const error: unknown = await work.then(
    () => 'it did not fail',
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HostError);
  return error as HostError;
};
const blank: CellBefore = { content: null, formula: null };
/** What was written, by kinds of requests, in the last batch. */
const lastKinds = () => {
  const { body } = office.api.requests.filter(({ path }) => path.endsWith(':batchUpdate')).at(-1)!;
  return (body as { requests: object[] }).requests.map((request) => Object.keys(request)[0]);
};
const allCells = () => structuredClone(office.program.workbook.worksheets.map(({ cells }) => cells));

describe('changing cells', () => {
  test('takes two calls, whatever is written', async () => {
    const before = await readBefore();
    expect(office.connection.calls).toEqual({ reads: 2, writes: 0 });
    const report = await workbook.change([
      changeTo('B2', '=1+1', before('B2'), 'A1'),
      changeTo('C2', 0.6, before('C2'), 'A2'),
      changeTo('D2', { date: '2019-06-30' }, before('D2'), 'A3'),
      changeTo('E2', false, before('E2'), 'A4'),
      changeTo('F2', 'Completed', before('F2'), 'A5'),
      changeTo('G2', null, before('G2'), 'A6'),
      changeTo('H2', { date: '2019-06-30' }, before('H2'), 'A7'),
      changeTo('B1', 'run 1', before('B1', '_nisp'), undefined, '_nisp'),
    ]);
    expect(report).toEqual({ backup: null, isOvertaken: false });
    expect(office.connection.calls).toEqual({ reads: 3, writes: 1 });
    expect(cellOf('Matrix', 'F2').formula).toBeNull();
    expect(cellOf('Matrix', 'B2').formula).toBeNull();
    const { snapshot } = await workbook.read();
    const shown = snapshot.worksheets.map(({ rows }) =>
      rows.map(({ row, cells }) => [row, ...cells.map(({ column, content }) => [column, content])]),
    );
    expect(shown).toEqual([
      [
        [1, [1, { kind: 'text', text: 'Intervention' }]],
        [
          2,
          [2, { kind: 'text', text: '=1+1' }],
          [3, { kind: 'number', value: 0.6 }],
          [4, { kind: 'date', date: '2019-06-30' }],
          [5, { kind: 'boolean', value: false }],
          [6, { kind: 'text', text: 'Completed' }],
          [8, { kind: 'date', date: '2019-06-30' }],
        ],
      ],
      [
        [1, [1, { kind: 'text', text: 'In progress' }], [2, { kind: 'text', text: 'run 1' }]],
        [2, [1, { kind: 'number', value: 0.4 }]],
        [3, [1, { kind: 'number', value: 43555 }]],
        [4, [1, { kind: 'boolean', value: true }]],
        [5, [1, { kind: 'number', value: 0.8 }]],
        [6, [1, { kind: 'text', text: '007' }]],
      ],
    ]);
  });
  test('leaves formats, notes and checks, and every other cell', async () => {
    const { official } = office;
    official.writeNote('Matrix', 'B2', 'Ask the Home Department');
    official.setFormat('Matrix', 'C2', '0%');
    const before = await readBefore();
    const cells = allCells();
    await workbook.change([
      changeTo('B2', 'Completed', before('B2')),
      changeTo('C2', 1, before('C2')),
      changeTo('D2', { date: '2019-06-30' }, before('D2')),
    ]);
    const after = allCells();
    for (const column of [2, 3, 4]) {
      const [was, is] = [cells[0]![2]![column]!, after[0]![2]![column]!];
      expect({ ...is, content: was.content }).toEqual(was);
      expect(is.content).not.toEqual(was.content);
      after[0]![2]![column] = was;
    }
    expect(after).toEqual(cells);
  });
  test('asks for nothing where nothing is to be changed', async () => {
    expect(await workbook.change([])).toEqual({ backup: null, isOvertaken: false });
    expect(office.connection.calls).toEqual({ reads: 0, writes: 0 });
  });
  test('joins neighbours: a column of entries and its copies are two requests', async () => {
    for (let row = 10; row < 110; row++) office.official.type('Matrix', `B${row}`, `entry ${row}`);
    const before = await readBefore();
    await workbook.change(
      Array.from({ length: 100 }, (_, index) => {
        const range = `B${index + 10}`;
        return changeTo(range, `new ${index}`, before(range), `C${index + 1}`);
      }),
    );
    expect(lastKinds()).toEqual(['copyPaste', 'updateCells']);
    expect(contentOf('_nisp', 'C100')).toBe('entry 109');
    expect(contentOf('Matrix', 'B109')).toBe('new 99');
  });
  test('makes room where the worksheet ends', async () => {
    const nisp = findWorksheet(office.program.workbook, '_nisp')!;
    const { maxRows, maxColumns } = nisp;
    const before = await readBefore();
    await workbook.change([
      changeTo('B2', 'Completed', before('B2'), `A${maxRows + 5}`),
      changeTo(`AC${maxRows + 9}`, 'run 1', blank, undefined, '_nisp'),
    ]);
    expect(office.connection.calls).toEqual({ reads: 3, writes: 1 });
    expect(lastKinds()).toEqual([
      'appendDimension',
      'appendDimension',
      'copyPaste',
      'updateCells',
      'updateCells',
    ]);
    const now = findWorksheet(office.program.workbook, '_nisp')!;
    expect([now.maxRows, now.maxColumns]).toEqual([maxRows + 9, 29]);
    expect(maxColumns).toBe(26);
    expect(contentOf('_nisp', `A${maxRows + 5}`)).toBe('In progress');
    expect(contentOf('_nisp', `AC${maxRows + 9}`)).toBe('run 1');
  });
  test('needs one call more where nobody has read the spreadsheet before', async () => {
    const before = { content: { kind: 'text', text: 'In progress' }, formula: null } as const;
    await workbook.change([changeTo('B2', 'Completed', before)]);
    expect(office.connection.calls).toEqual({ reads: 2, writes: 1 });
    expect(contentOf('Matrix', 'B2')).toBe('Completed');
  });
  test('asks for rectangles where so many cells lie apart that the address would be too long', async () => {
    const before = await readBefore();
    const apart = Array.from({ length: 400 }, (_, index) => `${'BDFH'[index % 4]!}${100 + index * 2}`);
    await workbook.change(apart.map((range) => changeTo(range, range, before(range))));
    const lengths = office.api.requests.map(({ query }) => query.toString().length);
    expect(Math.max(...lengths)).toBeLessThan(8_000);
    expect(apart.map((range) => contentOf('Matrix', range))).toEqual(apart);
  });
});

describe('cells that do not hold what was read', () => {
  test.each([
    ['a text', 'B2', 'Completed'],
    ['a text in other letters', 'B2', 'in progress'],
    ['a text with a blank behind it', 'B2', "'In progress "],
    ['a number', 'C2', '0.41'],
    ['a number as a text', 'C2', "'0.4"],
    ['a day', 'D2', '30/03/2019'],
    ['a box', 'E2', 'FALSE'],
    ['a formula', 'F2', '=C2*3'],
    ['a formula that became its value', 'F2', '0.8'],
    ['a value that became a formula', 'C2', '=2/5'],
    ['a text that became a number', 'G2', '7'],
    ['a blank cell', 'J9', 'Dropped'],
  ])('are found: %s', async (_, cell, entry) => {
    const before = await readBefore();
    office.official.type('Matrix', cell, entry);
    const cells = allCells();
    const error = await failing(
      workbook.change([changeTo('A1', 'x', before('A1'), 'A1'), changeTo(cell, 'ours', before(cell), 'A2')]),
    );
    expect(error.code).toBe('changed');
    expect(error.message).toContain(`the cell ${cell} of the worksheet “Matrix”`);
    expect(office.connection.calls.writes).toBe(0);
    expect(allCells()).toEqual(cells);
  });
  test('and one that was cleared', async () => {
    const before = await readBefore();
    office.official.clear('Matrix', 'B2');
    expect((await failing(workbook.change([changeTo('B2', 'ours', before('B2'))]))).code).toBe('changed');
  });
  test('but a format is no value', async () => {
    const before = await readBefore();
    office.official.setFormat('Matrix', 'C2', '0%');
    office.official.setFormat('Matrix', 'D2', '0');
    await workbook.change([
      changeTo('C2', 0.5, before('C2')),
      changeTo('D2', { date: '2019-06-30' }, before('D2')),
    ]);
    expect((await readBefore())('D2').content).toEqual({ kind: 'date', date: '2019-06-30' });
  });
  test.each<[string, (office: Office) => void]>([
    [
      'the worksheet was renamed',
      ({ official }) => {
        official.rename('Matrix', 'Sindh');
      },
    ],
    [
      'the worksheet was deleted',
      ({ official }) => {
        official.addWorksheet('Guide');
        official.deleteWorksheet('Matrix');
      },
    ],
    [
      'its row was deleted',
      ({ official }) => {
        official.deleteRows('Matrix', 2);
      },
    ],
    [
      'a row came above it',
      ({ official }) => {
        official.insertRows('Matrix', 1);
      },
    ],
    [
      'all rows below were deleted',
      ({ official }) => {
        official.deleteRows('Matrix', 2, 999);
      },
    ],
  ])('are found where %s', async (_, act) => {
    const before = await readBefore();
    act(office);
    const error = await failing(workbook.change([changeTo('B2', 'ours', before('B2'))]));
    expect(error.code).toBe('changed');
    expect(error.message).toContain('Nothing was changed');
    expect(office.connection.calls.writes).toBe(0);
  });
  test('and blank cells that are no longer those', async () => {
    for (const [row, number] of ['1a', '1b'].entries()) office.official.type('Matrix', `A${row + 2}`, number);
    const before = await readBefore();
    office.official.insertRows('Matrix', 3);
    const error = await failing(workbook.change([changeTo('J3', 'ours', before('J3'), 'A1')]));
    expect(error.code).toBe('changed');
    expect(error.message).toContain('moved rows or columns around the cell J3');
    expect(office.connection.calls.writes).toBe(0);
  });
  test('in rows that were not there when it was read', async () => {
    const before = await readBefore();
    const row = findWorksheet(office.program.workbook, 'Matrix')!.maxRows + 1;
    office.official.pasteBlock('Matrix', `B${row}`, [['theirs']]);
    expect((await failing(workbook.change([changeTo(`B${row}`, 'ours', before(`B${row}`))]))).code).toBe(
      'changed',
    );
  });
});

describe('somebody enters something between looking and writing', () => {
  test.each([
    ['B2', 'Dropped', 'Dropped'],
    ['C2', '0.9', 0.9],
    ['J9', 'Completed', 'Completed'],
    ['D2', '', null],
  ])('%s: it is kept, and said', async (cell, entry, kept) => {
    const before = await readBefore();
    office.api.beforeRequestAt(2, () => {
      if (entry === '') office.official.clear('Matrix', cell);
      else office.official.type('Matrix', cell, entry);
    });
    const report = await workbook.change([
      changeTo('A1', 'x', before('A1'), 'A1'),
      changeTo(cell, 'ours', before(cell), 'A2'),
    ]);
    expect(report.isOvertaken).toBe(true);
    expect(contentOf('Matrix', cell)).toBe('ours');
    expect(contentOf('_nisp', 'A2')).toBe(kept);
    expect(contentOf('_nisp', 'A1')).toBe('Intervention');
  });
});

describe('somebody moves cells between looking and writing', () => {
  const acts: readonly (readonly [string, (office: Office) => void])[] = [
    [
      'inserts a row',
      ({ official }) => {
        official.insertRows('Matrix', 2);
      },
    ],
    [
      'deletes a row',
      ({ official }) => {
        official.deleteRows('Matrix', 1);
      },
    ],
    [
      'inserts a column',
      ({ official }) => {
        official.insertColumns('Matrix', 'B');
      },
    ],
    [
      'moves a column',
      ({ official }) => {
        official.moveColumn('Matrix', 'B', 'D');
      },
    ],
    [
      'sorts the rows',
      ({ official }) => {
        official.sort('Matrix', 'A2:H5', 'A', false);
      },
    ],
  ];
  beforeEach(() => {
    for (const [row, number] of ['1a', '1b', '2a', '2b'].entries()) {
      office.official.type('Matrix', `A${row + 2}`, number);
    }
    for (const [column, heading] of ['B', 'C', 'D', 'E', 'F', 'G', 'H'].entries()) {
      office.official.type('Matrix', `${heading}1`, `heading ${column}`);
    }
    office.official.type('Matrix', 'B3', 'On hold');
  });
  const ours = async () => {
    const before = await readBefore();
    return [
      changeTo('B2', 'Completed', before('B2'), 'A1'),
      changeTo('C2', 1, before('C2'), 'A2'),
      changeTo('B3', 'Dropped', before('B3'), 'A3'),
      changeTo('D4', { date: '2019-06-30' }, before('D4'), 'A4'),
      changeTo('B1', 'run 1', before('B1', '_nisp'), undefined, '_nisp'),
    ];
  };
  /** What stands in the cells, wherever they are. */
  const contents = () =>
    office.program.workbook.worksheets.map(({ cells }) =>
      Object.entries(cells).flatMap(([row, line]) =>
        Object.entries(line).flatMap(([column, { content, formula }]) =>
          content === null && formula === null ? [] : [[row, column, content, formula] as const],
        ),
      ),
    );

  test.each(acts)('%s: what was written is taken back', async (_, act) => {
    const changes = await ours();
    let moved: unknown;
    office.api.beforeRequestAt(2, () => {
      act(office);
      moved = contents();
    });
    const error = await failing(workbook.change(changes));
    expect(error.code).toBe('changed');
    expect(error.message).toContain('was taken back');
    expect(contents()).toEqual(moved);
    expect(office.connection.calls).toEqual({ reads: 3, writes: 2 });
  });
  test.each(acts)('%s: is found before, if it is done in time', async (_, act) => {
    const changes = await ours();
    act(office);
    const moved = contents();
    expect((await failing(workbook.change(changes))).code).toBe('changed');
    expect(contents()).toEqual(moved);
    expect(office.connection.calls.writes).toBe(0);
  });
  test.each(['lost-response', '503-after'] as const)('and the answers are lost, too: %s', async (fault) => {
    const changes = await ours();
    let moved: unknown;
    office.api.beforeRequestAt(2, () => {
      office.official.insertRows('Matrix', 2);
      moved = contents();
    });
    // The change, what was read back of it, what it has written over, and taking it back.
    office.api.faults.at(2, fault);
    office.api.faults.at(5, fault);
    expect((await failing(workbook.change(changes))).message).toContain('was taken back');
    expect(contents()).toEqual(moved);
    expect(office.connection.calls.writes).toBe(2);
  });
  test('but not if what they read changes with what is written', async () => {
    const { official } = office;
    official.type('Matrix', 'A2', '=B2');
    official.type('_nisp', 'A1', 'an older copy');
    official.type('_nisp', 'A2', '0.1');
    expect((await workbook.change(await ours())).isOvertaken).toBe(false);
    expect([contentOf('Matrix', 'B2'), contentOf('_nisp', 'A1')]).toEqual(['Completed', 'In progress']);
  });
  test('nothing: what tells the place is looked at in the same two calls', async () => {
    expect(await workbook.change(await ours())).toEqual({ backup: null, isOvertaken: false });
    expect(office.connection.calls).toEqual({ reads: 3, writes: 1 });
  });
});

const passing: readonly Fault[] = [
  'cut',
  'lost-response',
  'silent',
  'garbled',
  '503-after',
  401,
  429,
  500,
  502,
  503,
  { status: 429, retryAfter: 70 },
];
const refusing: readonly Fault[] = [403, 404];
const requests = [1, 2, 3, 4, 5];
const at = (faults: readonly Fault[]) =>
  faults.flatMap((fault) => requests.map((request) => [JSON.stringify(fault), request, fault] as const));

/** Reads, looks whether one may change, and changes: five requests. */
async function visit(onChange?: () => void): Promise<boolean> {
  const before = await readBefore();
  await workbook.requireChangeable();
  onChange?.();
  const { isOvertaken } = await workbook.change([
    changeTo('B2', 'Completed', before('B2'), 'A1'),
    changeTo('C2', 1, before('C2'), 'A2'),
    changeTo('B1', 'run 1', before('B1', '_nisp'), undefined, '_nisp'),
  ]);
  return isOvertaken;
}
/** Made once: the copies hold what was there. Made twice, they would hold what was written. */
const expectMadeOnce = () => {
  expect([contentOf('Matrix', 'B2'), contentOf('Matrix', 'C2')]).toEqual(['Completed', 1]);
  expect(contentOf('_nisp', 'B1')).toBe('run 1');
  expect([contentOf('_nisp', 'A1'), contentOf('_nisp', 'A2')]).toEqual(['In progress', 0.4]);
};

describe('whatever befalls a request', () => {
  test('nothing: five of them', async () => {
    expect(await visit()).toBe(false);
    expect(office.connection.calls).toEqual({ reads: 3, writes: 2 });
    expectMadeOnce();
  });
  test.each(at(passing))('%s at request %i: it is made, and made once', async (_, request, fault) => {
    office.api.faults.at(request, fault);
    expect(await visit()).toBe(false);
    expectMadeOnce();
    expect(office.api.breaches).toBe(0);
  });
  test.each(at(refusing))('%s at request %i: nothing is made', async (_, request, fault) => {
    const cells = allCells();
    office.api.faults.at(request, fault);
    const error = await failing(visit());
    expect(error.code).toBe(fault === 403 ? 'no-access' : 'not-found');
    expect(allCells()).toEqual(cells);
  });
  test.each(named(passing))(
    '%s at every request from the first to the last: once, or not at all',
    async (_, fault) => {
      for (const times of [2, 6]) {
        for (const request of requests) {
          office = openOffice();
          for (const [cell, entry] of entries) office.official.type('Matrix', cell, entry);
          office.official.addWorksheet('_nisp');
          workbook = changeableSpreadsheet(office.connection, office.id);
          office.api.faults.from(request, fault, times);
          const made = await visit().then(
            () => true,
            (error: unknown) => {
              expect(error).toBeInstanceOf(HostError);
              return false;
            },
          );
          if (made || contentOf('_nisp', 'B1') !== null) expectMadeOnce();
          else expect([contentOf('Matrix', 'B2'), contentOf('_nisp', 'A1')]).toEqual(['In progress', null]);
        }
      }
    },
  );
  test.each(['lost-response', 'garbled', '503-after'] as const)(
    '%s, and somebody was faster: it is kept, and said',
    async (fault) => {
      office.api.faults.at(5, fault);
      office.api.beforeRequestAt(5, () => {
        office.official.type('Matrix', 'B2', 'Dropped');
      });
      expect(await visit()).toBe(true);
      expect([contentOf('Matrix', 'B2'), contentOf('_nisp', 'A1')]).toEqual(['Completed', 'Dropped']);
    },
  );
  test.each(['lost-response', 'cut', '503-after', 503] as const)(
    '%s, and somebody goes on before it is found out: what they entered stands',
    async (fault) => {
      office.api.faults.at(5, fault);
      office.api.beforeRequestAt(6, () => {
        office.official.type('Matrix', 'B2', 'On hold');
      });
      const error = await failing(visit());
      expect(error.code).toBe('changed');
      expect(error.message).toContain('the cell B2 of the worksheet “Matrix”');
      expect(contentOf('Matrix', 'B2')).toBe('On hold');
    },
  );
});

test('values that stand there already are written again, if that failed: their copies are not there yet', async () => {
  const before = await readBefore();
  office.api.faults.at(2, 503);
  await workbook.change([changeTo('B2', 'In progress', before('B2'), 'A1')]);
  expect(contentOf('_nisp', 'A1')).toBe('In progress');
  expect(office.connection.calls).toEqual({ reads: 4, writes: 2 });
});

function named(faults: readonly Fault[]) {
  return faults.map((fault) => [JSON.stringify(fault), fault] as const);
}

describe('asking whether one may change it', () => {
  test('changes nothing', async () => {
    const cells = structuredClone(office.program.workbook);
    await workbook.requireChangeable();
    expect(office.connection.calls).toEqual({ reads: 0, writes: 1 });
    expect(office.program.workbook).toEqual(cells);
  });
  test('says so if it is shared to be read only', async () => {
    office.api.share(office.id, 'reader@example.org', 'reader');
    const connection = connectSheets({
      access: accessTo(office.api, 'reader@example.org'),
      clock: office.clock,
      fetch: office.api.fetch,
    });
    const error = await failing(changeableSpreadsheet(connection, office.id).requireChangeable());
    expect(error.code).toBe('no-access');
    expect(error.message).toContain('Share it with reader@example.org as an editor');
  });
});

test('is known to people by its address', () => {
  expect(workbook.place).toBe(`sheets:${office.id}`);
  expect(workbook.copiesAtOnce).toBe(true);
});
