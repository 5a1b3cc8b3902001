/** Names, addresses and texts as formulas write them, alike in every spreadsheet program. */

/** A worksheet's name as formulas and addresses write it. Always quoted: `Q1` or `R1C1` would be read as a cell. */
export const quotedName = (worksheet: string): string => `'${worksheet.replaceAll("'", "''")}'`;

/** `B2:C9` of a worksheet → `'Matrix'!$B$2:$C$9`; `1:5` → `'Matrix'!$1:$5`; `A:C` → `'Matrix'!$A:$C`. */
export function absoluteAddress(worksheet: string, range: string): string {
  const cells = range.replaceAll('$', '').replace(/[A-Za-z]+|\d+/g, (part) => `$${part.toUpperCase()}`);
  return `${quotedName(worksheet)}!${cells}`;
}

/** A formula's text constant. */
export const textConstant = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A formula without what programs write each in their own way: spaces and letter case outside texts, quotes around names. */
export function bareFormula(formula: string): string {
  return formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\s']/g, '').toLowerCase()))
    .join('');
}

/** A bare formula without what depends on the cell that it is written for: elsewhere in the same column, rows have other numbers. */
export const formulaPattern = (formula: string): string =>
  bareFormula(formula).replace(/(\$?[a-z]{1,3})\d+/g, '$1#');
