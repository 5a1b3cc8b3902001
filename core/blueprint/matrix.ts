/** The Matrix worksheet: the plan's rows with what the unit says of each, coloured by timeline and status. */
import { cellAddress, columnLetters, numberRuns } from '../entry/a1.js';
import type { EntryValues } from '../entry/entry.js';
import {
  entryFields,
  fieldByKey,
  longestText,
  statuses,
  type Field,
  type FieldKey,
} from '../entry/fields.js';
import {
  asOfName,
  columnHeader,
  columnKeyPrefix,
  columnRangeName,
  hiddenColumns,
  listNames,
  matrixColumns,
  notApplicableText,
  planColumns,
  worksheetNames,
  type ColumnKey,
  type HiddenColumnKey,
  type RowScope,
} from '../entry/template.js';
import { hasPart } from '../plan/load.js';
import type { Period } from '../plan/period.js';
import { timelines, type Intervention, type Plan } from '../plan/schema.js';
import { sectionKey } from '../plan/sections.js';
import { deriveContainer } from '../roll-up/combine.js';
import type { Cell, Column, ConditionalFormat, NamedRange, Row, Validation, Worksheet } from './blueprint.js';
import { blank, blanks, entryCell, formula, heightOfLines, row, text, wrappedLines } from './cells.js';
import { enteredCriteria, groupKey, type AmountKey } from './criteria.js';
import { neutral, statusPalette, timelinePalette } from './palette.js';
import { landscape, sheet } from './sheet.js';
import type { StyleName } from './styles.js';

const planWidths = { no: 7, intervention: 46, bodies: 22, indicators: 28, printedBudget: 18 } as const;
const hiddenKeys: readonly string[] = hiddenColumns;
const planKeys: readonly string[] = planColumns.map(({ key }) => key);

/** 1-based column of each key in a newly built matrix. */
export const matrixColumnNumber: ReadonlyMap<ColumnKey, number> = new Map(
  matrixColumns.map((key, index) => [key, index + 1]),
);
const letters = new Map(matrixColumns.map((key, index) => [key, columnLetters(index + 1)]));
const at = (key: ColumnKey) => letters.get(key)!;
const visibleCount = matrixColumns.length - hiddenColumns.length;
const lastVisible = columnLetters(visibleCount);

const titleRows = 5;
/** Row of the headings in a newly built matrix; the rows of the plan follow it. */
export const matrixHeadingRow = titleRows;

export interface MatrixInput {
  readonly plan: Plan;
  /** Id of the reporting unit. */
  readonly unit: string;
  readonly period: Period;
  /** What stands in the entry columns, by intervention number. */
  readonly entries: ReadonlyMap<string, EntryValues>;
}

export interface MatrixLayout {
  readonly worksheet: Worksheet;
  readonly names: readonly NamedRange[];
  /** Row of each intervention, by its number. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** Row of each pillar's band, by the pillar's id. */
  readonly bandOf: ReadonlyMap<string, number>;
}

/** What the row of an intervention is to a unit. */
export function rowScope(intervention: Intervention, unit: string): Exclude<RowScope, 'band'> {
  if (!hasPart(intervention, unit)) return 'not-applicable';
  return intervention.isContainer ? 'container' : 'counted';
}

/** The note on an intervention's text: how the print was read, and where section H differs. Undefined if neither. */
export function interventionNote(intervention: Intervention): string | undefined {
  const parts = [
    ...(intervention.textSource === 'section-h'
      ? ['The wording is that of section H: Annex A’s own is lost.']
      : []),
    ...intervention.sectionHNotes.map((note) => `Section H: ${note.replace(/^Section H:\s*/, '')}`),
    ...intervention.readingNotes.map((note) => `Reading of the print: ${note}`),
  ];
  return parts.length > 0 ? parts.join('\n\n') : undefined;
}

function columnRanges(key: ColumnKey, rows: readonly number[]): string[] {
  return numberRuns(rows).map(([top, bottom]) => `${at(key)}${top}:${at(key)}${bottom}`);
}

/** The formulas of a container row, by field: what `deriveContainer` computes, over its sub-items' rows. */
function containerFormulas(no: string): ReadonlyMap<FieldKey, string> {
  const range = columnRangeName;
  const counted = `${range('scope')},"counted",${range('container')},"${groupKey('container', no)}"`;
  const count = (...which: (typeof statuses)[number][]) =>
    which.map((status) => `COUNTIFS(${counted},${range('status')},"${status}")`).join('+');
  const ended = count('Completed', 'Dropped');
  const all = `COUNTIFS(${counted})`;
  const ifAny = (key: AmountKey, name: 'AVERAGEIFS' | 'SUMIFS') => {
    const criteria = `${counted},${enteredCriteria(key, range(key))}`;
    return `IF(COUNTIFS(${criteria})=0,"",${name}(${range(key)},${criteria}))`;
  };
  return new Map([
    [
      'status',
      `IF(${ended}=${all},IF(${count('Completed')}>0,"Completed","Dropped"),` +
        `IF(${count('Not started', 'In progress', 'On hold', 'Completed')}=0,"",` +
        `IF(${count('In progress', 'On hold', 'Completed')}=0,"Not started",` +
        `IF(${count('Not started', 'In progress', 'Completed')}=0,"On hold","In progress"))))`,
    ],
    ['progress', ifAny('progress', 'AVERAGEIFS')],
    ['budget', ifAny('budget', 'SUMIFS')],
    ['spent', ifAny('spent', 'SUMIFS')],
  ]);
}

/** The text of a plan column for an intervention, as the matrix shows it and the reader compares it. */
export function planText(intervention: Intervention, key: (typeof planColumns)[number]['key']): string {
  switch (key) {
    case 'no':
      return intervention.no;
    case 'intervention':
      return intervention.text;
    case 'bodies':
      return intervention.responsibility ?? '';
    case 'indicators':
      return intervention.indicators ?? '';
    case 'printedBudget':
      return intervention.budget.printed ?? '';
  }
}

function titleRow(
  values: readonly (readonly [ColumnKey, Cell])[],
  fill: StyleName,
  height: number,
  hidden = false,
): Row {
  const cells = blanks(visibleCount, fill);
  for (const [key, cell] of values) cells[matrixColumnNumber.get(key)! - 1] = cell;
  return row(height, cells, hidden ? { hidden } : {});
}

/** Builds the Matrix worksheet of a unit and a period. */
export function buildMatrix({ plan, unit, period, entries }: MatrixInput): MatrixLayout {
  const unitName = plan.unitById.get(unit)!.name;
  const hasOpenTimelines = plan.interventions.some(({ timeline }) => timeline === null);
  const isOpen = (key: ColumnKey) =>
    key === 'timeline' ? hasOpenTimelines : !planKeys.includes(key) && !hiddenKeys.includes(key);
  const rows: Row[] = [
    titleRow([['no', text(`${plan.title} · Implementation matrix`, 'title')]], 'title', 30),
    titleRow(
      [
        ['no', text(`${unitName} · ${period.id} (${period.label})`, 'subtitle')],
        [
          'timeline',
          text(
            'Fill in the white cells under the green headings. Grey cells are the plan’s, derived, or not this unit’s. Help: worksheet Guide.',
            'hint',
          ),
        ],
      ],
      'subtitle',
      20,
    ),
    titleRow(
      [
        ['indicators', text('Colours of timeline and status', 'legend')],
        ...timelines.map(
          (name, index) => [matrixColumns[4 + index]!, text(name, `timeline-${name}`)] as const,
        ),
        ...statuses.map((name, index) => [matrixColumns[7 + index]!, text(name, `status-${name}`)] as const),
      ],
      'page',
      26,
    ),
    row(
      12,
      matrixColumns.map((key) => text(columnKeyPrefix + key, 'key')),
      { hidden: true },
    ),
    row(
      34,
      matrixColumns.map((key) => text(columnHeader(key), isOpen(key) ? 'heading-entry' : 'heading-plan')),
    ),
  ];

  const rowOf = new Map<string, number>();
  const bandOf = new Map<string, number>();
  const scopes = new Map<string, RowScope>();
  {
    let next = titleRows + 1;
    let pillar: string | null = null;
    let section: string | null = null;
    for (const intervention of plan.interventions) {
      if (intervention.pillar !== pillar) {
        bandOf.set(intervention.pillar, next);
        next += 1;
        section = null;
      }
      if (intervention.section !== section && intervention.section !== null) next += 1;
      pillar = intervention.pillar;
      section = intervention.section;
      rowOf.set(intervention.no, next);
      scopes.set(intervention.no, rowScope(intervention, unit));
      next += 1;
    }
  }

  const hiddenCells = (values: Readonly<Record<HiddenColumnKey, string>>) =>
    hiddenColumns.map((key) => (values[key] === '' ? blank('data-text') : text(values[key], 'data-text')));
  const bandMarks = { scope: 'band', container: '', costing: '' };
  const band = (label: string, style: StyleName, height: number, pillar: string, section: string): Row => {
    const cells = blanks(visibleCount, style);
    cells[1] = text(label, style);
    return row(height, [...cells, ...hiddenCells({ ...bandMarks, pillar, section })], {
      outlineLevel: style === 'section' ? 1 : 0,
    });
  };

  const valuesOf = (no: string): EntryValues => entries.get(no) ?? {};
  const entryCells = (intervention: Intervention, scope: RowScope): Map<ColumnKey, Cell> => {
    const cells = new Map<ColumnKey, Cell>();
    const values = valuesOf(intervention.no);
    const derived = deriveContainer(
      intervention.subItems.filter((no) => scopes.get(no) === 'counted').map((no) => valuesOf(no)),
    );
    const formulas = scope === 'container' ? containerFormulas(intervention.no) : null;
    for (const field of entryFields) {
      const open = scope === 'counted' || (scope === 'container' && field.key === 'timeline');
      const style: StyleName = `${open ? 'entry' : 'closed'}-${field.type}`;
      const source = formulas?.get(field.key);
      if (field.key === 'timeline') {
        cells.set(field.key, entryCell(field.type, intervention.timeline ?? values.timeline, style));
      } else if (source !== undefined) {
        cells.set(field.key, formula(source, derived[field.key as keyof typeof derived] ?? '', style));
      } else if (scope === 'not-applicable' && field.key === 'status' && values.status === undefined) {
        cells.set(field.key, text(notApplicableText, style));
      } else {
        cells.set(field.key, entryCell(field.type, values[field.key], style));
      }
    }
    return cells;
  };

  let previous: Intervention | null = null;
  for (const intervention of plan.interventions) {
    const { no, pillar, section } = intervention;
    if (previous?.pillar !== pillar) {
      const { name, goal } = plan.pillarById.get(pillar)!;
      const goalName = plan.goals.find(({ id }) => id === goal)?.name;
      rows.push(
        band(goalName ? `${name} — ${goalName}` : name, 'pillar', 24, groupKey('pillar', pillar), ''),
      );
    }
    if (section !== null && (previous?.pillar !== pillar || previous.section !== section)) {
      rows.push(
        band(
          section,
          'section',
          18,
          groupKey('pillar', pillar),
          groupKey('section', sectionKey(intervention)),
        ),
      );
    }
    const scope = scopes.get(no)!;
    const isSub = intervention.parent !== null;
    const strong = intervention.isContainer || intervention.subItems.length > 0;
    const note = interventionNote(intervention);
    const muted = scope === 'not-applicable';
    const plain: StyleName = muted
      ? isSub
        ? 'plan-muted-sub'
        : 'plan-muted'
      : isSub
        ? 'plan-sub'
        : strong
          ? 'plan-strong'
          : 'plan';
    const other: StyleName = muted ? 'plan-muted' : 'plan';
    const planCells = new Map<ColumnKey, Cell>(
      planColumns.map(({ key }) => {
        const content = planText(intervention, key);
        if (key === 'no') return [key, text(content, isSub ? 'plan-no-sub' : 'plan-no')];
        if (key === 'intervention') return [key, text(content, plain, note === undefined ? {} : { note })];
        return [key, content === '' ? blank(other) : text(content, other)];
      }),
    );
    const cells = new Map([...planCells, ...entryCells(intervention, scope)]);
    const visible = matrixColumns.slice(0, visibleCount).map((key) => cells.get(key)!);
    const lines = planColumns.map(({ key }) =>
      wrappedLines(planText(intervention, key), planWidths[key] - (isSub ? 2 : 0)),
    );
    const values = valuesOf(no);
    for (const key of ['focalPerson', 'evidence', 'remarks'] as const) {
      lines.push(wrappedLines(values[key] ?? '', fieldByKey.get(key)!.width));
    }
    rows.push(
      row(
        heightOfLines(Math.max(...lines)),
        [
          ...visible,
          ...hiddenCells({
            scope,
            pillar: groupKey('pillar', pillar),
            section: groupKey('section', sectionKey(intervention)),
            container: intervention.parent === null ? '' : groupKey('container', intervention.parent),
            costing: intervention.budget.kind === 'none' ? '' : 'to-be-costed',
          }),
        ],
        { outlineLevel: section === null ? 1 : 2 },
      ),
    );
    previous = intervention;
  }
  // The last row belongs to the named ranges, so that a row inserted above it is still counted.
  const end = blanks(visibleCount, 'end');
  end[1] = text('End of the matrix', 'end');
  rows.push(row(14, [...end, ...hiddenCells({ ...bandMarks, pillar: '', section: '' })]));

  const firstRow = titleRows + 1;
  const lastRow = rows.length;
  const wholeColumn = (key: ColumnKey) => `${at(key)}${firstRow}:${at(key)}${lastRow}`;
  const rowsWith = (accept: (intervention: Intervention, scope: RowScope) => boolean) =>
    plan.interventions
      .filter((intervention) => accept(intervention, scopes.get(intervention.no)!))
      .map(({ no }) => rowOf.get(no)!);
  const countedRows = rowsWith((_, scope) => scope === 'counted');
  const openTimelineRows = rowsWith(
    (intervention, scope) => scope !== 'not-applicable' && intervention.timeline === null,
  );

  return {
    worksheet: sheet({
      role: 'matrix',
      name: worksheetNames.matrix,
      tabColour: neutral.navy,
      columns: matrixColumns.map((key): Column => ({
        key,
        width:
          key in planWidths
            ? planWidths[key as keyof typeof planWidths]
            : (fieldByKey.get(key as FieldKey)?.width ?? 14),
        ...(hiddenKeys.includes(key) ? { hidden: true } : {}),
      })),
      rows,
      conditionalFormats: conditionalFormats(firstRow, lastRow),
      validations: entryFields
        .map((field) =>
          validationOf(
            field,
            columnRanges(field.key, field.key === 'timeline' ? openTimelineRows : countedRows),
            plan,
          ),
        )
        // A plan that states every timeline leaves no timeline to choose.
        .filter(({ ranges }) => ranges.length > 0),
      protection: {
        unlocked: [
          ...columnRanges('timeline', openTimelineRows),
          ...numberRuns(countedRows).flatMap(([top, bottom]) => [
            `${at('status')}${top}:${at('actual')}${bottom}`,
            `${at('budget')}${top}:${at('remarks')}${bottom}`,
          ]),
        ],
        allow: ['filter', 'sort', 'format-columns', 'format-rows'],
      },
      frozen: { rows: titleRows, columns: 2 },
      autoFilter: `A${titleRows}:${lastVisible}${lastRow}`,
      print: landscape('a3', `${plan.shortTitle} · ${unitName} · ${period.id}`, {
        repeatRows: `1:${titleRows}`,
        area: `A1:${lastVisible}${lastRow}`,
      }),
    }),
    names: matrixColumns.map((key) => ({
      name: columnRangeName(key),
      worksheet: worksheetNames.matrix,
      range: wholeColumn(key),
    })),
    rowOf,
    bandOf,
  };
}

/** Timeline and status by their own palettes, overdue dates, and progress as a bar. Also covers rows inserted later. */
function conditionalFormats(firstRow: number, lastRow: number): ConditionalFormat[] {
  const column = (key: ColumnKey) => `${at(key)}${firstRow}:${at(key)}${lastRow}`;
  const swatch = ({ fill, text: textColour }: { fill: `#${string}`; text: `#${string}` }) => ({
    fill,
    textColour,
  });
  const cell = (key: ColumnKey) => `$${at(key)}${firstRow}`;
  return [
    ...timelines.map((name): ConditionalFormat => ({
      kind: 'text-equals',
      range: column('timeline'),
      text: name,
      style: swatch(timelinePalette[name]),
    })),
    ...statuses.map((name): ConditionalFormat => ({
      kind: 'text-equals',
      range: column('status'),
      text: name,
      style: swatch(statusPalette[name]),
    })),
    {
      kind: 'formula',
      range: column('due'),
      formula:
        `AND(${cell('scope')}="counted",ISNUMBER(${cell('due')}),${cell('due')}<=${asOfName},` +
        `${cell('status')}<>"Completed",${cell('status')}<>"Dropped")`,
      style: { textColour: neutral.alert, bold: true },
    },
    { kind: 'data-bar', range: column('progress'), min: 0, max: 1, colour: neutral.bar },
  ];
}

function shiftYear(iso: string, years: number): string {
  return `${Number(iso.slice(0, 4)) + years}${iso.slice(4)}`;
}

/** The check and the prompt of a field. Wide limits: what is merely doubtful is for the findings, not for a refusal. */
function validationOf(field: Field, ranges: readonly string[], plan: Plan): Validation {
  const prompt = { title: field.header, text: field.help };
  const error = (advice: string) => ({ title: field.header, text: advice });
  switch (field.type) {
    case 'choice':
      return {
        kind: 'list',
        ranges,
        prompt,
        error: error(`Choose one of: ${field.allowed!.join(', ')}.`),
        onInvalid: 'reject',
        listName: listNames[field.key as keyof typeof listNames],
        allowed: field.allowed!,
      };
    case 'progress':
      return {
        kind: 'number',
        ranges,
        prompt,
        error: error('Enter a percentage from 0% to 100%.'),
        onInvalid: 'reject',
        min: 0,
        max: 1,
      };
    case 'number':
    case 'money':
      return {
        kind: 'number',
        ranges,
        prompt,
        error: error('Enter a number, 0 or more. Words go into Remarks.'),
        onInvalid: 'reject',
        min: 0,
        max: null,
      };
    case 'date':
      return {
        kind: 'date',
        ranges,
        prompt,
        error: error('Enter a date such as 31-Mar-2019.'),
        onInvalid: 'reject',
        min: shiftYear(plan.validity.from, -5),
        max: shiftYear(plan.validity.to, 10),
      };
    case 'text':
      return {
        kind: 'text-length',
        ranges,
        prompt,
        error: error(`A cell holds at most ${longestText} characters.`),
        onInvalid: 'reject',
        max: longestText,
      };
  }
}

/** The cell of a field in the row of an intervention, in a newly built matrix. */
export function matrixCell(layout: MatrixLayout, no: string, key: ColumnKey): string {
  return cellAddress(layout.rowOf.get(no)!, matrixColumnNumber.get(key)!);
}
