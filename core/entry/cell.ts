/** What a cell holds, as every host reads it. */

/**
 * A cell's content. A date is an ISO date (with a time of day where the cell has one: `2019-03-31T14:30:00`); the host
 * has already applied the workbook's date system. Blank cells are absent, not null.
 */
export type CellContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly format?: 'percent' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly date: string }
  /** An error value such as `#REF!`, or a number or date that the file states but no program could show. */
  | { readonly kind: 'error'; readonly error: string };
