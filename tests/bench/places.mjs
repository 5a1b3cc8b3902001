// Where the benchmark keeps what it makes and installs: in the folder for temporary files, never in the project.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const temporary = join(tmpdir(), 'nisp-bench');
mkdirSync(temporary, { recursive: true, mode: 0o700 });
