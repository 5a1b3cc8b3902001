/** The version of this program, as its package states it. */
import { createRequire } from 'node:module';

const manifest = createRequire(import.meta.url)('nisp-matrix/package.json') as { readonly version: string };
export const { version } = manifest;
