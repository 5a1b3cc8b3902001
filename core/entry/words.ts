/** Values in words: for lists, findings and what the command line prints. */
import type { EntryValue } from './entry.js';
import { fieldByKey, type FieldKey } from './fields.js';

/** A value as a person writes it: progress in per cent, everything else as it is. */
export function valueInWords(field: FieldKey, value: EntryValue): string {
  if (typeof value === 'string') return value;
  return fieldByKey.get(field)!.type === 'progress' ? `${Math.round(value * 1000) / 10}%` : String(value);
}

/** What a cell holds, in words. `field` null: a cell of the cover, which holds texts only. */
export function stateInWords(
  field: FieldKey | null,
  state:
    | { readonly kind: 'value'; readonly value: EntryValue }
    | { readonly kind: 'blank' | 'unusable' | 'unknown' },
): string {
  switch (state.kind) {
    case 'value':
      return field === null ? String(state.value) : valueInWords(field, state.value);
    case 'blank':
      return '(blank)';
    case 'unusable':
      return '(cannot be used)';
    case 'unknown':
      return '(not known)';
  }
}
