/** The menu NISP, and the panel that it opens. */

/** Captions as on the tab of the Excel add-in, with the global functions that they run; null: a line between them. */
export const menuItems: readonly (readonly [caption: string, functionName: string] | null)[] = [
  // Where there is no matrix yet, the panel begins with building one.
  ['Build…', 'showPanel'],
  ['Check', 'checkEntries'],
  ['Roll-up', 'showRollUp'],
  ['Repair', 'repairWorkbook'],
  null,
  ['Panel', 'showPanel'],
];

/** Puts the menu into the menu bar. Nothing more: before a person has agreed to anything, a script may do no more. */
export function onOpen(): void {
  const menu = SpreadsheetApp.getUi().createMenu('NISP');
  for (const item of menuItems) {
    if (item === null) menu.addSeparator();
    else menu.addItem(...item);
  }
  menu.addToUi();
}

/** Opens the panel beside the spreadsheet. */
export function showPanel(): void {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('Panel').setTitle('NISP Matrix'));
}
