/** A small pool of threads: each job may take so long and so much memory, and a thread that went over is replaced. */
import { Worker, type Transferable } from 'node:worker_threads';

export interface PoolOptions {
  /** Handed to each thread once. */
  readonly data: unknown;
  /** Threads at most; they are started when there is work for them. */
  readonly concurrency: number;
  /** How long one job may take, in seconds. Starting the thread does not count. */
  readonly seconds: number;
  /** How much memory a thread's objects and texts may take, in megabytes. */
  readonly megabytes: number;
}

/** How a job ended. */
export type Outcome<Reply> =
  | { readonly kind: 'done'; readonly reply: Reply }
  | { readonly kind: 'time-limit' }
  | { readonly kind: 'memory-limit' }
  /** The job threw; the thread is replaced. */
  | { readonly kind: 'failed'; readonly error: Error }
  /** There is no thread to run it: the script does not start, or the pool is closed. */
  | { readonly kind: 'unavailable'; readonly error: Error };

export interface Pool<Job, Reply> {
  /** Runs a job when a thread is free. Never rejects. What is in `transfer` is moved, not copied. */
  run(job: Job, transfer?: readonly Transferable[]): Promise<Outcome<Reply>>;
  /** Stops all threads; jobs that are not done end as unavailable. */
  close(): Promise<void>;
}

/**
 * Room for objects that are soon forgotten: twice what a thread has by itself, so that what is read of a file is hardly
 * ever moved about. Takes a sixth off the time of a filled-in matrix, for some 40 MB a thread.
 */
const youngMegabytes = 96;

interface Task<Job, Reply> {
  readonly job: Job;
  readonly transfer: readonly Transferable[];
  readonly end: (outcome: Outcome<Reply>) => void;
}

interface Thread<Job, Reply> {
  readonly worker: Worker;
  isReady: boolean;
  task: Task<Job, Reply> | null;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Starts a pool. The script says `'ready'` when it has loaded, and then answers each message with one message.
 * @param script a compiled module that can be started as a thread
 */
export function createPool<Job, Reply>(
  script: URL,
  { data, concurrency, seconds, megabytes }: PoolOptions,
): Pool<Job, Reply> {
  const waiting: Task<Job, Reply>[] = [];
  const threads = new Set<Thread<Job, Reply>>();
  let isClosed = false;

  /** Takes a thread out of the pool and ends its job; whoever waits gets another thread. */
  const retire = (thread: Thread<Job, Reply>, outcome: Outcome<Reply>): void => {
    if (!threads.delete(thread)) return;
    clearTimeout(thread.timer);
    void thread.worker.terminate();
    thread.task?.end(outcome);
    assign();
  };

  const begin = (thread: Thread<Job, Reply>): void => {
    const { task } = thread;
    if (!thread.isReady || !task) return;
    thread.timer = setTimeout(() => {
      // If this thread was busy for so long itself, the answer may be there already: look at what has come in first.
      setImmediate(() => {
        if (thread.task === task) retire(thread, { kind: 'time-limit' });
      });
    }, seconds * 1000);
    thread.worker.postMessage(task.job, task.transfer);
  };

  const broken = ({ isReady }: Thread<Job, Reply>, error: Error): Outcome<Reply> => ({
    kind: isReady ? 'failed' : 'unavailable',
    error,
  });

  const start = (): Thread<Job, Reply> => {
    const worker = new Worker(script, {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: youngMegabytes },
    });
    const thread: Thread<Job, Reply> = { worker, isReady: false, task: null, timer: undefined };
    worker.on('message', (message: unknown) => {
      if (!thread.isReady) {
        thread.isReady = true;
        begin(thread);
        return;
      }
      clearTimeout(thread.timer);
      thread.task?.end({ kind: 'done', reply: message as Reply });
      thread.task = null;
      assign();
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      retire(thread, isMemory ? { kind: 'memory-limit' } : broken(thread, error));
    });
    worker.on('messageerror', (error) => {
      retire(thread, { kind: 'failed', error });
    });
    worker.on('exit', (code) => {
      retire(thread, broken(thread, new Error(`The thread ended with code ${code}.`)));
    });
    threads.add(thread);
    return thread;
  };

  const assign = (): void => {
    while (waiting.length > 0 && !isClosed) {
      const idle = [...threads].find(({ task }) => task === null);
      const thread = idle ?? (threads.size < concurrency ? start() : null);
      if (!thread) return;
      thread.task = waiting.shift()!;
      begin(thread);
    }
  };

  return {
    run: (job, transfer = []) =>
      new Promise((end) => {
        if (isClosed) {
          end({ kind: 'unavailable', error: new Error('The pool is closed.') });
          return;
        }
        waiting.push({ job, transfer, end });
        assign();
      }),
    close: async () => {
      isClosed = true;
      const stopped = { kind: 'unavailable', error: new Error('The pool was closed.') } as const;
      for (const task of waiting.splice(0)) task.end(stopped);
      const running = [...threads];
      for (const thread of running) retire(thread, stopped);
      await Promise.all(running.map(({ worker }) => worker.terminate()));
    },
  };
}
