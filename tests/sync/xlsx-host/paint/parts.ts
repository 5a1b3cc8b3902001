/** The parts of a package as trees of elements, and the order in which the format wants an element's children. */
import { SaxesParser } from 'saxes';
import { openPackage } from '../../../../sync/xlsx-host/package/zip.js';

export interface Element {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** @throws Error where the XML is not well-formed */
export function parseXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.entries(tag.attributes).map(([name, attribute]) => [name, attribute.value]),
    );
    const element: Element = { name: tag.name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => (open.at(-1)!.text += text));
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root.children[0]!;
}

/** Text of each part by name. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  const opened = openPackage(bytes);
  return new Map(opened.partNames.map((name) => [name, Buffer.from(opened.part(name)!).toString('utf8')]));
}

/** The element and all below it. */
export function everyElement(element: Element): Element[] {
  return [element, ...element.children.flatMap(everyElement)];
}

/** All elements of a name, wherever they stand. */
export function all(element: Element, name: string): Element[] {
  return everyElement(element).filter((candidate) => candidate.name === name);
}

/** The only element of a name. @throws Error if there is none or there are more */
export function one(element: Element, name: string): Element {
  const found = all(element, name);
  if (found.length !== 1) throw new Error(`${found.length} elements ${name} in ${element.name}`);
  return found[0]!;
}

/** The tree of a part. */
export function part(parts: ReadonlyMap<string, string>, name: string): Element {
  const xml = parts.get(name);
  if (xml === undefined) throw new Error(`There is no part ${name} among ${[...parts.keys()].join(', ')}`);
  return parseXml(xml);
}

/** The tree of a worksheet's part, found through the workbook's relationships. */
export function worksheetPart(parts: ReadonlyMap<string, string>, name: string): Element {
  const sheet = all(part(parts, 'xl/workbook.xml'), 'sheet').find((s) => s.attributes.name === name)!;
  const relationship = all(part(parts, 'xl/_rels/workbook.xml.rels'), 'Relationship').find(
    (r) => r.attributes.Id === sheet.attributes['r:id'],
  )!;
  return part(parts, `xl/${relationship.attributes.Target!}`);
}

/** Text in which `_xHHHH_` stands for a character that XML cannot carry. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The text of a cell of a worksheet, as the shared or inline string says; null for anything else. */
export function textAt(
  parts: ReadonlyMap<string, string>,
  worksheet: Element,
  address: string,
): string | null {
  const cell = all(worksheet, 'c').find((c) => c.attributes.r === address);
  const letters = (element: Element) =>
    unescaped(
      all(element, 't')
        .map((t) => t.text)
        .join(''),
    );
  if (cell?.attributes.t === 'inlineStr') return letters(cell);
  if (cell?.attributes.t !== 's') return null;
  return letters(all(part(parts, 'xl/sharedStrings.xml'), 'si')[Number(one(cell, 'v').text)]!);
}

/** The cell format (`xf`) of a cell. */
export function formatAt(parts: ReadonlyMap<string, string>, worksheet: Element, address: string): Element {
  const cell = all(worksheet, 'c').find((c) => c.attributes.r === address);
  if (!cell) throw new Error(`There is no cell ${address}`);
  return one(part(parts, 'xl/styles.xml'), 'cellXfs').children[Number(cell.attributes.s ?? 0)]!;
}

const sequence = (names: string) => names.trim().split(/\s+/);

/**
 * The order of children, by element. Source: the schemas of ECMA-376 part 1 (sml.xsd, dml-chart.xsd,
 * dml-spreadsheetDrawing.xsd) and, for x14, [MS-XLSX]. Excel refuses a worksheet with its children in another order.
 */
export const childOrder: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    worksheet: `sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
      scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting
      dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties
      cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
      webPublishItems tableParts extLst`,
    sheetPr: 'tabColor outlinePr pageSetUpPr',
    sheetView: 'pane selection pivotSelection extLst',
    c: 'f v is extLst',
    cfRule: 'formula colorScale dataBar iconSet extLst',
    dataBar: 'cfvo color',
    dataValidation: 'formula1 formula2',
    headerFooter: 'oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter',
    workbook: `fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences
      definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr
      webPublishObjects extLst`,
    styleSheet: `numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst`,
    patternFill: 'fgColor bgColor',
    border: 'start end left right top bottom diagonal vertical horizontal',
    xf: 'alignment protection extLst',
    dxf: 'font numFmt fill alignment border protection extLst',
    comments: 'authors commentList extLst',
    r: 'rPr t',
    'x14:cfRule': 'xm:f x14:colorScale x14:dataBar x14:iconSet x14:dxf extLst',
    'x14:conditionalFormatting': 'x14:cfRule xm:sqref extLst',
    'x14:dataBar':
      'x14:cfvo x14:fillColor x14:borderColor x14:negativeFillColor x14:negativeBorderColor x14:axisColor',
    'xdr:twoCellAnchor': 'xdr:from xdr:to xdr:sp xdr:grpSp xdr:graphicFrame xdr:cxnSp xdr:pic xdr:clientData',
    'xdr:graphicFrame': 'xdr:nvGraphicFramePr xdr:xfrm a:graphic',
    'c:chartSpace': `c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:pivotSource c:protection c:chart c:spPr
      c:txPr c:externalData c:printSettings c:userShapes c:extLst`,
    'c:chart': `c:title c:autoTitleDeleted c:pivotFmts c:view3D c:floor c:sideWall c:backWall c:plotArea c:legend
      c:plotVisOnly c:dispBlanksAs c:showDLblsOverMax c:extLst`,
    'c:title': 'c:tx c:layout c:overlay c:spPr c:txPr',
    'c:plotArea': 'c:layout c:barChart c:catAx c:valAx c:dTable c:spPr',
    'c:barChart': `c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:serLines c:axId`,
    'c:ser': `c:idx c:order c:tx c:spPr c:invertIfNegative c:pictureOptions c:dPt c:dLbls c:trendline c:errBars c:cat
      c:val c:shape c:extLst`,
    'c:strRef': 'c:f c:strCache',
    'c:numRef': 'c:f c:numCache',
    'c:strCache': 'c:ptCount c:pt',
    'c:numCache': 'c:formatCode c:ptCount c:pt',
    'c:scaling': 'c:logBase c:orientation c:max c:min',
    'c:catAx': `c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark
      c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:auto c:lblAlgn c:lblOffset
      c:tickLblSkip c:tickMarkSkip c:noMultiLvlLbl`,
    'c:valAx': `c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark
      c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:crossBetween c:majorUnit c:minorUnit
      c:dispUnits`,
    'c:legend': 'c:legendPos c:legendEntry c:layout c:overlay c:spPr c:txPr',
    'c:spPr': 'a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:ln',
  }).map(([name, order]) => [name, sequence(order)]),
);

/** Elements whose children are of a kind the format does not know there, or stand in the wrong order. */
export function misplaced(root: Element): string[] {
  return everyElement(root).flatMap((element) => {
    const order = childOrder.get(element.name);
    if (!order) return [];
    const places = element.children.map((child) => order.indexOf(child.name));
    return element.children
      .filter((_, index) => places[index] === -1 || places[index]! < Math.max(...places.slice(0, index + 1)))
      .map((child) => `${child.name} in ${element.name}`);
  });
}
