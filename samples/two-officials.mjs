// Two officials of one department who go on with copies of one workbook: what each of them enters. All of it is invented.
import { cellBefore, nispPlan } from '../dist/core/index.js';
import { changeableFile, checkFiles } from '../dist/sync/index.js';

/** Number, column and value of each entry, in the order in which they are made. */
export const firstEntries = {
  sectionOfficer: [
    ['1', 'status', 'In progress'],
    ['1', 'progress', 0.4],
    [
      '1',
      'remarks',
      'Draft circulated to the Home, Law and Finance Departments on 4 March; comments are due by the end of April.',
    ],
    ['4a', 'status', 'Completed'],
    ['5a', 'status', 'In progress'],
  ],
  deputySecretary: [
    ['1', 'due', { date: '2019-12-31' }],
    ['1', 'focalPerson', 'Deputy Secretary (Judicial)'],
    ['4a', 'status', 'On hold'],
    ['4a', 'remarks', 'The Finance Department has asked for a revised costing.'],
    ['5a', 'status', 'In progress'],
  ],
};

/** What they agree on when they have seen that they differ. */
export const agreed = [['4a', 'status', 'In progress']];

/** Enters values into a workbook of the plan, as a person types them into its worksheet Matrix. */
export async function enter(path, entries) {
  const cells = new Map();
  for await (const { submission } of checkFiles([path], { plan: nispPlan })) {
    for (const [no, entry] of submission.entries) cells.set(no, entry.cells);
  }
  const workbook = changeableFile(path);
  const { snapshot } = await workbook.read();
  await workbook.change(
    entries.map(([no, field, value]) => {
      const range = cells.get(no).get(field);
      return { worksheet: 'Matrix', range, value, before: cellBefore(snapshot, 'Matrix', range) };
    }),
  );
}
