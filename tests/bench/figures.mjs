// What the measurements come to: medians, ratios within each round, and whether the targets are met.

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Median, least and most of some numbers. */
const spreadOf = (numbers) => ({
  median: middle(numbers),
  least: Math.min(...numbers),
  most: Math.max(...numbers),
});

/** Milliseconds of a core for each file, round by round. */
const perFile = ({ rounds }, isWanted = () => true) =>
  rounds.map(({ cpu }) => {
    const wanted = cpu.filter((_, index) => isWanted(index));
    return sum(wanted) / wanted.length;
  });

const divide = (numbers, by) => numbers.slice(0, by.length).map((number, index) => number / by[index]);

/**
 * The figures of each contestant: milliseconds for a file, ratios to the floors and to ours round by round, and the filled
 * cells that it saw; `missing` or `failed` where there are none.
 */
export function summarise(contestants, { turns, missing, samples }) {
  const times = (name, isWanted) => {
    const result = turns.get(name);
    return result?.rounds?.length > 0 ? perFile(result, isWanted) : null;
  };
  const ratio = (name, to, isWanted) => {
    const [own, other] = [times(name, isWanted), times(to, isWanted)];
    return own && other ? spreadOf(divide(own, other)) : null;
  };
  const kinds = [...new Set(samples.map(({ writer }) => writer))];
  return contestants.map(({ name, title, kind, quirk }) => {
    const result = turns.get(name);
    if (!result) return { name, title, kind, missing: missing.get(name) };
    if (result.failed !== undefined) return { name, title, kind, failed: result.failed };
    const cells = result.rounds[0].cells;
    return {
      name,
      title,
      kind,
      quirk,
      version: result.version,
      rounds: result.rounds.length,
      cpu: spreadOf(perFile(result)),
      wall: spreadOf(result.rounds.map(({ wall }) => sum(wall) / wall.length)),
      toFloor: ratio(name, 'floor'),
      toNeeded: ratio(name, 'floor-needed'),
      toRead: ratio(name, 'read'),
      toCheck: ratio(name, 'check'),
      cells: cells.includes(null) ? null : sum(cells),
      writers: kinds.map((writer) => {
        const isWanted = (index) => samples[index].writer === writer;
        return { writer, cpu: spreadOf(perFile(result, isWanted)), toFloor: ratio(name, 'floor', isWanted) };
      }),
    };
  });
}

const mostOfFloor = 1.5;
const leastAhead = 2;
const mostMegabytes = 400;
/** Of all cores, how many must be at work on average. */
const leastBusy = 0.75;

const mostCallsOfSheet = 3;

/** The targets, each with its figure and whether it is met; null where it could not be measured. */
export function targetsOf(reading, consolidations, cores, sheets, merges) {
  const of = (name) => reading.find((contestant) => contestant.name === name);
  const floor = of('check').toFloor?.median ?? null;
  const peers = reading.filter(({ kind, cpu }) => kind === 'peer' && cpu);
  const quickest = (key) =>
    peers.reduce(
      (least, peer) => (least === null || peer[key].median < least[key].median ? peer : least),
      null,
    );
  const measured = consolidations.filter(({ failed }) => failed === undefined);
  const isWhole = measured.length === consolidations.length;
  const memory = isWhole ? Math.max(...measured.map(({ maxRss }) => maxRss)) / 2 ** 20 : null;
  const many = measured.filter(({ threads }) => threads === cores).at(-1);
  const busy = many ? many.cpu / many.wall / Math.max(1, cores - many.taken) : null;
  const target = (what, figure, isMet, shown) => ({
    what,
    figure,
    isMet: figure === null ? null : isMet(figure),
    shown,
  });
  const ahead = (key, what) => {
    const peer = quickest(key);
    return target(
      `${what}: at least ${leastAhead} × as quick as every peer`,
      peer?.[key].median ?? null,
      (figure) => figure >= leastAhead,
      (figure) => `${figure.toFixed(2)} × (${peer.title})`,
    );
  };
  const [ours] = merges;
  return [
    target(
      `Read and check: at most ${mostOfFloor} × the floor, on one core`,
      floor,
      (figure) => figure <= mostOfFloor,
      (figure) => `${figure.toFixed(2)} ×`,
    ),
    ahead('toRead', 'Read'),
    ahead('toCheck', 'Read and check, the peers only reading'),
    target(
      `Consolidate: less than ${mostMegabytes} MB, whatever the number`,
      memory,
      (figure) => figure < mostMegabytes,
      (figure) => `${figure.toFixed(0)} MB`,
    ),
    target(
      `Consolidate: all cores at work (${leastBusy * 100} % of those that others left)`,
      cores > 1 ? busy : null,
      (figure) => figure >= leastBusy,
      (figure) => `${(figure * 100).toFixed(0)} % of ${(cores - many.taken).toFixed(1)}`,
    ),
    target(
      `Google Sheets: at most ${mostCallsOfSheet} requests for a sheet`,
      sheets.callsOfSheet ?? null,
      (figure) => figure <= mostCallsOfSheet,
      (figure) => `${figure}`,
    ),
    target(
      'Google Sheets: no request more than the quotas allow',
      sheets.breaches ?? null,
      (figure) => figure === 0,
      (figure) => `${figure} too many`,
    ),
    target(
      'Merge: no edit lost',
      ours.kinds ? sum(ours.kinds.map(({ lost }) => lost)) : null,
      (figure) => figure === 0,
      (figure) => `${figure} lost`,
    ),
  ].map(({ shown, figure, ...rest }) => ({
    ...rest,
    figure,
    shown: figure === null ? 'not measured' : shown(figure),
  }));
}
