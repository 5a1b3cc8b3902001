// The workbooks that the benchmark reads: filled in differently, saved by different programs, all of it invented and the
// same every time. They are kept in the folder for temporary files, so that only the first run has to make them.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sheetjs from '@e965/xlsx';
import { applyTimelines, buildUnitWorkbook, hasPart, nispPlan, parsePeriod } from '../../dist/core/index.js';
import { checkBytes } from '../../dist/sync/xlsx-host/check.js';
import { paintWorkbook } from '../../dist/sync/xlsx-host/paint/paint.js';
import { patchCells } from '../../dist/sync/xlsx-host/edit/patch.js';
import { convertFiles, findProgram } from '../support/programs.mjs';
import { temporary } from './places.mjs';

export const period = parsePeriod('2019-Q1');

// Invented timelines, so that all three colours show.
const spread = ['Short Term', 'Medium Term', 'Medium Term', 'Long Term', 'Short Term'];
const timelineList = nispPlan.interventions.map(({ no }, index) => `${no},${spread[index % spread.length]}`);
export const { plan } = applyTimelines(nispPlan, ['intervention,timeline', ...timelineList].join('\n'));

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32). */
export function random(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const remarks = [
  'Draft under review by the department; comments are due by the end of the month.',
  'Consultations held in two divisions, the third follows in April.',
  'مسودہ زیرِ غور ہے، اگلا اجلاس اپریل میں ہوگا۔',
  'کام ابھی شروع نہیں ہوا؛ منظوری کا انتظار ہے۔',
  'Waiting for the release of funds: summary moved to the Finance Department.',
  'Notified and in force.',
];
const posts = [
  'Section Officer (Internal Security)',
  'Deputy Secretary (Judicial)',
  'Director (Monitoring)',
  'AIG (Operations)',
];

/** An invented entry; now and then one that a check finds fault with. */
export function inventEntry(next) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  const whole = (from, to) => from + Math.floor(next() * (to - from + 1));
  const day = (from, to) => `${whole(from, to)}-${String(whole(1, 12)).padStart(2, '0')}-${whole(10, 28)}`;
  const status = pick(['Not started', 'In progress', 'In progress', 'Completed', 'On hold', 'Dropped']);
  const progress = { 'Not started': 0, Completed: 1 }[status] ?? whole(1, 19) / 20;
  const target = whole(2, 40);
  const budget = whole(50, 24_000) / 10;
  return {
    status,
    progress,
    baseline: 0,
    target,
    actual: Math.floor(target * progress),
    ...(next() < 0.6 && { budget, spent: Math.round(budget * progress * 10) / 10 }),
    ...(status !== 'Not started' && { start: day(2018, 2018) }),
    due: day(2019, 2022),
    updatedOn: `2019-03-${whole(10, 31)}`,
    focalPerson: pick(posts),
    ...(status === 'Completed' &&
      next() < 0.9 && { evidence: `Notification No. SO(IS)${whole(10, 99)}/2019` }),
    ...(next() < 0.7 && { remarks: `${pick(remarks)} (${whole(1, 400)})` }),
  };
}

/** What a unit filled in, by intervention number. Rows that are not its own, and some others, are left blank. */
export function inventEntries(unit, next) {
  const entries = new Map();
  for (const row of plan.interventions) {
    if (!hasPart(row, unit) || row.isContainer || next() < 0.06) continue;
    entries.set(row.no, inventEntry(next));
  }
  return entries;
}

const { units } = plan;
const unitOf = (index) => units[index % units.length].id;
const seedOf = (index) => 7919 * (index + 1);

/** Programs that saved the first workbooks of each unit. Those that follow are copies of these in which rows were changed. */
export const writers = ['LibreOffice', 'as painted', 'SheetJS'];
/** How many workbooks are not changed copies of others. */
export const originals = units.length * writers.length;
const writerOf = (index) => writers[Math.floor((index % originals) / units.length)];

async function paintFilled(index) {
  const unit = unitOf(index);
  const entries = inventEntries(unit, random(seedOf(index)));
  // Handed out with what was known of two rows in three.
  const base = new Map(
    [...entries].filter((_, row) => row % 3 > 0).map(([no, values]) => [no, earlier(values)]),
  );
  const cover = { preparedBy: 'Invented for the benchmark', submittedOn: '2019-04-05' };
  const { bytes } = await paintWorkbook(buildUnitWorkbook({ plan, unit, period, entries, base, cover }));
  return bytes;
}

/** The values of a row a quarter before. */
function earlier(values) {
  const before = { ...values, status: 'In progress', progress: Math.floor(values.progress * 10) / 20 };
  delete before.evidence;
  return before;
}

function saveWithSheetJs(bytes) {
  const workbook = sheetjs.read(bytes, { type: 'buffer', cellStyles: true, cellNF: true });
  return sheetjs.write(workbook, { type: 'buffer', bookType: 'xlsx', bookSST: false, compression: true });
}

/** Where each entry of a workbook stands. */
function entryCells(bytes, index) {
  const { submission } = checkBytes(bytes, { plan, file: `${index}`, hash: null, received: null });
  if (!submission) throw new Error(`Workbook ${index} (${writerOf(index)}) is no submission.`);
  return [...submission.entries.values()].filter(({ values }) => values.status !== undefined);
}

const isDate = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

/** A copy in which one row in six says something else. */
function editCopy(bytes, filled, index) {
  const next = random(seedOf(index));
  const changes = filled
    .filter(() => next() < 1 / 6)
    .flatMap(({ cells }) =>
      Object.entries(inventEntry(next)).map(([field, value]) => ({
        range: cells.get(field),
        value: isDate(value) ? { date: value } : value,
      })),
    );
  return patchCells(bytes, 'Matrix', changes).bytes;
}

const nameOf = (index) => `${String(index + 1).padStart(4, '0')}-${unitOf(index)}.xlsx`;

/** Writes a file so that one of this name is always whole. */
function put(path, bytes) {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}

/** Has LibreOffice open and save workbooks. */
async function saveWithLibreOffice(painted, scratch) {
  const into = join(scratch, 'saved');
  mkdirSync(into);
  for (const { name, bytes } of painted) writeFileSync(join(scratch, name), bytes);
  const paths = painted.map(({ name }) => join(scratch, name));
  const saved = await convertFiles(paths, 'xlsx', { recalculate: true, into });
  return painted.map(({ name }, at) => ({ name, bytes: readFileSync(saved[at]) }));
}

async function makeOriginals(folder, hasLibreOffice) {
  const indexes = Array.from({ length: originals }, (_, index) => index);
  const missing = indexes.filter((index) => !existsSync(join(folder, nameOf(index))));
  const toResave = missing.filter((index) => hasLibreOffice && writerOf(index) === 'LibreOffice');
  const scratch = mkdtempSync(join(folder, 'making-'));
  try {
    const painted = [];
    for (const index of toResave) painted.push({ name: nameOf(index), bytes: await paintFilled(index) });
    const saving = painted.length > 0 ? saveWithLibreOffice(painted, scratch) : [];
    // While LibreOffice is at it, on another core.
    for (const index of missing.filter((one) => !toResave.includes(one))) {
      const bytes = await paintFilled(index);
      put(join(folder, nameOf(index)), writerOf(index) === 'SheetJS' ? saveWithSheetJs(bytes) : bytes);
    }
    for (const { name, bytes } of await saving) put(join(folder, name), bytes);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Makes as many workbooks as asked for, unless they are there already: no two of the same bytes, nor of the same entries.
 * @returns their folder, and of each its path and the program that saved it (or the one that it is a changed copy of)
 */
export async function makeWorkbooks(count) {
  const hasLibreOffice = findProgram('soffice') !== null;
  // The first workbook as it is painted today, and this script: what was made by others is of no use.
  const key = createHash('sha256')
    .update(await paintFilled(0))
    .update(readFileSync(import.meta.filename))
    .update(String(hasLibreOffice))
    .digest('hex')
    .slice(0, 12);
  const folder = join(temporary, `workbooks-${key}`);
  mkdirSync(folder, { recursive: true });
  await makeOriginals(folder, hasLibreOffice);
  const sources = new Map();
  for (let index = originals; index < count; index += 1) {
    const path = join(folder, nameOf(index));
    if (existsSync(path)) continue;
    const from = index % originals;
    if (!sources.has(from)) {
      const bytes = readFileSync(join(folder, nameOf(from)));
      sources.set(from, { bytes, filled: entryCells(bytes, from) });
    }
    const { bytes, filled } = sources.get(from);
    put(path, editCopy(bytes, filled, index));
  }
  const files = Array.from({ length: count }, (_, index) => ({
    path: join(folder, nameOf(index)),
    writer: writerOf(index) === 'LibreOffice' && !hasLibreOffice ? 'as painted' : writerOf(index),
  }));
  return { folder, files, hasLibreOffice };
}
