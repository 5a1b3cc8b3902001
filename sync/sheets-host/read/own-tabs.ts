/** Which worksheets of a spreadsheet are ours. */
import { columnRangeName, worksheetNames } from '../../../core/index.js';
import type { Structure, Tab } from './structure.js';

const ownNames: ReadonlySet<string> = new Set(
  Object.values(worksheetNames).map((name) => name.toLowerCase()),
);

/** Those of our names, whatever their letter case; and the matrix also if it was renamed: its columns' names lead to it. */
export function ownTabs({ tabs, names }: Structure): readonly Tab[] {
  const matrix = names.find(({ name }) => name === columnRangeName('no'))?.place?.worksheet;
  return tabs.filter(({ title }) => ownNames.has(title.toLowerCase()) || title === matrix);
}
