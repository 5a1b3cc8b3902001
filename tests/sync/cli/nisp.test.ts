// The command line as a person meets it: on the samples, with files that are there already, broken, missing or hostile.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
// The compiled program, because its workers are compiled files: `npm test` builds it first.
import { run } from '../../../dist/sync/cli/nisp.js';
import type { Terminal } from '../../../sync/cli/terminal.js';

const root = join(import.meta.dirname, '..', '..', '..');
const samples = join(root, 'samples', '2019-Q1');
const timelines = ['--timelines', join(root, 'samples', 'illustrative-timelines.csv')];
const punjab = join(samples, 'Punjab NISP Q1 final.xlsx');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nisp-cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `nisp` and gives its exit code and what it printed. */
async function nisp(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => (printed.out += text),
    err: (text) => (printed.err += text),
    isInteractive: false,
    colour: false,
    width: 120,
  };
  const code = await run(args, terminal);
  return { code, ...printed };
}

const json = (text: string) => JSON.parse(text) as Record<string, never>;

describe('nisp', () => {
  it('--help names every command and the exit codes', async () => {
    const { code, out } = await nisp('--help');
    expect(code).toBe(0);
    for (const word of ['build', 'validate', 'roll-up', 'consolidate', 'plan', 'Exit codes'])
      expect(out).toContain(word);
  });

  it.each(['build', 'validate', 'roll-up', 'consolidate', 'plan'])(
    '%s --help shows examples',
    async (command) => {
      const { code, out } = await nisp(command, '--help');
      expect(code).toBe(0);
      expect(out).toContain('Examples:');
      expect(out).toContain('--json');
    },
  );

  it('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect((await nisp('--version')).out.trim()).toBe(version);
  });

  it.each([
    ['an unknown command', ['bild']],
    ['an unknown option', ['build', '--period', '2019-Q1', '--colour']],
    ['no period', ['build']],
    ['a period that is none', ['build', '--period', '2019-Q5']],
    ['an unknown unit', ['build', '--period', '2019-Q1', '--unit', 'Atlantis']],
    ['a day that is none', ['roll-up', punjab, '--as-of', '2019-02-30']],
    ['an intervention that is none', ['plan', '999']],
    ['no file', ['validate']],
  ])('%s is wrong usage: 2, said on stderr', async (_, args) => {
    const { code, out, err } = await nisp(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).not.toBe('');
  });

  it('is a program that can be started, and ends quietly when its reader does', () => {
    const program = join(root, 'dist', 'sync', 'cli', 'nisp.js');
    const { status, stdout } = spawnSync(process.execPath, [program, 'plan', '9a'], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('Code of Criminal Procedure');
    const piped = spawnSync('sh', ['-c', `"${process.execPath}" "${program}" plan --json | head -c 100`], {
      encoding: 'utf8',
    });
    expect(piped.stderr).not.toContain('EPIPE');
  });
});

describe('nisp plan', () => {
  it('shows the plan: pillars with their goals, units with what they report', async () => {
    const { out } = await nisp('plan');
    expect(out).toContain('177 rows: 172 interventions that are counted, 5 that are derived');
    expect(out).toMatch(/Reconcile\s+Political stability/);
    expect(out).toContain('Timelines set: 0 of 177');
  });

  it('shows one intervention with the difference to section H', async () => {
    const { out } = await nisp('plan', '9A');
    expect(out).toContain('Code of Criminal Procedure 1898');
    expect(out).toContain('Sub-item of');
  });

  it('writes the plan as a pattern that it takes again, with the timelines given', async () => {
    const { out } = await nisp('plan', '--json', ...timelines);
    const path = join(folder, 'plan.json');
    writeFileSync(path, out);
    const again = await nisp('plan', '--plan', path);
    expect(again.code).toBe(0);
    expect(again.out).toContain('Timelines set: 177 of 177');
  });

  it('says every fault of a broken plan file: 1', async () => {
    const file = json((await nisp('plan', '--json')).out) as unknown as {
      interventions: { no: string; bodies: string[] }[];
    };
    file.interventions[3]!.bodies = ['nobody'];
    file.interventions[9]!.no = '9';
    const path = join(folder, 'broken.json');
    writeFileSync(path, JSON.stringify(file));
    const { code, err } = await nisp('plan', '--plan', path);
    expect(code).toBe(1);
    expect(err).toContain('nobody');
    expect(err).toContain('Intervention 9');
  });

  it('a plan file that is not JSON is wrong usage, one that is missing is a file: 2, 3', async () => {
    const path = join(folder, 'not.json');
    writeFileSync(path, 'no json');
    expect((await nisp('plan', '--plan', path)).code).toBe(2);
    expect((await nisp('plan', '--plan', join(folder, 'nowhere.json'))).code).toBe(3);
  });
});

describe('nisp build', () => {
  it('builds a workbook for each unit and says that no timeline is set', async () => {
    const { code, out } = await nisp('build', '-p', '2019-Q1', '-o', folder);
    expect(code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(
      [
        'federal',
        'punjab',
        'sindh',
        'khyber-pakhtunkhwa',
        'balochistan',
        'gilgit-baltistan',
        'azad-jammu-kashmir',
        'islamabad-capital-territory',
      ]
        .map((unit) => `NISP-2019-Q1-${unit}.xlsx`)
        .sort(),
    );
    expect(out).toContain('177 of 177 timelines are not set');
  });

  it('what it builds has nothing wrong but that it is empty', async () => {
    await nisp('build', '-p', '2019-Q1', '-u', 'KP', '-o', folder, ...timelines);
    const { out } = await nisp('validate', folder, '--json', ...timelines);
    const { files } = JSON.parse(out) as { files: { unit: string; diagnostics: { code: string }[] }[] };
    expect(files[0]!.unit).toBe('khyber-pakhtunkhwa');
    expect(files[0]!.diagnostics.map(({ code }) => code)).toEqual(['submission/empty']);
  });

  it('overwrites nothing without --force, and with it keeps a backup', async () => {
    const args = ['build', '-p', '2019-Q1', '-o', folder, '-u', 'punjab'];
    const path = join(folder, 'NISP-2019-Q1-punjab.xlsx');
    writeFileSync(path, 'somebody’s work');
    const refused = await nisp(...args, 'sindh');
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('--force');
    expect(readFileSync(path, 'utf8')).toBe('somebody’s work');
    expect(readdirSync(folder)).toEqual(['NISP-2019-Q1-punjab.xlsx']);

    expect((await nisp(...args, '--force')).code).toBe(0);
    expect(readFileSync(join(folder, 'NISP-2019-Q1-punjab.backup.xlsx'), 'utf8')).toBe('somebody’s work');
  });
});

describe('nisp build --from', () => {
  it('begins with what each unit reported last, and says what it could not take over: 1', async () => {
    const args = ['build', '-p', '2019-Q2', '-o', folder, '--from', samples, ...timelines];
    const { code, out } = await nisp(...args);
    expect(code).toBe(1);
    expect(out).toMatch(/Punjab\s+88\s+2019-Q1/);
    expect(out).toContain('Islamabad Capital Territory: 3 cells were not taken over');
    const count = async (...which: string[]) =>
      (
        JSON.parse(
          (await nisp('roll-up', ...which, '--as-of', '2019-03-31', '--json', ...timelines)).out,
        ) as {
          total: unknown;
        }
      ).total;
    // Two units whose workbooks had nothing that could not be used.
    for (const [unit, file] of [
      ['federal', 'NISP-2019-Q1-federal.xlsx'],
      ['sindh', 'NISP-2019-Q1-sindh.xlsx'],
    ] as const) {
      expect(await count(join(folder, `NISP-2019-Q2-${unit}.xlsx`))).toEqual(
        await count(join(samples, file)),
      );
    }
    // Nothing is new in it yet.
    const checked = await nisp('validate', join(folder, 'NISP-2019-Q2-sindh.xlsx'), ...timelines);
    expect(checked.out).toContain('Nothing was entered since this workbook was built');
  });

  it('takes no workbook of the same quarter: 2', async () => {
    const { code, err } = await nisp('build', '-p', '2019-Q1', '-o', folder, '--from', punjab, ...timelines);
    expect(code).toBe(2);
    expect(err).toContain('not before 2019-Q1');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('nisp validate', () => {
  it('says file, cell, what is wrong and what to do: 1', async () => {
    const { code, out } = await nisp('validate', punjab, ...timelines);
    expect(code).toBe(1);
    expect(out).toContain('Punjab NISP Q1 final.xlsx  Punjab · 2019-Q1');
    expect(out).toContain('Matrix!F39 (14 Status)  “Complted” is not a status.');
    expect(out).toContain('Did you mean “Completed”?');
  });

  it('writes the findings into a copy and leaves the workbook as it was', async () => {
    const before = readFileSync(punjab);
    const { out } = await nisp('validate', punjab, '--annotate', '-o', folder, ...timelines);
    expect(readFileSync(punjab).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['Punjab NISP Q1 final.checked.xlsx']);
    expect(out).toContain('cells with a note');
    // The copy says of itself what the workbook said, and annotating it again changes not a byte.
    const copy = join(folder, 'Punjab NISP Q1 final.checked.xlsx');
    const again = await nisp('validate', copy, '--annotate', '-o', folder, '--json', ...timelines);
    const { files } = JSON.parse(again.out) as { files: { copy: { path: string }; counts: unknown }[] };
    expect(readFileSync(files[0]!.copy.path).equals(readFileSync(copy))).toBe(true);
    const original = JSON.parse((await nisp('validate', punjab, '--json', ...timelines)).out) as {
      counts: unknown;
    };
    expect(files[0]!.counts).toEqual(original.counts);
  });

  it('begins no copies that it could not all write: 2 for two of one name, 3 for one that is there', async () => {
    for (const below of ['a', 'b']) {
      mkdirSync(join(folder, below));
      copyFileSync(punjab, join(folder, below, 'پنجاب.xlsx'));
    }
    const out = join(folder, 'out');
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    const same = await nisp('validate', a, b, '--annotate', '-o', out, ...timelines);
    expect(same.code).toBe(2);
    expect(same.err).toContain('پنجاب.checked.xlsx');
    expect(existsSync(out)).toBe(false);

    expect((await nisp('validate', a, '--annotate', '-o', out, ...timelines)).code).toBe(1);
    const before = readFileSync(join(out, 'پنجاب.checked.xlsx'));
    const again = await nisp('validate', a, punjab, '--annotate', '-o', out, ...timelines);
    expect(again.code).toBe(3);
    expect(again.err).toContain('--force');
    expect(readdirSync(out)).toEqual(['پنجاب.checked.xlsx']);
    expect(readFileSync(join(out, 'پنجاب.checked.xlsx')).equals(before)).toBe(true);
  });

  it('--fix mends what can be mended safely, and what is left is less', async () => {
    const { out } = await nisp('validate', punjab, '--fix', '-o', folder, '--json', ...timelines);
    const { files } = JSON.parse(out) as {
      files: { copy: { fixed: number; path: string }; diagnostics: { code: string; fix?: unknown }[] }[];
    };
    expect(files[0]!.copy.fixed).toBeGreaterThanOrEqual(5);
    const left = files[0]!.diagnostics.map(({ code }) => code);
    for (const mended of ['date/as-text', 'number/as-text', 'status/spelling', 'validation/lost'])
      expect(left).not.toContain(mended);
    expect(left).toContain('status/unknown');
  });

  it('refuses what is no workbook, goes on with the rest, and touches nothing of it', async () => {
    copyFileSync(punjab, join(folder, 'a.xlsx'));
    writeFileSync(join(folder, 'b.xlsx'), readFileSync(punjab).subarray(0, 5000));
    writeFileSync(join(folder, 'c.xlsx'), '');
    writeFileSync(join(folder, '~$a.xlsx'), 'lock');
    const { code, out } = await nisp(
      'validate',
      folder,
      '--annotate',
      '-o',
      join(folder, 'out'),
      ...timelines,
    );
    expect(code).toBe(1);
    expect(out).toContain('The file is cut off');
    expect(out).toContain('The file is empty (0 bytes)');
    expect(out).toMatch(/^3 workbooks:/m);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.checked.xlsx']);
  });

  it('refuses the workbook of another unit or quarter than the one asked for', async () => {
    const unit = await nisp('validate', punjab, '--unit', 'sindh', ...timelines);
    expect(unit.out).toContain('This is the workbook of Punjab, not of Sindh.');
    const period = await nisp('validate', punjab, '--period', '2019-Q2', ...timelines);
    expect(period.out).toContain('This is the workbook for 2019-Q1, not for 2019-Q2.');
  });

  it('a file that is not there is a file: 3', async () => {
    expect((await nisp('validate', join(folder, 'nowhere.xlsx'))).code).toBe(3);
  });

  it('prints nothing from a file that could steer the terminal', async () => {
    const path = join(folder, 'evil\u001b[2J.xlsx');
    writeFileSync(path, 'x');
    const { out } = await nisp('validate', path);
    expect(out).not.toContain('\u001b');
  });
});

describe('nisp roll-up', () => {
  it('counts a workbook per pillar and says why rows have no status', async () => {
    const { out } = await nisp('roll-up', punjab, ...timelines);
    expect(out).toMatch(/^All\s+88\s/m);
    expect(out).toMatch(/rows have a status; without one: .*1 unclear/);
  });

  it.each(['section', 'body', 'priority'])('groups by %s', async (by) => {
    const { out } = await nisp('roll-up', samples, '--by', by, '--json', ...timelines);
    const { groups, units } = JSON.parse(out) as { groups: unknown[]; units: string[] };
    expect(groups.length).toBeGreaterThan(2);
    expect(units).toHaveLength(8);
  });

  it('says which file was not read', async () => {
    writeFileSync(join(folder, 'x.xlsx'), 'x');
    const { code, err } = await nisp('roll-up', punjab, folder, ...timelines);
    expect(code).toBe(1);
    expect(err).toContain('Not read: x.xlsx');
  });
});

describe('nisp consolidate', () => {
  const national = () => join(folder, 'national.xlsx');

  it('consolidates the samples, shows the result, and writes one workbook', async () => {
    const { code, out } = await nisp('consolidate', samples, '-p', '2019-Q1', '-o', national(), ...timelines);
    expect(code).toBe(1);
    expect(out).toMatch(/Gilgit-Baltistan\s+Nil return/);
    expect(out).toMatch(/Islamabad Capital Territory\s+In conflict/);
    expect(out).toMatch(/^All\s+760\s/m);
    expect(existsSync(national())).toBe(true);
  });

  it('gives the same bytes whatever the order of the files', async () => {
    const files = readdirSync(samples).map((name) => join(samples, name));
    await nisp('consolidate', ...files, '-p', '2019-Q1', '-o', national(), ...timelines);
    const other = join(folder, 'other.xlsx');
    await nisp('consolidate', ...files.reverse(), '-p', '2019-Q1', '-o', other, ...timelines);
    expect(readFileSync(other).equals(readFileSync(national()))).toBe(true);
  });

  it('lists a unit that did not submit, and a file of another quarter as refused', async () => {
    const { out } = await nisp(
      'consolidate',
      punjab,
      '-p',
      '2019-Q2',
      '-o',
      national(),
      '--json',
      ...timelines,
    );
    const { units, refused } = JSON.parse(out) as {
      units: { unit: string; state: string }[];
      refused: { file: string; unit: string; diagnostics: { code: string }[] }[];
    };
    expect(units.find(({ unit }) => unit === 'sindh')!.state).toBe('not-submitted');
    expect(units.find(({ unit }) => unit === 'punjab')!.state).toBe('refused');
    expect(refused[0]!.diagnostics[0]!.code).toBe('workbook/period-different');
  });

  it('overwrites nothing without --force', async () => {
    writeFileSync(national(), 'the secretariat’s');
    const { code } = await nisp('consolidate', samples, '-p', '2019-Q1', '-o', national(), ...timelines);
    expect(code).toBe(3);
    expect(readFileSync(national(), 'utf8')).toBe('the secretariat’s');
  });
});
