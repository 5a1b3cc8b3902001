/** What the sidebar says where there is no panel, in English. */
export const words = {
  outsideSheets:
    'This page is the panel of the NISP Matrix. It works inside Google Sheets: open the spreadsheet, and choose Panel in the menu NISP.',
} as const;
