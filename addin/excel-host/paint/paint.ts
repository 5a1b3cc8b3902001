/** Paints a blueprint, or some of its worksheets, over the workbook that is open in Excel. */
import {
  HostError,
  omissionsOf,
  placeWorksheets,
  type Blueprint,
  type PaintReport,
  type Placement,
  type Worksheet,
} from '../../../core/index.js';
import { rangeIn } from '../areas.js';
import { hostErrorOf, isExcelError, isUnanswered, runIn, type ExcelNamespace } from '../errors.js';
import { brought, capabilitiesOf, type IsSupported } from '../requirements.js';
import { absoluteAddress } from '../text.js';
import { paintedAddress, stroke, type Canvas, type Stroke } from './canvas.js';
import { paintCharts } from './charts.js';
import { clearWorksheet } from './clear.js';
import type { Known } from './known.js';
import { movesTo } from './order.js';
import { lookAt, type Present, type PresentWorksheet } from './present.js';
import { divide, type Step, type Steps } from './requests.js';
import { protectionOptions } from './rules.js';
import { paintAround, paintCells } from './worksheet.js';

/** What one painting is about. */
interface Painting {
  readonly blueprint: Blueprint;
  /** Worksheets that are painted, the one by which the workbook is recognised first. */
  readonly worksheets: readonly Worksheet[];
  /** All worksheets of the blueprint are painted. */
  readonly isWhole: boolean;
  readonly present: Present;
  readonly placement: Placement;
  /** The worksheet that takes the place of the blank one of a new workbook, or null. */
  readonly first: Worksheet | null;
}

const list = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

/** @throws HostError if the workbook is not to be painted over; nothing has been changed */
function checkPresent({ isStructureProtected, changed }: Present): void {
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

const presentOf = ({ present }: Painting, { name }: Worksheet): PresentWorksheet | undefined =>
  present.worksheets.get(name.toLowerCase());

/** Goes before the names of worksheets in what Excel is told to trace. */
const traces = { password: 'password ', begun: 'begun ' } as const;
type TraceKind = keyof typeof traces;

const tracedAs = (kind: TraceKind, messages: readonly string[]): readonly string[] =>
  messages.flatMap((message) =>
    message.startsWith(traces[kind]) ? [message.slice(traces[kind].length)] : [],
  );

/**
 * Opens each protected worksheet and protects it again as it was: if one has a password this fails, and nothing was
 * changed. Excel says in no other way, and not in all versions, whether there is one.
 */
function probePasswords(context: Excel.RequestContext, painting: Painting): Stroke {
  const closed = painting.worksheets.flatMap((worksheet) => {
    const present = presentOf(painting, worksheet);
    return present?.isProtected ? [present] : [];
  });
  return stroke(() => {
    for (const { name, options } of closed) {
      context.trace(traces.password + name);
      const { protection } = context.workbook.worksheets.getItem(name);
      protection.unprotect();
      protection.protect(options);
    }
  }, 3 * closed.length);
}

/** Opens a worksheet that is there, or adds it. The blank one of a new workbook becomes one of ours. */
function begin(context: Excel.RequestContext, painting: Painting, worksheet: Worksheet): Stroke {
  const present = presentOf(painting, worksheet);
  const { blank } = painting.present;
  return stroke(() => {
    const { worksheets } = context.workbook;
    if (present) {
      const sheet = worksheets.getItem(present.name);
      if (present.isProtected) sheet.protection.unprotect();
      if (present.name !== worksheet.name) sheet.name = worksheet.name;
    } else if (blank !== null && worksheet === painting.first)
      worksheets.getItem(blank).name = worksheet.name;
    else worksheets.add(worksheet.name);
  }, 3);
}

/** Brings worksheets into their order. None of a person's own is moved; those that only stay are left where they are. */
function moveWorksheets(context: Excel.RequestContext, painting: Painting): Stroke {
  const { present, placement, isWhole, worksheets, blueprint, first } = painting;
  const missing = worksheets.filter((worksheet) => !presentOf(painting, worksheet));
  const standing = [
    ...present.snapshot.worksheets.map(({ name }) => (name === present.blank && first ? first.name : name)),
    ...missing.flatMap(({ name }) => (present.blank !== null && name === first?.name ? [] : [name])),
  ].map((name) => name.toLowerCase());
  const wanted = placement.order.map((name) => name.toLowerCase()).filter((name) => standing.includes(name));
  const ours = new Set(blueprint.worksheets.map(({ name }) => name.toLowerCase()));
  const moves = isWhole || missing.length > 0 ? movesTo(standing, wanted, (name) => ours.has(name)) : [];
  return stroke(() => {
    for (const { name, position } of moves) {
      const sheet = context.workbook.worksheets.getItem(name);
      // What is hidden cannot be moved.
      sheet.visibility = 'Visible';
      sheet.position = position;
    }
  }, 3 * moves.length);
}

/** Names come before the formulas and validations that use them. One that is there is led to its new place. */
function defineNames(context: Excel.RequestContext, { blueprint, worksheets, present }: Painting): Stroke {
  const painted = new Set(worksheets.map(({ name }) => name));
  const names = blueprint.names.filter(({ worksheet }) => painted.has(worksheet));
  return stroke(() => {
    const defined = context.workbook.names;
    for (const { name, worksheet, range } of names) {
      const formula = `=${absoluteAddress(worksheet, range)}`;
      if (present.names.has(name.toLowerCase())) defined.getItem(name).formula = formula;
      else defined.add(name, formula);
    }
  }, 2 * names.length);
}

const visibilities = { visible: 'Visible', hidden: 'Hidden', 'very-hidden': 'VeryHidden' } as const;

/** Hides a worksheet and closes it: at the very end, so that until then each of them differs from what it was before. */
function finish({ sheet, worksheet }: Canvas): Stroke {
  const { protection, visibility } = worksheet;
  return stroke(() => {
    const finished = sheet();
    finished.visibility = visibilities[visibility];
    if (protection) finished.protection.protect(protectionOptions(protection, worksheet));
  }, 3);
}

/** What is said of a workbook that holds nothing but ours; a person's own keeps its properties, and its place is kept. */
function describeWorkbook(context: Excel.RequestContext, painting: Painting): Stroke {
  const { blueprint, placement, isWhole, first } = painting;
  const { title, subject, creator, description } = blueprint.properties;
  return stroke(() => {
    if (isWhole && placement.untouched.length === 0) {
      const { properties } = context.workbook;
      properties.title = title;
      properties.subject = subject;
      properties.author = creator;
      properties.comments = description;
    }
    if (first) context.workbook.worksheets.getItem(first.name).activate();
  }, 6);
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

/**
 * The error that a request failed with, and which worksheets had been changed by then.
 * @param asked worksheets that the request is about
 */
function failureOf(error: unknown, touchedBefore: Iterable<string>, asked: Iterable<string>): unknown {
  if (!isExcelError(error)) return error;
  const begun = isUnanswered(error) ? [...asked] : tracedAs('begun', error.traceMessages);
  const failure = hostErrorOf(error, [...new Set([...touchedBefore, ...begun])]);
  const probed = tracedAs('password', error.traceMessages).at(-1);
  const isPassword =
    probed !== undefined && begun.length === 0 && (failure.code === 'failed' || failure.code === 'no-access');
  if (!isPassword) return failure;
  return new HostError(
    'no-access',
    `The worksheet “${probed}” is protected with a password. Take the protection off (Review, Unprotect Sheet), then try again.`,
    [],
    { cause: error },
  );
}

/** One request after the other, of which each knows what those before it have touched. */
class Sender {
  /** Requests sent. */
  calls = 0;
  private readonly touched = new Set<string>();

  constructor(
    private readonly context: Excel.RequestContext,
    private readonly isSupported: IsSupported,
  ) {}

  /**
   * Sends one request.
   * @param last queued behind the steps
   * @throws HostError with all that was touched
   */
  async send(steps: readonly Step[], last: () => void = () => undefined): Promise<void> {
    const { context, isSupported, touched } = this;
    const begun = new Set<string>();
    try {
      context.application.suspendApiCalculationUntilNextSync();
      if (isSupported(brought.screenUpdating)) context.application.suspendScreenUpdatingUntilNextSync();
      for (const { worksheet, stroke: one } of steps) {
        if (worksheet !== null && !begun.has(worksheet)) {
          context.trace(traces.begun + worksheet);
          begun.add(worksheet);
        }
        one.paint();
      }
      last();
      this.calls += 1;
      await context.sync();
    } catch (error) {
      throw failureOf(error, touched, begun);
    }
    for (const name of begun) touched.add(name);
  }
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
 * Paints worksheets of a blueprint in four syncs, however many rows they have: two look at the workbook, two change it.
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
    const present = await lookAt(context, worksheets, known, isSupported);
    const { snapshot, blank } = present;
    const kept = snapshot.worksheets.filter(({ name }) => name !== blank);
    const placement = placeWorksheets({ ...snapshot, worksheets: kept }, blueprint);
    checkPresent(present);

    const isNew = present.worksheets.size === 0;
    const painting: Painting = {
      blueprint,
      worksheets,
      isWhole: painted.length === blueprint.worksheets.length,
      present,
      placement,
      first: isNew ? (painted.find(({ visibility }) => visibility === 'visible') ?? null) : null,
    };
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
    const [first, second] = divide(stepsOf(context, painting, [firstCanvas, ...others]));

    const sender = new Sender(context, isSupported);
    const written = new Map<string, Excel.Range>();
    try {
      await sender.send(first);
      await sender.send(second, () => {
        for (const canvas of canvases) {
          const range = rangeIn(canvas.sheet(), paintedAddress(canvas)).load('formulas');
          written.set(canvas.worksheet.name, range);
        }
      });
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
