/** Values on the worksheet `_nisp`, as this program writes them. */
import type { CellContent } from '../entry/cell.js';
import type { EntryValue } from '../entry/entry.js';
import type { Field } from '../entry/fields.js';
import { plainText, readIsoDate } from '../entry/parse.js';

/** A value written by us: in its proper form, or it has been tampered with (null). */
export function baseValue(field: Field, content: CellContent): EntryValue | null {
  switch (field.type) {
    case 'choice': {
      const text = plainText(content);
      return field.allowed?.includes(text) ? text : null;
    }
    case 'progress':
      return content.kind === 'number' && content.value >= 0 && content.value <= 1 ? content.value : null;
    case 'number':
    case 'money':
      return content.kind === 'number' && Number.isFinite(content.value) ? content.value : null;
    case 'date':
      return readIsoDate(plainText(content));
    case 'text':
      return plainText(content);
  }
}
