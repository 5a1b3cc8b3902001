/** The page that the tests of the view look at: the panel over a workbook in memory, which the query chooses. */
import {
  buildUnitWorkbook,
  hasPart,
  HostError,
  nispPlan,
  parsePeriod,
  snapshotOf,
  statuses,
  templateVersion,
  type EntryValues,
  type Submission,
} from '../../../core/index.js';
import { createPanelModel, type PanelModel } from '../../../panel/index.js';
import { mountPanel, type Appearance, type MountedPanel } from '../../../panel/view/index.js';
import { createMemoryPanelHost, type MemoryPanelHost } from '../../fakes/memory-panel-host.js';
import { text } from '../../support/snapshot.js';

/** What tests reach from outside. */
export interface PanelPage {
  readonly host: MemoryPanelHost;
  readonly model: PanelModel;
  readonly panel: MountedPanel;
  readonly HostError: typeof HostError;
  /** The cell of a field of an intervention. */
  readonly cellOf: (no: string, field: keyof EntryValues) => string;
}

const unit = 'punjab';
const period = parsePeriod('2019-Q1')!;
const own = nispPlan.interventions.filter(
  (intervention) => hasPart(intervention, unit) && !intervention.isContainer,
);

/** A sound entry for two interventions of three, of every status in turn. */
function soundEntries(): ReadonlyMap<string, EntryValues> {
  return new Map(
    own.flatMap(({ no }, index): [string, EntryValues][] => {
      const status = statuses[index % statuses.length]!;
      if (index % 3 === 2) return [];
      const hasBegun = status !== 'Not started';
      return [
        [
          no,
          {
            status,
            progress: status === 'Completed' ? 1 : hasBegun ? 0.4 : 0,
            ...(hasBegun ? { start: '2018-03-01' } : {}),
            due: index % 4 === 0 ? '2019-02-28' : '2020-12-31',
            ...(index % 2 === 0 ? { budget: 120.5 + index, spent: 12 } : {}),
            updatedOn: '2019-03-20',
            focalPerson: 'Section Officer (Internal Security)',
            evidence: 'Notification SO(IS) 4-2/2019',
            remarks: 'منظوری کا انتظار ہے',
          },
        ],
      ];
    }),
  );
}

const built = (entries: ReadonlyMap<string, EntryValues>) =>
  snapshotOf(buildUnitWorkbook({ plan: nispPlan, unit, period, entries, base: new Map() }));

/** The workbooks that the query's `scene` names. */
const scenes: Readonly<Record<string, () => MemoryPanelHost>> = {
  none: () => createMemoryPanelHost(),
  sound: () => createMemoryPanelHost(built(soundEntries())),
  /** Nothing to be found: each row says all that it should. */
  flawless: () =>
    createMemoryPanelHost(
      built(
        new Map(
          own.map(({ no }) => [
            no,
            {
              timeline: 'Short Term',
              status: 'Not started',
              progress: 0,
              due: '2020-12-31',
              updatedOn: '2019-03-20',
              focalPerson: 'Section Officer (Internal Security)',
            },
          ]),
        ),
      ),
    ),
  /** The layout of a later version. */
  unusable: () => {
    const workbook = built(soundEntries());
    return createMemoryPanelHost({
      ...workbook,
      worksheets: workbook.worksheets.map((worksheet) =>
        worksheet.name === '_nisp'
          ? {
              ...worksheet,
              rows: worksheet.rows.map((row) => ({
                ...row,
                cells: row.cells.map((cell) =>
                  cell.content?.kind === 'text' && cell.content.text === templateVersion
                    ? { ...cell, content: text('99.0.0') }
                    : cell,
                ),
              })),
            }
          : worksheet,
      ),
    });
  },
};

const query = new URLSearchParams(location.search);
const host = (scenes[query.get('scene') ?? 'none'] ?? scenes.none!)();
const model = createPanelModel({ host, plan: nispPlan });
const appearance = query.get('appearance') as Appearance | null;
const panel = mountPanel(document.getElementById('panel')!, model, {
  program: 'Excel',
  ...(appearance === null ? {} : { appearance }),
});

const submission = (): Submission => {
  const { workbook } = model.state;
  if (workbook.kind !== 'matrix') throw new Error(`The workbook is ${workbook.kind}`);
  return workbook.submission;
};
const page: PanelPage = {
  host,
  model,
  panel,
  HostError,
  cellOf: (no, field) => submission().entries.get(no)!.cells.get(field)!,
};
Object.assign(globalThis, { page });
await model.open();
if (query.get('scene') === 'sound' && query.has('mistakes')) {
  // A person at work: a status misspelt here and there, a wrong percentage, a date that is none, a text pasted far down.
  const wrong = own.slice(0, Number(query.get('mistakes')));
  host.type(
    'Matrix',
    Object.fromEntries(
      wrong.map(({ no }, index) =>
        index % 4 === 3
          ? [page.cellOf(no, 'due'), text('31/02/2019')]
          : index % 4 === 2
            ? [page.cellOf(no, 'progress'), { kind: 'number', value: 80 }]
            : index % 4 === 1
              ? [page.cellOf(no, 'status'), text('Nearly')]
              : [page.cellOf(no, 'status'), text('in-progress')],
      ),
    ),
  );
  await model.check();
  model.dismissNotice();
}
document.documentElement.dataset.ready = 'true';
