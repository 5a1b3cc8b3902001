/**
 * Changes a workbook in a process of its own, and stops before the n-th operation: `kill` ends the process there as a power
 * cut would, `half` in the middle of it if it writes, `wait` until it is told to go on.
 */
import { once } from 'node:events';
import { diskFileSystem, type FileSystem } from '../../../sync/files.js';
import { observed } from '../files/observed.js';
import { run } from './small-change.js';

/** The process is gone with this call; nothing of it runs any more. */
const die = () => {
  process.kill(process.pid, 'SIGKILL');
};

async function change(path: string, stop: string, nth: number): Promise<string> {
  let count = 0;
  const disk: FileSystem = {
    ...diskFileSystem,
    async open(opened, flags) {
      const file = await diskFileSystem.open(opened, flags);
      const writeHalf = async (pieces: Iterable<string | Uint8Array>) => {
        const bytes = Buffer.concat(Array.from(pieces, (piece) => Buffer.from(piece)));
        await file.write([bytes.subarray(0, bytes.length / 2)]);
        die();
      };
      return {
        ...file,
        write: (pieces) => (count === nth && stop === 'half' ? writeHalf(pieces) : file.write(pieces)),
      };
    },
  };
  const files = observed(disk, async () => {
    count += 1;
    if (count !== nth || stop === 'half') return;
    if (stop === 'kill') die();
    process.stdout.write('waiting');
    await once(process.stdin, 'data');
    process.stdin.destroy();
  });
  try {
    await run(path, files);
    return `done after ${count} operations`;
  } catch (error) {
    return String(error);
  }
}

const [path = '', stop = '', nth = ''] = process.argv.slice(2);
void change(path, stop, Number(nth)).then((said) => process.stdout.write(said));
