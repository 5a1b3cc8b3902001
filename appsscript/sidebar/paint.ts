/** Paints a blueprint piece by piece: each an execution of the script that ends long before the time it is given. */
import {
  HostError,
  omissionsOf,
  type Blueprint,
  type PaintReport,
  type Worksheet,
} from '../../core/index.js';
import type { TellProgress } from '../../panel/index.js';
import { sheetsCapabilities } from './capabilities.js';
import type { Known } from './known.js';
import { NoAnswer, type CallScript } from './script.js';

/** A worksheet without its rows and what is on them. */
const outlineOf = (worksheet: Worksheet): Worksheet => ({
  ...worksheet,
  rows: [],
  merges: [],
  conditionalFormats: [],
  validations: [],
  charts: [],
});

/** An execution. */
interface Piece {
  /** The worksheets that it may have changed, so far as anybody knows who has no answer. */
  readonly mayTouch: readonly string[];
  /** @returns the worksheets that it changed */
  readonly run: () => Promise<readonly string[]>;
}

/**
 * Paints some worksheets of a blueprint, in as many executions as there are worksheets and one or two more: the worksheet by
 * which the workbook is recognised is painted first, so that what fails half-way is recognised and can be painted again.
 * @param names of the worksheets to paint; the others stay as they are
 * @throws HostError; what `touched` names is to be painted again, and then is as if nothing had failed
 */
export async function paintBlueprint(
  call: CallScript,
  known: Known,
  blueprint: Blueprint,
  names: readonly string[],
  tell: TellProgress = () => undefined,
): Promise<PaintReport> {
  const wanted = blueprint.worksheets.filter(({ name }) => names.includes(name));
  const painted = wanted.map(({ name }) => name);
  const isMarker = ({ role }: Worksheet) => role === 'metadata';
  const outline = { ...blueprint, worksheets: blueprint.worksheets.map(outlineOf) };
  let untouched: readonly string[] = [];

  const begin: Piece = {
    // Those of which nothing is known may not be there yet: they are made.
    mayTouch: wanted
      .filter((worksheet) => isMarker(worksheet) || known.of(worksheet.name) === null)
      .map(({ name }) => name),
    run: async () => {
      const worksheets = blueprint.worksheets.map((one) => (isMarker(one) ? one : outlineOf(one)));
      const begun = await call('beginPaint', {
        blueprint: { ...blueprint, worksheets },
        names: painted,
        known: known.all(),
      });
      ({ untouched } = begun);
      known.note(begun.fingerprints);
      return begun.fingerprints.map(([name]) => name);
    },
  };
  const rest = wanted
    .filter((worksheet) => !isMarker(worksheet))
    .map((worksheet): Piece => ({
      mayTouch: [worksheet.name],
      run: async () => {
        const { name } = worksheet;
        const { fingerprint } = await call('paintWorksheet', {
          blueprint: { ...blueprint, worksheets: [worksheet] },
          known: known.of(name),
        });
        known.note([[name, fingerprint]]);
        return [name];
      },
    }));
  const finish: Piece = {
    mayTouch: painted,
    run: async () => {
      await call('finishPaint', { blueprint: outline, names: painted });
      return painted;
    },
  };

  const touched = new Set<string>();
  let calls = 0;
  const pieces = [begin, ...rest, finish];
  for (const piece of pieces) {
    tell(calls, pieces.length);
    calls += 1;
    try {
      for (const name of await piece.run()) touched.add(name);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      const { code, message } = error;
      const more = error instanceof NoAnswer ? piece.mayTouch : error.touched;
      known.forget(more);
      throw new HostError(code, message, [...new Set([...touched, ...more])], { cause: error });
    }
  }
  return {
    painted,
    untouched,
    omitted: omissionsOf({ ...blueprint, worksheets: wanted }, sheetsCapabilities),
    calls,
  };
}
