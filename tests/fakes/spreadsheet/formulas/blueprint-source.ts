/** A blueprint as formulas look into it: formulas are computed, their results in the blueprint are not looked at. */
import { cellAddress, parseRange, serialOfDate, type Blueprint, type Cell } from '../../../../core/index.js';
import { evaluate, type FormulaSource, type Value } from './index.js';

export function sourceOf(blueprint: Blueprint): FormulaSource {
  const worksheets = new Map(blueprint.worksheets.map((one) => [one.name.toLowerCase(), one]));
  const names = new Map(blueprint.names.map((one) => [one.name.toLowerCase(), one]));
  const computed = new Map<string, Value>();
  const valueOf = (cell: Cell | undefined, worksheet: string, row: number, column: number): Value => {
    switch (cell?.kind) {
      case undefined:
      case 'blank':
        return null;
      case 'text':
        return cell.text === '' ? null : cell.text;
      case 'number':
        return cell.value;
      case 'date':
        return serialOfDate(cell.date, 1900);
      case 'formula': {
        const key = `${worksheet}!${cellAddress(row, column)}`;
        const known = computed.get(key);
        if (known !== undefined) return known;
        const value = evaluate(cell.formula, { worksheet, row, column }, source);
        computed.set(key, value);
        return value;
      }
    }
  };
  const source: FormulaSource = {
    cell: (worksheet, row, column) => {
      const found = worksheets.get(worksheet.toLowerCase());
      if (!found) throw new Error(`There is no worksheet ${worksheet}`);
      return valueOf(found.rows[row - 1]?.cells[column - 1], found.name, row, column);
    },
    name: (name) => {
      const found = names.get(name.toLowerCase());
      return found ? { worksheet: found.worksheet, range: parseRange(found.range)! } : null;
    },
  };
  return source;
}
