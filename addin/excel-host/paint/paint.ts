/** Paints a blueprint, or some of its worksheets, over the workbook that is open in Excel. */
import {
  HostError,
  omissionsOf,
  placeWorksheets,
  type Blueprint,
  type PaintReport,
  type Worksheet,
} from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import { runIn, type ExcelNamespace } from '../errors.js';
import { capabilitiesOf, type IsSupported } from '../requirements.js';
import { paintedAddress, type Canvas, type Stroke } from './canvas.js';
import { paintCharts } from './charts.js';
import { clearWorksheet } from './clear.js';
import type { Known } from '../known.js';
import { presentOf, type Painting } from './painting.js';
import { lookAt, type Present } from './present.js';
import { divide, requestCount, type Step, type Steps } from './requests.js';
import { Sender } from './sender.js';
import { begin, defineNames, describeWorkbook, finish, moveWorksheets, probePasswords } from './workbook.js';
import { paintAround, paintCells } from './worksheet.js';

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/**
 * @param isStanding any worksheet of the blueprint is there
 * @throws HostError if the workbook is not to be painted over; nothing has been changed
 */
function checkPresent(
  { isStructureProtected, changed }: Present,
  isWhole: boolean,
  isStanding: boolean,
): void {
  if (!isWhole && !isStanding) {
    throw new HostError(
      'not-found',
      'There is no workbook of ours here of which single worksheets could be painted. Build it first.',
    );
  }
  if (isStructureProtected) {
    throw new HostError(
      'no-access',
      'The structure of the workbook is protected, so that no worksheet can be added, hidden or moved. ' +
        'Take the protection off (Review, Protect Workbook), then try again.',
    );
  }
  if (changed.length > 0) {
    throw new HostError(
      'changed',
      `The workbook was changed after it was read (${list(changed)}). Read it again, so that nothing entered since is lost.`,
    );
  }
}

/**
 * All that is to be done. The worksheet by which the workbook is recognised is made and filled before any other, so that
 * what fails half-way is recognised and can be painted again.
 */
function stepsOf(
  context: Excel.RequestContext,
  painting: Painting,
  [recognised, ...others]: readonly [Canvas, ...Canvas[]],
): Steps {
  const all = [recognised, ...others];
  const ofWorkbook = (one: Stroke): Step => ({ worksheet: null, stroke: one });
  const of = ({ worksheet }: Canvas, strokes: readonly Stroke[]) =>
    strokes.map((one): Step => ({ worksheet: worksheet.name, stroke: one }));
  const beginning = ({ worksheet }: Canvas) => begin(context, painting, worksheet);
  const clearing = (canvas: Canvas) => {
    const present = presentOf(painting, canvas.worksheet);
    return present ? clearWorksheet(canvas, present) : [];
  };
  const [marker, ...rest] = paintCells(recognised);
  const charts = all.map((canvas) => ({ canvas, ...paintCharts(canvas) }));
  return {
    opening: [
      ofWorkbook(probePasswords(context, painting)),
      ...of(recognised, [beginning(recognised), ...clearing(recognised), ...(marker ? [marker] : [])]),
      ...others.flatMap((canvas) => of(canvas, [beginning(canvas)])),
      ofWorkbook(moveWorksheets(context, painting)),
      ofWorkbook(defineNames(context, painting)),
      ...charts.flatMap(({ canvas, begin: strokes }) => of(canvas, strokes)),
    ],
    middle: [
      ...of(recognised, [...rest, ...paintAround(recognised)]),
      ...others.flatMap((canvas) =>
        of(canvas, [...clearing(canvas), ...paintCells(canvas), ...paintAround(canvas)]),
      ),
    ],
    closing: [
      ...charts.flatMap(({ canvas, finish: strokes }) => of(canvas, strokes)),
      ...all.flatMap((canvas) => of(canvas, [finish(canvas)])),
      ofWorkbook(describeWorkbook(context, painting)),
    ],
  };
}

/** Of what painting knows beforehand. */
export interface PaintContext {
  readonly excel: ExcelNamespace;
  readonly isSupported: IsSupported;
  readonly known: Known;
}

/** Syncs that look at the workbook before anything is changed. */
const looking = 2;

/**
 * Paints worksheets of a blueprint in four syncs, however many rows they have: two look at the workbook, two change it;
 * below ExcelApi 1.9 three change it.
 * Worksheets of ours are cleared and painted in their place; others are not touched. The blank worksheet of a new workbook
 * becomes the first of ours.
 * @param names of the worksheets to paint; the others stay as they are
 * @throws HostError; what `touched` names is to be painted again, and then is as if nothing had failed
 */
export async function paintBlueprint(
  { excel, isSupported, known }: PaintContext,
  blueprint: Blueprint,
  names: readonly string[],
): Promise<PaintReport> {
  const painted = blueprint.worksheets.filter(({ name }) => names.includes(name));
  const isMarked = ({ role }: Worksheet) => role === 'metadata';
  const worksheets = [...painted.filter(isMarked), ...painted.filter((worksheet) => !isMarked(worksheet))];
  return runIn(excel, async (context) => {
    const present = await lookAt(context, blueprint, worksheets, known, isSupported);
    const { snapshot } = present;
    const isWhole = painted.length === blueprint.worksheets.length;
    const opening = painted.find(({ visibility }) => visibility === 'visible');
    const first = isWhole && opening && !presentOf({ present }, opening) ? opening : null;
    const blank = first && present.blank;
    const kept = snapshot.worksheets.filter(({ name }) => name !== blank);
    const placement = placeWorksheets({ ...snapshot, worksheets: kept }, blueprint);
    checkPresent(present, isWhole, placement.untouched.length < kept.length);

    const painting: Painting = { blueprint, worksheets, isWhole, present, placement, first, blank };
    const canvases = worksheets.map((worksheet): Canvas => {
      let sheet: Excel.Worksheet | null = null;
      return {
        blueprint,
        worksheet,
        sheet: () => (sheet ??= context.workbook.worksheets.getItem(worksheet.name)),
        dateSystem: present.dateSystem,
        isSupported,
      };
    });
    const [firstCanvas, ...others] = canvases;
    if (!firstCanvas) throw new Error('Blueprint: there is no worksheet to paint');
    const requests = divide(stepsOf(context, painting, [firstCanvas, ...others]), requestCount(isSupported));

    const sender = new Sender(context, isSupported);
    const written = new Map<string, Excel.Range>();
    const readBack = () => {
      for (const canvas of canvases) {
        const range = rangeIn(canvas.sheet(), paintedAddress(canvas)).load('formulas');
        written.set(canvas.worksheet.name, range);
      }
    };
    try {
      for (const [index, steps] of requests.entries()) {
        await sender.send(steps, index === requests.length - 1 ? readBack : undefined);
      }
    } catch (error) {
      if (error instanceof HostError) known.forget(error.touched);
      throw error;
    }
    for (const [name, { formulas }] of written) known.note(name, { top: 1, left: 1, formulas });
    const isPainted = new Set(painted.map(({ name }) => name.toLowerCase()));
    return {
      painted: painted.map(({ name }) => name),
      untouched: kept.flatMap(({ name }) => (isPainted.has(name.toLowerCase()) ? [] : [name])),
      omitted: omissionsOf({ ...blueprint, worksheets: painted }, capabilitiesOf(isSupported)),
      calls: looking + sender.calls,
    };
  });
}
