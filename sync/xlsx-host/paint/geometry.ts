/** How large a blueprint's columns and rows are on the screen: what lies over the cells is placed in pixels. */
import { columnPixels, pixelsPerPoint, type Worksheet } from '../../../core/index.js';
import { defaultColumnPixels, defaultRowPixels, type GridPixels } from './note-xml.js';

/** Columns and rows as the blueprint sizes them; hidden ones take no room. */
export function gridOf(worksheet: Worksheet): GridPixels {
  return {
    column(index) {
      const column = worksheet.columns[index];
      return column ? (column.hidden ? 0 : columnPixels(column.width)) : defaultColumnPixels;
    },
    row(index) {
      const row = worksheet.rows[index];
      return row ? (row.hidden ? 0 : Math.round(row.height * pixelsPerPoint)) : defaultRowPixels;
    },
  };
}
