// Makes the sample workbooks of samples/2019-Q1 anew: eight units and one quarter, with the mess that offices make.
// Every entry and every timeline is invented. Run after a build: node samples/make-samples.mjs
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  applyTimelines,
  buildUnitWorkbook,
  hasPart,
  nispPlan,
  parsePeriod,
  worksheetNames,
} from '../dist/core/index.js';
import { paintWorkbook } from '../dist/sync/index.js';
import * as mess from './mess.mjs';

const here = import.meta.dirname;
const folder = join(here, '2019-Q1');
const period = parsePeriod('2019-Q1');

/** Numbers that look random and are the same every time (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// The timelines of the samples: invented, spread over the rows so that all three colours show.
const spread = ['Short Term', 'Medium Term', 'Medium Term', 'Long Term', 'Short Term'];
const timelineList =
  '# Illustrative only: invented for the samples, NOT taken from the printed policy.\nintervention,timeline\n' +
  nispPlan.interventions.map(({ no }, index) => `${no},${spread[index % spread.length]}`).join('\n') +
  '\n';
const withTimelines = applyTimelines(nispPlan, timelineList);
const plan = { ...withTimelines.plan, title: `${nispPlan.title} (ILLUSTRATIVE SAMPLE)` };

const remarks = {
  'Not started': [
    'Awaiting the committee’s first meeting.',
    'کام ابھی شروع نہیں ہوا؛ منظوری کا انتظار ہے۔',
    '',
  ],
  'In progress': [
    'Draft under review by the department.',
    'Consultations held in two divisions; the third follows in April.',
    'مسودہ زیرِ غور ہے، اگلا اجلاس اپریل میں ہوگا۔',
    'Procurement is in its second stage.',
    '',
  ],
  Completed: ['Notified and in force.', 'Handed over to the department.', 'مکمل، نوٹیفکیشن جاری ہو چکا ہے۔'],
  'On hold': ['Waiting for the release of funds.', 'Matter before the High Court.'],
  Dropped: ['Taken over by another intervention, as decided by the steering committee.'],
};
const posts = [
  'Section Officer (Internal Security)',
  'Deputy Secretary (Judicial)',
  'Director (Monitoring)',
  'AIG (Operations)',
  'Additional Secretary (Home)',
];

/** Invented entries of a unit: `pace` from 0 to 1 is how far it has come. */
function inventEntries(unit, seed, pace) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const day = (year, month) =>
    `${year}-${String(month).padStart(2, '0')}-${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`;
  const entries = new Map();
  for (const row of plan.interventions) {
    if (!hasPart(row, unit) || row.isContainer) continue;
    const roll = next();
    if (roll > 0.94) continue;
    const status =
      roll < pace * 0.35
        ? 'Completed'
        : roll < pace * 0.35 + 0.42
          ? 'In progress'
          : roll < pace * 0.35 + 0.47
            ? 'On hold'
            : roll > 0.925
              ? 'Dropped'
              : 'Not started';
    const target = 1 + Math.floor(next() * 12);
    const begun = status !== 'Not started';
    const progress =
      { 'Not started': 0, Completed: 1, Dropped: 0.1 }[status] ?? Math.round((0.1 + next() * 0.75) * 20) / 20;
    const values = {
      status,
      progress,
      baseline: 0,
      target,
      actual: status === 'Completed' ? target : Math.floor(target * progress),
      updatedOn: day(2019, 3),
      focalPerson: pick(posts),
      ...(begun ? { start: day(2018, 1 + Math.floor(next() * 12)) } : {}),
      due:
        status === 'Completed'
          ? day(2019, 1)
          : day(pick([2019, 2019, 2020, 2021]), 1 + Math.floor(next() * 12)),
      ...(status === 'Completed'
        ? { evidence: `Notification No. SO(IS)${Math.floor(next() * 90) + 10}/2019 (illustrative)` }
        : {}),
    };
    if (next() > 0.45) {
      const budget = Math.round(next() * 2400) / 10 + 5;
      values.budget = budget;
      if (begun) values.spent = Math.round(budget * progress * 10) / 10;
    }
    const remark = pick(remarks[status]);
    if (remark !== '') values.remarks = remark;
    entries.set(row.no, values);
  }
  return entries;
}

/** A copy of a blueprint that may be changed. */
function loosen(blueprint) {
  const copy = structuredClone(blueprint);
  return { blueprint: copy, matrix: copy.worksheets.find(({ name }) => name === worksheetNames.matrix) };
}

const cover = { preparedBy: 'Illustrative sample: invented entries', submittedOn: '2019-04-05' };

// Each sample: the file's name, the unit, how far it has come, and what happened to the workbook on its way.
const samples = [
  {
    file: 'NISP-2019-Q1-federal.xlsx',
    unit: 'federal',
    pace: 0.7,
    mess: ({ matrix }) => {
      // Kept well, with slips of sense only.
      mess.setCell(matrix, '2', 'status', { kind: 'text', text: 'Completed' });
      mess.setCell(matrix, '2', 'progress', { kind: 'number', value: 0.8 });
      mess.setCell(matrix, '19', 'start', { kind: 'date', date: '2019-06-01' });
      mess.setCell(matrix, '19', 'due', { kind: 'date', date: '2019-02-01' });
    },
  },
  {
    file: 'Punjab NISP Q1 final.xlsx',
    unit: 'punjab',
    pace: 0.8,
    cover: { dateOrder: 'day/month/year' },
    resave: true,
    mess: ({ matrix }) => {
      // Statuses typed by hand, dates as text (the order is stated), numbers as text.
      mess.loseValidation(matrix, 'Status');
      mess.typeText(matrix, '12', 'status', 'in progress ');
      mess.typeText(matrix, '13', 'status', 'COMPLETED');
      mess.typeText(matrix, '14', 'status', 'Complted');
      mess.typeText(matrix, '15', 'due', '31/12/2019');
      mess.typeText(matrix, '16', 'due', '05/04/2020');
      mess.typeText(matrix, '17', 'budget', '1,250.5');
      mess.typeText(matrix, '22', 'budget', 'Rs. 12 million');
    },
  },
  {
    file: 'NISP-2019-Q1-sindh.xlsx',
    unit: 'sindh',
    pace: 0.6,
    resave: true,
    mess: ({ blueprint, matrix }) => {
      // A letterhead above, Remarks moved beside the indicators, a column of their own, headings renamed, Urdu figures.
      const order = [1, 2, 3, 4, 19, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, null, 20, 21, 22, 23];
      mess.reorderColumns(blueprint, matrix, order, 'File number');
      mess.insertTitleRows(blueprint, matrix, ['GOVERNMENT OF SINDH', 'Home Department']);
      mess.typeText(matrix, '16', 'target', '۱۲');
      mess.typeText(matrix, '17', 'progress', '٤٥٪');
      mess.typeText(matrix, '41', 'remarks', 'منصوبہ\u200c بندی مکمل؛ عمل درآمد جاری ہے۔');
    },
  },
  {
    file: 'KP_NISP_Q1_final_v2.xlsx',
    unit: 'khyber-pakhtunkhwa',
    pace: 0.75,
    mess: ({ matrix }) => {
      // Sorted, filtered, dates as text without saying in which order, a formula, an error.
      mess.sortRows(matrix, '41', '47', 'status');
      mess.hideRows(matrix, ['48', '49', '50']);
      mess.typeText(matrix, '58', 'due', '03/04/2020');
      mess.typeText(matrix, '59', 'due', '25/12/2019');
      mess.setCell(matrix, '12', 'spent', { kind: 'formula', formula: '12.5*2', result: 25 });
      mess.setCell(matrix, '24', 'budget', { kind: 'formula', formula: '1/0', result: '#DIV/0!' });
    },
  },
  {
    file: 'Balochistan NISP matrix.xlsx',
    unit: 'balochistan',
    pace: 0.35,
    mess: ({ blueprint, matrix }) => {
      // Rows deleted, one copied, one numbered by somebody, the plan's text changed.
      mess.deleteRows(blueprint, matrix, ['74', '78']);
      mess.duplicateRow(blueprint, matrix, '80');
      mess.duplicateRow(blueprint, matrix, '83', (line) => {
        line.cells[0] = { ...line.cells[0], text: '83a' };
      });
      mess.typeText(matrix, '43', 'intervention', 'Family quarters to be built at Quetta, Mach and Khuzdar.');
      mess.typeText(matrix, '44', 'remarks', '=HYPERLINK("http://example.invalid","details")');
    },
  },
  {
    file: 'NISP-2019-Q1-gilgit-baltistan.xlsx',
    unit: 'gilgit-baltistan',
    pace: 0,
    nilReturn: true,
    resave: true,
  },
  {
    file: 'AJK matrix 2019 Q1.xlsx',
    unit: 'azad-jammu-kashmir',
    pace: 0.5,
    resave: true,
    mess: ({ blueprint, matrix }) => {
      // Merged cells, checks pasted away, percentages typed as points, an entry where the unit has no part.
      matrix.merges.push(`S${rowNumber(matrix, '29')}:S${rowNumber(matrix, '30')}`);
      mess.loseValidation(matrix, 'Progress %');
      mess.loseValidation(matrix, 'Due');
      mess.setCell(matrix, '32', 'progress', { kind: 'number', value: 60, style: 'entry-number' });
      mess.setCell(matrix, '33', 'progress', { kind: 'number', value: 140, style: 'entry-number' });
      mess.setCell(matrix, '19', 'status', { kind: 'text', text: 'In progress' });
      matrix.conditionalFormats = [];
      matrix.name = 'Matrix (AJK)';
      for (const name of blueprint.names) if (name.worksheet === 'Matrix') name.worksheet = matrix.name;
      for (const sheet of blueprint.worksheets) {
        for (const line of sheet.rows)
          for (const cell of line.cells)
            if (cell.link?.worksheet === 'Matrix') cell.link.worksheet = matrix.name;
      }
    },
  },
  { file: 'NISP-2019-Q1-ICT.xlsx', unit: 'islamabad-capital-territory', pace: 0.65 },
  {
    file: 'NISP-2019-Q1-ICT (revised).xlsx',
    unit: 'islamabad-capital-territory',
    pace: 0.65,
    resave: true,
    mess: ({ matrix }) => {
      // Sent again with some cells changed: two that the first one fills in too, one that it leaves blank.
      mess.setCell(matrix, '41', 'status', { kind: 'text', text: 'On hold' });
      mess.setCell(matrix, '41', 'progress', { kind: 'number', value: 0.35 });
      mess.typeText(matrix, '41', 'evidence', 'Minutes of 26 March 2019 (illustrative)');
    },
  },
];

function rowNumber(worksheet, no) {
  return worksheet.rows.findIndex(({ cells }) => cells[0]?.text === no) + 1;
}

/** Opens and saves a workbook in LibreOffice, as an office without Excel does. */
function resave(paths) {
  const folderOfCopies = mkdtempSync(join(tmpdir(), 'samples-'));
  try {
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folderOfCopies}/profile`,
        '--headless',
        '--convert-to',
        'xlsx',
        '--outdir',
        folderOfCopies,
        ...paths,
      ],
      { stdio: 'ignore' },
    );
    for (const path of paths) writeFileSync(path, readFileSync(join(folderOfCopies, basename(path))));
  } finally {
    rmSync(folderOfCopies, { recursive: true, force: true });
  }
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(here, 'illustrative-timelines.csv'), timelineList);
for (const [index, sample] of samples.entries()) {
  const { unit } = sample;
  const seed = samples.findIndex((other) => other.unit === unit) + 1;
  const entries = sample.nilReturn ? new Map() : inventEntries(unit, seed * 7919, sample.pace);
  const loose = loosen(
    buildUnitWorkbook({
      plan,
      unit,
      period,
      entries,
      base: new Map(),
      cover: { ...cover, ...sample.cover, ...(sample.nilReturn ? { nilReturn: true } : {}) },
    }),
  );
  sample.mess?.(loose);
  const { bytes } = await paintWorkbook(loose.blueprint);
  const part = join(folder, `.${index}.part`);
  writeFileSync(part, bytes);
  renameSync(part, join(folder, sample.file));
}
resave(samples.filter((sample) => sample.resave).map(({ file }) => join(folder, file)));
