/** Requests about the lines around cells. */
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { drawBorders } from '../../sheets/borders.js';
import { borderOf } from '../messages/formats.js';
import { cellsOf, guard, required, type Kinds } from './change.js';

/** In the order in which borders are drawn around and within a range. */
const parts = [
  'top',
  'left',
  'bottom',
  'right',
  'innerVertical',
  'innerHorizontal',
] as const satisfies readonly (keyof sheets_v4.Schema$UpdateBordersRequest)[];

export const borderKinds: Kinds = {
  /** A border of the style NONE takes away the one that is there; what is not said stays. */
  updateBorders(on, request) {
    const { worksheet, range } = cellsOf(on, required(request.range, 'range'));
    if (!range) return undefined;
    guard(on, worksheet, range);
    for (const part of parts) {
      const said = request[part];
      if (!said) continue;
      const border = borderOf(said);
      const wanted = parts.map((one) => (one === part ? border !== null : null));
      drawBorders(worksheet, range, wanted, border ?? { style: 'NONE', colour: '#000000' });
    }
    return undefined;
  },
};
