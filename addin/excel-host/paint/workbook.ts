/** Changes to the workbook around the cells: worksheets opened, added, moved and closed, names, properties. */
import { absoluteAddress, inserted, movesTo, type Worksheet } from '../../../core/index.js';
import { stroke, type Canvas, type Stroke } from './canvas.js';
import { missingOf, presentOf, type Painting } from './painting.js';
import { protectionOptions } from './rules.js';
import { traces } from './sender.js';

/**
 * Opens each protected worksheet and protects it again as it was: if one has a password this fails, and nothing was
 * changed. Excel says in no other way, and not in all versions, whether there is one.
 */
export function probePasswords(context: Excel.RequestContext, painting: Painting): Stroke {
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

/** Opens and shows a worksheet that is there, or adds it. The blank one of a new workbook becomes one of ours. */
export function begin(context: Excel.RequestContext, painting: Painting, worksheet: Worksheet): Stroke {
  const present = presentOf(painting, worksheet);
  const { blank, first } = painting;
  return stroke(() => {
    const { worksheets } = context.workbook;
    if (present) {
      const sheet = worksheets.getItem(present.name);
      if (present.isProtected) sheet.protection.unprotect();
      if (present.name !== worksheet.name) sheet.name = worksheet.name;
      // What is hidden cannot be moved, and has no view to freeze.
      if (!present.isVisible) sheet.visibility = 'Visible';
    } else if (blank !== null && worksheet === first) {
      worksheets.getItem(blank).name = worksheet.name;
    } else worksheets.add(worksheet.name);
  }, 4);
}

/** Brings the worksheets that are painted into their order; those that were only added, if not all are painted. */
export function moveWorksheets(context: Excel.RequestContext, painting: Painting): Stroke {
  const { present, placement, isWhole, worksheets, first, blank } = painting;
  const added = missingOf(painting).filter((worksheet) => blank === null || worksheet !== first);
  const standing = [
    ...present.snapshot.worksheets.map(({ name }) => (name === blank && first ? first.name : name)),
    ...added.map(({ name }) => name),
  ].map((name) => name.toLowerCase());
  const order = placement.order.map((name) => name.toLowerCase());
  const movable = (isWhole ? worksheets : missingOf(painting)).map(({ name }) => name.toLowerCase());
  const wanted = isWhole
    ? order
    : movable.reduce<readonly string[]>(
        (names, name) => inserted(names, name, order),
        standing.filter((name) => !movable.includes(name)),
      );
  const moves = movesTo(standing, wanted, (name) => movable.includes(name));
  return stroke(() => {
    for (const { name, position } of moves) {
      context.workbook.worksheets.getItem(name).position = position;
    }
  }, 2 * moves.length);
}

/** Names come before the formulas and validations that use them. One that is there is led to its new place. */
export function defineNames(
  context: Excel.RequestContext,
  { blueprint, worksheets, present }: Painting,
): Stroke {
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

export const visibilities = {
  visible: 'Visible',
  hidden: 'Hidden',
  'very-hidden': 'VeryHidden',
} as const satisfies Record<Worksheet['visibility'], `${Excel.SheetVisibility}`>;

/** Hides a worksheet and closes it: at the very end, so that until then each of them differs from what it was before. */
export function finish({ sheet, worksheet }: Canvas): Stroke {
  const { protection, visibility } = worksheet;
  return stroke(() => {
    const finished = sheet();
    finished.visibility = visibilities[visibility];
    if (protection) finished.protection.protect(protectionOptions(protection, worksheet));
  }, 3);
}

/**
 * What is said of a workbook that holds nothing but ours, and what it opens with. A person's own workbook keeps its
 * properties, and one that is painted again the place that the person is at.
 */
export function describeWorkbook(context: Excel.RequestContext, painting: Painting): Stroke {
  const { blueprint, placement, isWhole, first } = painting;
  const { title, subject, creator, description } = blueprint.properties;
  return stroke(() => {
    if (isWhole && placement.untouched.length === 0) {
      context.workbook.properties.set({ title, subject, author: creator, comments: description });
    }
    if (first) context.workbook.worksheets.getItem(first.name).activate();
  }, 6);
}
