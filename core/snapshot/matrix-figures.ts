/** The figures of a matrix by what stands in its own cells, where nobody says whose it is: those of its Roll-up worksheet. */
import { groupKey } from '../blueprint/criteria.js';
import type { EntryValue, EntryValues } from '../entry/entry.js';
import { fieldByKey, type FieldKey } from '../entry/fields.js';
import { foldText } from '../entry/fold.js';
import { parseFieldValue } from '../entry/parse.js';
import { columnHeader, type ColumnKey, type RowScope } from '../entry/template.js';
import { interventionOrder } from '../plan/load.js';
import type { Figures } from '../roll-up/figures.js';
import { figuresOf, type CountedEntry } from '../roll-up/roll-up.js';
import { collectFindings } from './findings.js';
import { readInterventionNumber } from './intervention-number.js';
import { findMatrix, type Matrix } from './locate.js';
import { cellAt, textOf } from './reference.js';
import type { RowSnapshot, WorksheetSnapshot } from './snapshot.js';

/** Columns without which nobody can tell the figures. */
const needed = ['no', 'scope', 'pillar', 'costing'] as const satisfies readonly ColumnKey[];
/** Fields that the figures are made of. */
const counted = ['status', 'progress', 'budget', 'spent', 'due'] as const satisfies readonly FieldKey[];

export type MatrixFigures =
  | {
      readonly kind: 'figures';
      /** The figures of a pillar by its id, or of all rows; of a pillar that no row belongs to, those of no rows. */
      readonly of: (pillar: string | null) => Figures;
      /** Ids of the pillars that rows belong to. */
      readonly pillars: readonly string[];
    }
  | { readonly kind: 'no-matrix' }
  /** Headings of the columns that are missing, or that stand there more than once. */
  | { readonly kind: 'columns-missing'; readonly headers: readonly string[] };

interface MatrixRow extends CountedEntry {
  readonly pillar: string;
  readonly order: number;
}

const scopeCounted: RowScope = 'counted';
const toBeCosted = 'to-be-costed';

function readEntry(row: RowSnapshot, { columns }: Matrix): Pick<CountedEntry, 'values' | 'absence'> {
  const values: Partial<Record<FieldKey, EntryValue>> = {};
  let absence: CountedEntry['absence'] = 'blank';
  for (const key of counted) {
    const content = cellAt(row, columns.get(key)!)?.content;
    if (!content) continue;
    const parsed = parseFieldValue(fieldByKey.get(key)!, content, { dateOrder: null });
    if (parsed.kind === 'value') values[key] = parsed.value;
    if (key === 'status' && parsed.kind !== 'blank') absence = parsed.kind === 'value' ? null : 'unusable';
  }
  return { values: values as EntryValues, absence };
}

/**
 * The rows that count, in the plan's order. Of a row without a number nobody can tell what it says, nor of the one row that
 * several of the same number make, as in a submission.
 */
function readRows(matrix: Matrix): readonly MatrixRow[] {
  const { worksheet, headingRow, columns } = matrix;
  const below = worksheet.rows.filter(({ row }) => row > headingRow);
  const numberOf = (row: RowSnapshot) => {
    const content = cellAt(row, columns.get('no')!)?.content;
    return content ? readInterventionNumber(content) : null;
  };
  const times = new Map<string, number>();
  for (const row of below) {
    const no = numberOf(row);
    if (no !== null) times.set(no, (times.get(no) ?? 0) + 1);
  }
  const known = new Set<string>();
  const textAt = (row: RowSnapshot, key: ColumnKey) => foldText(textOf(cellAt(row, columns.get(key)!)));
  return (
    below
      .flatMap((row): MatrixRow[] => {
        if (textAt(row, 'scope') !== scopeCounted) return [];
        const no = numberOf(row);
        if (no !== null && known.has(no)) return [];
        if (no !== null) known.add(no);
        const isSure = no !== null && times.get(no) === 1;
        return [
          {
            pillar: textAt(row, 'pillar'),
            order: (no === null ? null : interventionOrder(no)) ?? Infinity,
            isToBeCosted: textAt(row, 'costing') === toBeCosted,
            ...(isSure ? readEntry(row, matrix) : { values: {}, absence: 'unusable' }),
          },
        ];
      })
      // Sums of decimals depend on their order: sorted rows give the same figures to the last digit.
      .sort((a, b) => (a.order === b.order ? 0 : a.order - b.order))
  );
}

/**
 * The figures of a matrix by its hidden columns, which say the rows that count and the pillar that each belongs to, as the
 * formulas of the Roll-up worksheet do. What stands in the cells is read as in a submission; a row that is gone is not
 * counted, and dates typed as text in an ambiguous order are none.
 * @param worksheet the worksheet, or a part of it with the keys or the headings of the columns
 * @param asOf ISO date as of which due and overdue are judged
 */
export function figuresOfMatrix(worksheet: WorksheetSnapshot, asOf: string): MatrixFigures {
  const matrix = findMatrix({ worksheets: [worksheet], definedNames: [] }, collectFindings(''));
  if (!matrix) return { kind: 'no-matrix' };
  const missing = [...needed, ...counted].filter((key) => !matrix.columns.has(key));
  if (missing.length > 0) return { kind: 'columns-missing', headers: missing.map(columnHeader) };
  const rows = readRows(matrix);
  const prefix = groupKey('pillar', '');
  return {
    kind: 'figures',
    of: (pillar) => {
      const key = pillar === null ? null : foldText(groupKey('pillar', pillar));
      return figuresOf(key === null ? rows : rows.filter((row) => row.pillar === key), asOf);
    },
    pillars: [...new Set(rows.map((row) => row.pillar))].flatMap((key) =>
      key.startsWith(prefix) ? [key.slice(prefix.length)] : [],
    ),
  };
}
