/** Worlds for tests that act on them directly: built from a scenario, run to a time, checked. */
import { expect } from 'vitest';
import type { Scenario } from '../../simulations';
import { checkRun } from '../../simulations/results/checks';
import { compileModel } from '../../simulations/world/compile';
import { buildWorld, runWorld } from '../../simulations/world/events';
import { memberRows } from '../../simulations/world/members';
import { captionOf, keptNotices } from '../../simulations/world/notices';
import type { World } from '../../simulations/world/world';

export const open = (scenario: Scenario, seed = 1): World => buildWorld(compileModel(scenario, seed));

/** Runs to a second of simulated time, the clock included. */
export function until(world: World, seconds: number): World {
  runWorld(world, seconds * 1e6, Infinity);
  world.simulation.nowMicros = Math.max(world.simulation.nowMicros, Math.round(seconds * 1e6));
  return world;
}

export const rowsOf = (world: World, pool = 0): number[] => memberRows(world.pools[pool]!.members);

/** Every self-check of the run holds. */
export const fine = (world: World): void => expect(checkRun(world).filter((check) => !check.ok)).toEqual([]);

export const captions = (world: World): string[] =>
  [...keptNotices(world.notices)].reverse().map((notice) => captionOf(world.model, notice));
