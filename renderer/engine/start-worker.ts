/** Apart from the client, so that the thread can be started before the window's own code has been read. */
export const startWorker = (): Worker =>
  new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
