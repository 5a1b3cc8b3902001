/** What the sidebar says where there is no panel, in English. */
export const words = {
  outsideSheets:
    'This page is the panel of the NISP Matrix. It works inside Google Sheets: open the spreadsheet, and choose Panel in the menu NISP.',
  notShown: (name: string) =>
    `The panel could not be shown (${name}). Close it, reload the spreadsheet, and choose Panel in the menu NISP. ` +
    'If that does not help, update your browser. The matrix itself works without the panel.',
} as const;
