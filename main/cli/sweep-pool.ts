/** Worker threads for a sweep: each takes the next run when it has finished one. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { RunResult } from '../../simulations';
import { FAILED, Stop } from './output';
import type { SweepReply, SweepRequest, SweepWorkerData } from './sweep-worker';

export interface Pool {
  readonly data: SweepWorkerData;
  readonly jobs: number;
  readonly requests: Iterator<SweepRequest>;
  /** Called once a finished run, in the order in which they finish. An error thrown here ends the pool. */
  readonly onResult: (index: number, result: RunResult) => void;
  /** How a run is called in a message. */
  readonly describe: (index: number) => string;
}

export interface RunningPool {
  /** Settles when every run is done, one has failed or the pool was stopped. */
  readonly done: Promise<void>;
  /** Ends at once: runs that are not finished are given up. */
  readonly stop: () => void;
}

/** This very program is also what the threads run: see `strata.ts`. */
const PROGRAM = fileURLToPath(import.meta.url);

export function startPool(pool: Pool): RunningPool {
  const workers = Array.from({ length: pool.jobs }, () => new Worker(PROGRAM, { workerData: pool.data }));
  let settle: (error?: unknown) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error));
  });
  let busy = workers.length;
  const feed = (worker: Worker): void => {
    const next = pool.requests.next();
    if (next.done !== true) worker.postMessage(next.value);
    else if (--busy === 0) settle();
  };
  for (const worker of workers) {
    worker.on('error', (error) => settle(new Stop(FAILED, error.message)));
    worker.on('message', (reply: SweepReply) => {
      try {
        if ('failure' in reply) throw new Stop(FAILED, `${pool.describe(reply.index)}: ${reply.failure}`);
        pool.onResult(reply.index, reply.result);
        feed(worker);
      } catch (error) {
        settle(error);
      }
    });
    feed(worker);
  }
  const endAll = async (): Promise<void> => {
    for (const worker of workers) worker.removeAllListeners('message');
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  return { done: ended.finally(endAll), stop: () => settle() };
}
