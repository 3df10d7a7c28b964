/**
 * What runs first, and is small: the engine's thread comes up, and the texts of the first picture are on their way, while
 * the window's own code is still being read.
 */
import { startWorker } from './engine/start-worker';
import { readCatalogue, readShipped } from './state/shipped';

const worker = startWorker();
const scenarios = readCatalogue();
// Where it cannot be read, the window opens all the same and asks again.
const first = scenarios
  .then(([one]) => (one === undefined ? undefined : readShipped(one.file)))
  .catch(() => undefined);
const { start } = await import('./main');
await start({ worker, scenarios, first });
