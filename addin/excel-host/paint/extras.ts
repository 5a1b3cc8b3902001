/** Paints what lies over the cells or beside them: merged cells, notes, and how the worksheet is printed. */
import { cellAddress, quotedName } from '../../../core/index.js';
import { brought } from '../requirements.js';
import { bytesOf, cellsAt, stroke, type Canvas, type Stroke } from './canvas.js';

export function paintMerges(canvas: Canvas): readonly Stroke[] {
  return canvas.worksheet.merges.map((range) =>
    stroke(() => {
      cellsAt(canvas, range).merge();
    }),
  );
}

export function paintNotes(canvas: Canvas): readonly Stroke[] {
  if (!canvas.isSupported(brought.notes)) return [];
  const { rows, name } = canvas.worksheet;
  return rows.flatMap(({ cells }, row) =>
    cells.flatMap(({ note }, column) => {
      if (note === undefined) return [];
      const address = `${quotedName(name)}!${cellAddress(row + 1, column + 1)}`;
      return [
        stroke(
          () => {
            canvas.sheet().notes.add(address, note);
          },
          1,
          bytesOf(note),
        ),
      ];
    }),
  );
}

/** Points: those of our .xlsx files, 0.3 to 0.6 inches. */
const margins = {
  leftMargin: 28.8,
  rightMargin: 28.8,
  topMargin: 36,
  bottomMargin: 43.2,
  headerMargin: 21.6,
  footerMargin: 21.6,
};

/** A blueprint without a print area leaves the one that is there: Office.js can set one and not take it away. */
export function paintPrintSetup(canvas: Canvas): readonly Stroke[] {
  if (!canvas.isSupported(brought.printSetup)) return [];
  const { paper, orientation, fitToWidth, repeatRows, repeatColumns, area, footer } = canvas.worksheet.print;
  return [
    stroke(() => {
      const { pageLayout } = canvas.sheet();
      pageLayout.paperSize = paper === 'a3' ? 'A3' : 'A4';
      pageLayout.orientation = orientation === 'landscape' ? 'Landscape' : 'Portrait';
      pageLayout.zoom = fitToWidth ? { horizontalFitToPages: 1 } : { scale: 100 };
      pageLayout.set(margins);
      if (area !== undefined) pageLayout.setPrintArea(area);
      if (repeatRows !== undefined) pageLayout.setPrintTitleRows(`$${repeatRows.replace(':', ':$')}`);
      if (repeatColumns !== undefined)
        pageLayout.setPrintTitleColumns(`$${repeatColumns.replace(':', ':$')}`);
      const page = pageLayout.headersFooters.defaultForAllPages;
      // `&` begins a code in a footer.
      page.leftFooter = footer.left.replaceAll('&', '&&');
      page.rightFooter = footer.pageNumbers ? 'Page &P of &N' : '';
    }, 12),
  ];
}
