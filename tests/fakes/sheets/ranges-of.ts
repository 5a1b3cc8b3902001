/** The ranges that a Range or a RangeList stands for: most of what one can do, the other can. */
import type { CellRange } from '../../../core/index.js';
import type { Methods, On, Part } from './objects.js';
import { worksheetOf } from './places.js';
import type { Worksheet } from './workbook.js';

export interface Place {
  readonly worksheet: Worksheet;
  readonly ranges: readonly CellRange[];
}

export function placeOf({ program, self }: On<'Range' | 'RangeList'>): Place {
  const ranges = 'range' in self ? [self.range] : self.ranges;
  return { worksheet: worksheetOf(program, self.sheetId), ranges };
}

/** What a member does with ranges; it returns the object that it was called on. */
type Act<P extends never[]> = (on: On<'Range' | 'RangeList'>, place: Place, ...parameters: P) => void;

/** Members that a Range and a RangeList both have, and that return what they were called on. */
export function onBoth(acts: Readonly<Record<string, Act<never[]>>>): Part {
  const methods: Methods<'Range' | 'RangeList'> = Object.fromEntries(
    Object.entries(acts).map(([name, act]) => [
      name,
      (on: On<'Range' | 'RangeList'>, ...parameters: never[]) => {
        act(on, placeOf(on), ...parameters);
        return on.me;
      },
    ]),
  );
  return { Range: methods, RangeList: methods };
}

/** A Range's worksheet and range. */
export const rangeOfOn = ({ program, self }: On<'Range'>) => ({
  worksheet: worksheetOf(program, self.sheetId),
  range: self.range,
});
