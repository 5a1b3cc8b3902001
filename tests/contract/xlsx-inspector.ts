/**
 * Looks into an .xlsx file, and changes it, by its own XML: what a spreadsheet program would make of it, without a word
 * from our reader. It knows what our painter and LibreOffice write, and throws on everything else.
 */
import { openPackage } from '../../sync/xlsx-host/package/zip.js';
import { writeZip } from '../../sync/xlsx-host/package/zip-write.js';
import { all, parseXml, type Element } from '../sync/xlsx-host/paint/parts.js';
import { rangeAddress, type HostCapability } from '../../core/index.js';
import type { Reaction, ShownColours, Typed } from './adapter.js';
import { reactionTo, sameText, type Criterion } from './rules.js';
import { cellsOf, rangeOf } from './workbooks.js';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const worksheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

type Parts = ReadonlyMap<string, Uint8Array>;

interface Sheet {
  readonly name: string;
  readonly part: string;
  readonly root: Element;
  readonly element: Element;
}

const childOf = (element: Element | undefined, name: string) =>
  element?.children.find((child) => child.name === name);
const childrenOf = (element: Element | undefined, name: string) =>
  element?.children.filter((child) => child.name === name) ?? [];
const isOn = (value: string | undefined) => value === '1' || value === 'true';
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

function partsOf(bytes: Uint8Array): Parts {
  const opened = openPackage(bytes);
  return new Map(opened.partNames.map((name) => [name, opened.part(name)!]));
}

function partOf(parts: Parts, name: string): Element {
  const bytes = parts.get(name);
  if (!bytes) throw new Error(`There is no part ${name} among ${[...parts.keys()].join(', ')}`);
  return parseXml(textOf(bytes));
}

function targetsOf(parts: Parts, part: string): Map<string, { part: string | null; kind: string }> {
  const slash = part.lastIndexOf('/');
  const name = `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
  if (!parts.has(name)) return new Map();
  return new Map(
    childrenOf(partOf(parts, name), 'Relationship').map(({ attributes }) => {
      const target = attributes.Target!;
      const path = target.startsWith('/')
        ? target.slice(1)
        : new URL(target, `file:///${part}`).pathname.slice(1);
      return [
        attributes.Id!,
        {
          part: attributes.TargetMode === 'External' ? null : path,
          kind: attributes.Type!.slice(attributes.Type!.lastIndexOf('/') + 1),
        },
      ];
    }),
  );
}

const workbookName = 'xl/workbook.xml';

function sheetsOf(parts: Parts): Sheet[] {
  const targets = targetsOf(parts, workbookName);
  return childrenOf(childOf(partOf(parts, workbookName), 'sheets'), 'sheet').map((element) => {
    const part = targets.get(element.attributes['r:id']!)!.part!;
    return { name: element.attributes.name!, part, root: partOf(parts, part), element };
  });
}

const covers = (sqref: string, cell: string) => {
  const { top, left } = rangeOf(cell);
  return sqref
    .split(' ')
    .map(rangeOf)
    .some((range) => range.top <= top && top <= range.bottom && range.left <= left && left <= range.right);
};

/** Days since the last day of 1899, as the format counts dates. */
function serialOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569;
}
function isoOf(serial: number): string {
  return new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

function rgbOf(colour: Element | undefined): string | null {
  const rgb = colour?.attributes.rgb;
  if (rgb === undefined) return null;
  return `#${rgb.slice(-6).toUpperCase()}`;
}

/** Queries about one state of a file. */
export function inspect(bytes: Uint8Array) {
  const parts = partsOf(bytes);
  const sheets = sheetsOf(parts);
  const workbook = partOf(parts, workbookName);
  const stylesPart = [...targetsOf(parts, workbookName).values()].find(({ kind }) => kind === 'styles')!;
  const styles = partOf(parts, stylesPart.part!);
  const formats = childrenOf(childOf(styles, 'cellXfs'), 'xf');
  const strings = [...targetsOf(parts, workbookName).values()].find(({ kind }) => kind === 'sharedStrings');
  const shared = strings?.part ? childrenOf(partOf(parts, strings.part), 'si') : [];
  const cells = new Map<string, ReadonlyMap<string, Element>>();

  const sheetOf = (name: string): Sheet => {
    const found = sheets.find((sheet) => sheet.name === name);
    if (!found) throw new Error(`There is no worksheet ${name}`);
    return found;
  };
  const cellOf = (sheet: Sheet, cell: string): Element | undefined => {
    let known = cells.get(sheet.name);
    if (!known) {
      known = new Map(all(sheet.root, 'c').map((element) => [element.attributes.r!, element]));
      cells.set(sheet.name, known);
    }
    return known.get(cell);
  };
  const letters = (element: Element) =>
    all(element, 't')
      .map(({ text }) => text)
      .join('');
  const shownText = (sheet: Sheet, cell: string): string => {
    const element = cellOf(sheet, cell);
    const value = childOf(element, 'v')?.text ?? '';
    if (element?.attributes.t === 's') return letters(shared[Number(value)]!);
    return element?.attributes.t === 'inlineStr' ? letters(element) : value;
  };
  const formatOf = (sheet: Sheet, cell: string): Element => {
    const own = cellOf(sheet, cell)?.attributes.s;
    if (own !== undefined) return formats[Number(own)]!;
    const { left } = rangeOf(cell);
    const column = childrenOf(childOf(sheet.root, 'cols'), 'col').find(
      ({ attributes }) => Number(attributes.min) <= left && left <= Number(attributes.max),
    );
    return formats[Number(column?.attributes.style ?? 0)]!;
  };
  const nameOf = (name: string) =>
    childrenOf(childOf(workbook, 'definedNames'), 'definedName').find(
      ({ attributes }) => attributes.name === name && attributes.localSheetId === undefined,
    )?.text;
  const reference = (text: string) => {
    const match = /^'?((?:[^']|'')+?)'?!(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)$/.exec(text);
    if (!match) return null;
    return { worksheet: match[1]!.replaceAll("''", "'"), range: rangeAddress(rangeOf(match[2]!)) };
  };
  const listOf = (formula: string): string[] => {
    if (formula.startsWith('"')) return formula.slice(1, -1).split(',');
    const found = reference(formula) ?? reference(nameOf(formula) ?? '');
    if (!found) throw new Error(`There is no list ${formula}`);
    return cellsOf([found.range]).map((cell) => shownText(sheetOf(found.worksheet), cell));
  };
  const validationsOf = (sheet: Sheet) =>
    childrenOf(childOf(sheet.root, 'dataValidations'), 'dataValidation');
  const validationAt = (sheet: Sheet, cell: string) =>
    validationsOf(sheet).find(({ attributes }) => covers(attributes.sqref!, cell));

  const criterionOf = (validation: Element): Criterion => {
    const { type, operator = 'between' } = validation.attributes;
    const [first = '', second = ''] = ['formula1', 'formula2'].map((name) => childOf(validation, name)?.text);
    if (type === 'list') return { kind: 'list', allowed: listOf(first) };
    if (type === 'decimal' && operator === 'between') {
      return { kind: 'number', min: Number(first), max: Number(second) };
    }
    if (type === 'decimal' && operator === 'greaterThanOrEqual') {
      return { kind: 'number', min: Number(first), max: null };
    }
    if (type === 'date' && operator === 'between') {
      return { kind: 'date', min: isoOf(Number(first)), max: isoOf(Number(second)) };
    }
    if (type === 'textLength' && operator === 'lessThanOrEqual') {
      return { kind: 'text-length', max: Number(first) };
    }
    throw new Error(`A validation that is not known: ${type ?? ''} ${operator}`);
  };
  const reaction = (sheet: Sheet, cell: string, value: Exclude<Typed, null>): Reaction => {
    const validation = validationAt(sheet, cell);
    if (!validation || !isOn(validation.attributes.showErrorMessage)) return 'accepted';
    const { errorStyle = 'stop' } = validation.attributes;
    return reactionTo(criterionOf(validation), errorStyle === 'stop' ? 'reject' : 'warn', value);
  };

  const colours = (sheet: Sheet, cell: string, text: string): ShownColours => {
    const rules = childrenOf(sheet.root, 'conditionalFormatting')
      .filter(({ attributes }) => covers(attributes.sqref!, cell))
      .flatMap((block) => childrenOf(block, 'cfRule'))
      .sort((a, b) => Number(a.attributes.priority) - Number(b.attributes.priority));
    for (const rule of rules) {
      const { type, operator, dxfId } = rule.attributes;
      if (type === 'dataBar') continue;
      if (type !== 'cellIs' || operator !== 'equal')
        throw new Error(`A rule that is not known: ${type ?? ''}`);
      const formula = childOf(rule, 'formula')!.text;
      if (!/^"[^"]*"$/.test(formula)) throw new Error(`A formula that is not known: ${formula}`);
      if (!sameText(formula.slice(1, -1), text)) continue;
      const format = childrenOf(childOf(styles, 'dxfs'), 'dxf')[Number(dxfId)]!;
      // A conditional fill that is solid, or says no pattern, is of its background colour.
      const pattern = childOf(childOf(format, 'fill'), 'patternFill');
      return {
        fill: rgbOf(childOf(pattern, 'bgColor')),
        text: rgbOf(childOf(childOf(format, 'font'), 'color')),
      };
    }
    return { fill: null, text: null };
  };

  const counts: Readonly<Record<HostCapability, (sheet: Sheet) => number>> = {
    rejectsInvalidEntries: (sheet) =>
      cellsOf(
        validationsOf(sheet)
          .filter(
            ({ attributes }) =>
              isOn(attributes.showErrorMessage) && (attributes.errorStyle ?? 'stop') === 'stop',
          )
          .flatMap(({ attributes }) => attributes.sqref!.split(' ')),
      ).length,
    validationPrompts: (sheet) =>
      cellsOf(
        validationsOf(sheet)
          .filter(({ attributes }) => isOn(attributes.showInputMessage) && attributes.prompt !== undefined)
          .flatMap(({ attributes }) => attributes.sqref!.split(' ')),
      ).length,
    protection: ({ root }) => (isOn(childOf(root, 'sheetProtection')?.attributes.sheet) ? 1 : 0),
    outlineGroups: ({ root }) =>
      all(root, 'row').filter(({ attributes }) => Number(attributes.outlineLevel ?? 0) > 0).length,
    dataBars: ({ root }) =>
      all(root, 'cfRule').filter(({ attributes }) => attributes.type === 'dataBar').length,
    charts: ({ part }) =>
      [...targetsOf(parts, part).values()]
        .filter(({ kind }) => kind === 'drawing')
        .flatMap((drawing) => [...targetsOf(parts, drawing.part!).values()])
        .filter(({ kind }) => kind === 'chart').length,
    printSetup: ({ root }) => (childOf(root, 'pageSetup')?.attributes.paperSize === undefined ? 0 : 1),
    veryHiddenWorksheets: ({ element }) => (element.attributes.state === 'veryHidden' ? 1 : 0),
    notes: ({ part }) =>
      [...targetsOf(parts, part).values()]
        .filter(({ kind }) => kind === 'comments')
        .flatMap((comments) => all(partOf(parts, comments.part!), 'comment')).length,
    filterButtons: ({ root }) => (childOf(root, 'autoFilter') ? 1 : 0),
    links: ({ root }) => all(root, 'hyperlink').length,
    refusesLockedEdits: ({ root }) => (isOn(childOf(root, 'sheetProtection')?.attributes.sheet) ? 1 : 0),
  };

  /** A part and all that it leads to, as text. */
  const whole = (part: string): unknown => [
    textOf(parts.get(part)!),
    [...targetsOf(parts, part).values()].map((target) => (target.part === null ? null : whole(target.part))),
  ];
  /** What the numbers of cell formats and conditional formats stand for. */
  const looks = (sheet: Sheet): unknown => {
    const used = new Set(all(sheet.root, 'c').map(({ attributes }) => attributes.s ?? '0'));
    const nth = (list: string, index: string | undefined) =>
      childOf(styles, list)?.children[Number(index ?? 0)];
    const ofCells = [...used].sort().map((index) => {
      const format = formats[Number(index)]!;
      const { fontId, fillId, borderId, numFmtId } = format.attributes;
      const code = childOf(styles, 'numFmts')?.children.find((one) => one.attributes.numFmtId === numFmtId);
      const named = [nth('fonts', fontId), nth('fills', fillId), nth('borders', borderId)];
      return [index, format.children, numFmtId, code?.attributes, ...named];
    });
    const ofRules = all(sheet.root, 'cfRule').map(({ attributes }) => nth('dxfs', attributes.dxfId));
    return [ofCells, ofRules];
  };

  return {
    worksheets: () => sheets.map(({ name }) => name),
    stateOf: (name: string) => {
      const sheet = sheetOf(name);
      return [sheet.element.attributes.state, whole(sheet.part), looks(sheet)];
    },
    count: (name: string, capability: HostCapability) => counts[capability](sheetOf(name)),
    offered: (name: string, wanted: readonly string[]) =>
      wanted.map((cell) => {
        const validation = validationAt(sheetOf(name), cell);
        const shows = validation?.attributes.type === 'list' && !isOn(validation.attributes.showDropDown);
        return shows ? listOf(childOf(validation, 'formula1')!.text) : null;
      }),
    attempt: (name: string, entries: readonly (readonly [string, Exclude<Typed, null>])[]) =>
      entries.map(([cell, value]) => reaction(sheetOf(name), cell, value)),
    colours: (name: string, wanted: readonly (readonly [string, string])[]) =>
      wanted.map(([cell, text]) => colours(sheetOf(name), cell, text)),
    locked: (name: string, wanted: readonly string[]) => {
      const sheet = sheetOf(name);
      const isProtected = isOn(childOf(sheet.root, 'sheetProtection')?.attributes.sheet);
      return wanted.map((cell) => {
        const locked = childOf(formatOf(sheet, cell), 'protection')?.attributes.locked ?? '1';
        return isProtected && isOn(locked);
      });
    },
    rangeOf: (name: string) => reference(nameOf(name) ?? ''),
  };
}

export type Inspector = ReturnType<typeof inspect>;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function xmlOf({ name, attributes, children, text }: Element): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  return `<${name}${said.join('')}>${escaped(text)}${children.map(xmlOf).join('')}</${name}>`;
}

function changed(bytes: Uint8Array, changes: ReadonlyMap<string, string>): Uint8Array {
  const parts = new Map<string, Uint8Array>(partsOf(bytes));
  for (const [name, xml] of changes) parts.set(name, Buffer.from(xml));
  return writeZip([...parts].map(([name, content]) => ({ name, content })));
}

function changeSheet(bytes: Uint8Array, name: string, change: (root: Element) => void): Uint8Array {
  const sheet = sheetsOf(partsOf(bytes)).find((one) => one.name === name);
  if (!sheet) throw new Error(`There is no worksheet ${name}`);
  change(sheet.root);
  return changed(bytes, new Map([[sheet.part, xmlOf(sheet.root)]]));
}

const element = (name: string, attributes: Record<string, string>, ...children: Element[]): Element => ({
  name,
  attributes,
  children,
  text: '',
});

function contentFor(value: Typed): { type: string | null; children: Element[] } {
  if (value === null) return { type: null, children: [] };
  if (typeof value === 'string') {
    const text = { ...element('t', { 'xml:space': 'preserve' }), text: value };
    return { type: 'inlineStr', children: [element('is', {}, text)] };
  }
  const number = typeof value === 'number' ? value : serialOf(value.date);
  return { type: null, children: [{ ...element('v', {}), text: String(number) }] };
}

/** Types into cells that have a format already, as all cells of a painted matrix do. */
export function typeInto(
  bytes: Uint8Array,
  worksheet: string,
  entries: readonly (readonly [cell: string, value: Typed])[],
): Uint8Array {
  return changeSheet(bytes, worksheet, (root) => {
    for (const [cell, value] of entries) {
      const row = all(root, 'row').find(({ attributes }) => attributes.r === String(rangeOf(cell).top));
      const index = row?.children.findIndex(({ attributes }) => attributes.r === cell) ?? -1;
      const before = row?.children[index];
      if (!row || !before) throw new Error(`There is no cell ${cell} in ${worksheet}`);
      const { type, children } = contentFor(value);
      const { r = cell, s = '0' } = before.attributes;
      row.children[index] = element('c', { r, s, ...(type === null ? {} : { t: type }) }, ...children);
    }
  });
}

export function hideColumn(bytes: Uint8Array, worksheet: string, column: string): Uint8Array {
  const number = rangeOf(`${column}1`).left;
  return changeSheet(bytes, worksheet, (root) => {
    const columns = childOf(root, 'cols');
    if (!columns) throw new Error(`${worksheet} has no columns`);
    const pieces = columns.children.flatMap(({ attributes }) => {
      const [min, max] = [Number(attributes.min), Number(attributes.max)];
      const piece = (from: number, to: number, more = {}) =>
        from > to ? [] : [element('col', { ...attributes, min: String(from), max: String(to), ...more })];
      if (number < min || number > max) return piece(min, max);
      return [
        ...piece(min, number - 1),
        ...piece(number, number, { hidden: '1' }),
        ...piece(number + 1, max),
      ];
    });
    columns.children.splice(0, columns.children.length, ...pieces);
  });
}

/** Adds a worksheet with a few cells, in the place of `before` or behind the last. */
export function addWorksheet(bytes: Uint8Array, name: string, before: string | null): Uint8Array {
  const parts = partsOf(bytes);
  const workbook = partOf(parts, workbookName);
  const sheets = childOf(workbook, 'sheets')!;
  const relationships = partOf(parts, 'xl/_rels/workbook.xml.rels');
  const types = partOf(parts, '[Content_Types].xml');
  const id = `rIdOwn${sheets.children.length}`;
  const file = `own${sheets.children.length}.xml`;
  const found = sheets.children.findIndex(({ attributes }) => attributes.name === before);
  const at = before === null ? sheets.children.length : found;
  if (at < 0) throw new Error(`There is no worksheet ${before ?? ''}`);
  const sheetId = Math.max(...sheets.children.map(({ attributes }) => Number(attributes.sheetId))) + 1;
  sheets.children.splice(at, 0, element('sheet', { name, sheetId: String(sheetId), 'r:id': id }));
  const attributesOf = (one: Element) => one.attributes as Record<string, string>;
  for (const definedName of childrenOf(childOf(workbook, 'definedNames'), 'definedName')) {
    const scope = definedName.attributes.localSheetId;
    if (scope !== undefined && Number(scope) >= at)
      attributesOf(definedName).localSheetId = String(Number(scope) + 1);
  }
  for (const view of childrenOf(childOf(workbook, 'bookViews'), 'workbookView')) {
    const active = Number(view.attributes.activeTab ?? 0);
    if (active >= at) attributesOf(view).activeTab = String(active + 1);
  }
  relationships.children.push(
    element('Relationship', { Id: id, Type: `${office}/worksheet`, Target: `worksheets/${file}` }),
  );
  types.children.push(
    element('Override', { PartName: `/xl/worksheets/${file}`, ContentType: worksheetType }),
  );
  const cell = (r: string, text: string) =>
    element('c', { r, t: 'inlineStr' }, element('is', {}, { ...element('t', {}), text }));
  const worksheet = element(
    'worksheet',
    { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
    element(
      'sheetData',
      {},
      element('row', { r: '1' }, cell('A1', 'Meeting on 3 April'), cell('B1', '=1+1')),
    ),
  );
  return changed(
    bytes,
    new Map([
      [workbookName, xmlOf(workbook)],
      ['xl/_rels/workbook.xml.rels', xmlOf(relationships)],
      ['[Content_Types].xml', xmlOf(types)],
      [`xl/worksheets/${file}`, xmlOf(worksheet)],
    ]),
  );
}
