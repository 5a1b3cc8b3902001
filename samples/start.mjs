// `npm start`: the main job from end to end on the sample workbooks, each step being a command that you can type.
// Results are left in out/.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { agreed, enter, firstEntries } from './two-officials.mjs';

const root = join(import.meta.dirname, '..');
const nisp = join(root, 'dist', 'sync', 'cli', 'nisp.js');
const timelines = ['--timelines', 'samples/illustrative-timelines.csv'];

const officials = ['out/sync/section-officer.xlsx', 'out/sync/deputy-secretary.xlsx'];
const [sectionOfficer, deputySecretary] = officials.map((path) => join(root, path));

/** Each of them works in a copy of the workbook that was handed out. */
async function workInCopies() {
  mkdirSync(join(root, 'out', 'sync'));
  for (const path of [sectionOfficer, deputySecretary]) {
    copyFileSync(join(root, 'out', 'handout', 'NISP-2019-Q1-punjab.xlsx'), path);
  }
  await enter(sectionOfficer, firstEntries.sectionOfficer);
  await enter(deputySecretary, firstEntries.deputySecretary);
}

/** The commands; `before` is what people do in between. */
const steps = [
  {
    title: '1. Build the workbook of every reporting unit for the quarter',
    args: ['build', '--period', '2019-Q1', '--out', 'out/handout', ...timelines],
  },
  {
    title: '2. Check what came back, and write the findings into copies',
    args: ['validate', 'samples/2019-Q1', '--annotate', '--out', 'out/checked', ...timelines],
  },
  {
    title: '3. Roll up one unit',
    args: ['roll-up', 'samples/2019-Q1/Punjab NISP Q1 final.xlsx', ...timelines],
  },
  {
    title: '4. Consolidate all units into the national workbook',
    args: [
      'consolidate',
      'samples/2019-Q1',
      '--period',
      '2019-Q1',
      '--out',
      'out/NISP-2019-Q1-national.xlsx',
      ...timelines,
    ],
  },
  {
    title: '5. Two officials have worked in copies of one workbook: what would syncing them change?',
    before: workInCopies,
    args: ['sync', ...officials, '--dry-run'],
  },
  {
    title: '6. Sync them: what only one of them changed is taken over, what both changed is kept',
    args: ['sync', ...officials],
  },
  {
    title: '7. They have agreed, and the section officer has entered it: sync again',
    before: () => enter(sectionOfficer, agreed),
    args: ['sync', ...officials],
  },
];

const shown = (arg) => (/[\s()]/.test(arg) ? `"${arg}"` : arg);
const rule = '─'.repeat(Math.min(process.stdout.columns ?? 100, 100));

rmSync(join(root, 'out'), { recursive: true, force: true });
for (const { title, before, args } of steps) {
  await before?.();
  process.stdout.write(`${rule}\n${title}\n$ nisp ${args.map(shown).join(' ')}\n\n`);
  const { status } = spawnSync(process.execPath, [nisp, ...args], { cwd: root, stdio: 'inherit' });
  // 1 means that there are findings: the samples are full of them.
  if (status !== 0 && status !== 1) process.exit(status ?? 1);
  process.stdout.write('\n');
}
process.stdout.write(
  `${rule}\nEverything is in ${relative(process.cwd(), join(root, 'out')) || '.'}: open out/NISP-2019-Q1-national.xlsx, a checked copy in out/checked, or the synced copies in out/sync.\n` +
    'The samples’ entries and timelines are invented; nothing here says anything about the real implementation.\n',
);
