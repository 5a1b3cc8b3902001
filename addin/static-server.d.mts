/** Types of static-server.mjs, for tests. */
import type { RequestListener } from 'node:http';

export function staticFiles(folder: string, headers: Readonly<Record<string, string>>): RequestListener;
export function listen(
  listener: RequestListener,
  options: { readonly certificate: { readonly cert: Buffer; readonly key: Buffer }; readonly port: number },
): Promise<{ readonly origin: string; close(): Promise<void> }>;
export function readPort(text: string): number;
