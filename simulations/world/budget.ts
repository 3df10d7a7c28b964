/** What a run may use up before it is stopped with what it has: live entities, and memory for them. */
import { formatBytes } from '../base/quantity';
import type { World } from './world';

/** Beside its tables: statistics of a pool, and of each deployment over the buckets of the run, at their usual size. */
const POOL_BYTES = 40_000;
const DEPLOYMENT_BYTES = 1_500_000;
/** Two keys and four words. */
const EVENT_BYTES = 32;

/** What the state takes, up to a few per cent: tables grow with what is alive, everything else has a fixed size. */
export function stateBytes(world: World): number {
  const { requests, calls, sandboxes, simulation, rowBytes } = world;
  return (
    requests.capacity * rowBytes.request +
    calls.capacity * rowBytes.call +
    sandboxes.capacity * rowBytes.sandbox +
    (simulation.queue.keys.length / 2) * EVENT_BYTES +
    world.pools.length * POOL_BYTES +
    world.deployments.length * DEPLOYMENT_BYTES
  );
}

/** Over the budget: the run stops after this event and says why. */
export function checkBudget(world: World): void {
  const { entities, memory } = world.model.scenario.budget;
  if (world.requests.alive + world.sandboxes.alive > entities)
    world.partial = `more than ${entities} requests and sandboxes were alive (budget.entities)`;
  else if (stateBytes(world) > memory)
    world.partial = `its state takes more than ${formatBytes(memory)} (budget.memory)`;
}
