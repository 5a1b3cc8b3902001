/** The thread that reads and checks files, so that a time and a memory limit can stop it. See `sync/pool.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { CheckContext, Plan } from '../../core/index.js';
import { checkBytes } from './check.js';

/** What each thread is given once. */
export interface WorkerData {
  readonly plan: Plan;
}

/** One file. Its bytes are moved into the thread, not copied. */
export interface WorkerJob {
  readonly bytes: Uint8Array;
  readonly context: Omit<CheckContext, 'plan'>;
}

// As `--disable-proto=delete`, which a thread cannot be started with.
Reflect.deleteProperty(Object.prototype, '__proto__');

const port = parentPort!;
const { plan } = workerData as WorkerData;

port.on('message', ({ bytes, context }: WorkerJob) => {
  port.postMessage(checkBytes(bytes, { ...context, plan }));
});
port.postMessage('ready');
