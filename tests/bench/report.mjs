// The figures as a person reads them.

/** Lines of cells under headings; the first column is text, the others are numbers. */
function table(headings, lines) {
  const all = [headings, ...lines];
  const widths = headings.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  const show = (line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  ');
  return [show(headings), widths.map((width) => '─'.repeat(width)).join('  '), ...lines.map(show)].join('\n');
}

const fixed = (number, digits) => number.toFixed(digits);
const spread = ({ median, least, most }, digits) =>
  `${fixed(median, digits)} (${fixed(least, digits)}–${fixed(most, digits)})`;
const times = (ratio) => (ratio ? `${fixed(ratio.median, 2)} ×` : '–');
const megabytes = (bytes) => `${fixed(bytes / 2 ** 20, 0)} MB`;

export function machineReport(machine, { folder, hasLibreOffice, samples, counts, quick }) {
  const { node, system, processor, cores, gigabytes, loadBefore, loadAfter, isPinned } = machine;
  return [
    `NISP Matrix benchmark${quick ? ' (quick: the figures mean nothing)' : ''}`,
    `${node} on ${system}, ${cores} cores (${processor}), ${fixed(gigabytes, 0)} GB; load ${fixed(loadBefore, 1)} before, ${fixed(loadAfter, 1)} after`,
    `Workbooks: ${folder}. ${samples} are read one by one, ${counts.join(' and ')} consolidated; no two are alike.`,
    hasLibreOffice
      ? 'A third as this project paints them, a third saved by LibreOffice, a third by SheetJS.'
      : 'LibreOffice (soffice) is not installed: no workbook was saved by it. Two thirds as this project paints them, a third by SheetJS.',
    isPinned
      ? 'Each reader runs in a process of its own, kept on one core with all its threads (taskset).'
      : 'Each reader runs in a process of its own. There is no taskset here: its threads may use other cores.',
  ].join('\n');
}

export function readingReport(reading) {
  const measured = reading.filter(({ cpu }) => cpu);
  const lines = measured.map(({ title, cpu, toFloor, toNeeded, toRead, toCheck, cells }) => [
    title,
    spread(cpu, 1),
    times(toFloor),
    times(toNeeded),
    times(toRead),
    times(toCheck),
    cells === null ? '–' : String(cells),
  ]);
  const absent = reading
    .filter(({ cpu }) => !cpu)
    .map(({ title, missing, failed }) => `Not measured: ${title}: ${missing ?? `it failed: ${failed}`}.`);
  const seen = measured.filter(({ cells }) => cells !== null);
  const expected = seen.find(({ name }) => name === 'read')?.cells;
  const others = seen
    .filter(({ cells }) => cells !== expected)
    .map(
      ({ title, cells, quirk }) =>
        `${title} sees ${cells} filled cells where we see ${expected}${quirk ? `: ${quirk}` : ''}.`,
    );
  const versions = measured
    .filter(({ name }) => name === 'openpyxl')
    .map(({ title, version }) => `${title} is ${version}.`);
  const check = reading.find(({ name }) => name === 'check');
  const writers = (check?.writers ?? []).map(
    ({ writer, cpu, toFloor }) => `${writer} ${fixed(cpu.median, 1)} ms (${times(toFloor)})`,
  );
  return [
    `Reading a workbook, milliseconds of one core: median of ${measured[0]?.rounds ?? 0} rounds (least–most)`,
    'and, round by round, the ratio to the floor, to the floor over the parts that we need, to our read, to our read + check',
    '',
    table(['Reader', 'ms a file', '÷ floor', '÷ needed', '÷ read', '÷ read + check', 'filled cells'], lines),
    '',
    'Floor: every part unpacked by node:zlib (no checksum), decoded as UTF-8, and every XML part parsed by saxes with handlers',
    'that note nothing. Readers are set to the least work that gives every value, of the worksheets with entries only where',
    'they can be told so. They are given bytes in memory. Read + check also applies every rule and makes the findings.',
    ...(writers.length > 0 ? [`Read + check by who saved the workbook: ${writers.join(', ')}.`] : []),
    ...versions,
    ...others,
    ...absent,
  ].join('\n');
}

export function consolidationReport(consolidations, paintings) {
  const lines = consolidations.map((run) =>
    run.failed === undefined
      ? [
          `${run.files} files, ${run.threads} ${run.threads === 1 ? 'thread' : 'threads'}`,
          `${fixed(run.wall, 1)} s`,
          `${fixed(run.cpu, 1)} s`,
          fixed(run.cpu / run.wall, 2),
          fixed(run.taken, 2),
          fixed(run.files / run.wall, 1),
          megabytes(run.rss),
          megabytes(run.maxRss),
          String(run.findings),
          String(run.conflicts),
        ]
      : [
          `${run.files} files, threads ${run.threads}: ${run.failed}`,
          ...Array.from({ length: 9 }, () => '–'),
        ],
  );
  const painted = paintings.map((run) => {
    if (run.failed !== undefined)
      return `National workbook of ${run.files} files: not painted: ${run.failed}`;
    const { result, wall, cpu, rss } = run.painting;
    return `National workbook of ${run.files} files: painted in ${fixed(wall, 1)} s (${fixed(cpu, 1)} s of a core), ${megabytes(result)}, memory up to ${megabytes(rss)}`;
  });
  const headings = [
    'Consolidating',
    'time',
    'CPU',
    'cores busy',
    'by others',
    'files/s',
    'sampled',
    'peak',
    'findings',
    'conflicts',
  ];
  return [
    'Reading, checking and consolidating, from the disk to the merged figures. Threads are those that read; one more merges.',
    '',
    table(headings, lines),
    '',
    ...painted,
  ].join('\n');
}

export function sheetsReport(run) {
  if (run.failed !== undefined) return `Consolidating Google Sheets: not measured: ${run.failed}`;
  return [
    'Consolidating Google Sheets, as nisp consolidate does, from the fake API of the tests (tests/fakes/sheets-api) in virtual time: it',
    'answers within 0.7 s and holds everybody to Google’s quotas, 60 reads a minute for a user and 300 for a project, in any minute.',
    `${run.read} of ${run.sheets} sheets read in ${fixed(run.seconds / 60, 1)} minutes with ${run.requests} requests: ${run.callsOfSheet} for a sheet at most, ${run.waits} waits, ${run.breaches} requests too many.`,
  ].join('\n');
}

const sumOf = (kinds, key) => kinds.reduce((sum, kind) => sum + kind[key], 0);

export function mergeReport(merges) {
  const [ours, daff] = merges;
  const failed = merges
    .filter((run) => run.failed !== undefined)
    .map((run) => `Merging by ${run.title}: not measured: ${run.failed}`);
  if (failed.length > 0) return failed.join('\n');
  const lines = ours.kinds.map((kind, index) => [
    kind.disturbance,
    String(kind.pairs),
    String(kind.edits),
    String(kind.conflicts),
    String(daff.kinds[index].conflicts),
    String(kind.lost),
    String(daff.kinds[index].lost),
  ]);
  const all = [
    'all',
    ...['pairs', 'edits'].map((key) => String(sumOf(ours.kinds, key))),
    ...['conflicts', 'lost'].flatMap((key) => merges.map(({ kinds }) => String(sumOf(kinds, key)))),
  ];
  const times = merges.map(
    (run) =>
      `${run.title}: ${fixed(run.median, 1)} ms of a core for a merge (${fixed(run.least, 1)}–${fixed(run.most, 1)}), ${fixed(run.total, 1)} s in all, memory up to ${megabytes(run.maxRss)}.`,
  );
  return [
    `Merging ${ours.merges} pairs of workbooks of ${ours.rows} rows. Both had been handed out alike; each person changed some 40 cells, four of`,
    'them the same as the other, and the first also did to the worksheet what the line says. An edit counts as lost if neither merged',
    'side holds it and no conflict names it. A row or column that is gone is nobody’s wish that the other’s entries in it should go.',
    '',
    table(
      ['The first also', 'pairs', 'edits', 'conflicts: ours', 'daff', 'lost edits: ours', 'daff'],
      [...lines, all],
    ),
    '',
    ...times,
    'Ours is planSync, which reads both worksheets, merges, finds where each cell stands and makes the findings. daff is given the',
    'same worksheets as tables of texts that are made beforehand, the numbers as its key, and merges as `daff merge --id` does.',
  ].join('\n');
}

export function targetsReport(targets, quick) {
  const words = { true: 'met', false: 'NOT met', null: '–' };
  const lines = targets.map(({ what, shown, isMet }) => `  ${words[isMet].padEnd(8)}${what}: ${shown}`);
  return [`Targets${quick ? ' (quick: they mean nothing)' : ''}`, ...lines].join('\n');
}
