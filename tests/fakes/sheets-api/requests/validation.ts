/** Requests about what cells accept. */
import { changeCells } from '../../sheets/cells.js';
import { validationOf } from '../messages/validations.js';
import { notEmulated } from '../errors.js';
import { cellsOf, guard, required, type Kinds } from './change.js';

export const validationKinds: Kinds = {
  setDataValidation(on, { range: asked, rule, filteredRowsIncluded }) {
    if (filteredRowsIncluded === true) throw notEmulated('setting validations on filtered rows');
    const { worksheet, range } = cellsOf(on, required(asked, 'range'));
    if (!range) return undefined;
    guard(on, worksheet, range);
    const { top, left } = range;
    const validation = rule ? validationOf(on.program, worksheet, rule, top, left) : null;
    changeCells(worksheet, range, (cell) =>
      cell.validation === validation ? cell : { ...cell, validation },
    );
    return undefined;
  },
};
