/** The process of an application ends inside a guest that has services of its own: these start it again. */
import { addValue } from '../statistics/tally';
import { liftFaultsOf } from './fault-effects';
import { dropCalls, failLost, takenBy } from './ending';
import { addTouched } from './memory';
import { giveUpMigrationOf } from './migration-copy';
import { askAgain } from './stopping';
import { note, NOTICE_KINDS } from './notices';
import { beginPhase, planPhases } from './phases';
import { poolModel, poolState } from './pools';
import { refreshChoice, setState } from './sandboxes';
import { RUNNING, STARTING, type World } from './world';

/** The guest stays; the last part of the start-up, that of the application, runs again. What it served fails. */
export function restartInside(world: World, row: number, cause: number): void {
  const { sandboxes, simulation } = world;
  // While the guest boots, there is no process yet that could end.
  if (sandboxes.state[row] !== RUNNING) return;
  giveUpMigrationOf(world, row);
  // What was wrong with the process ends with it.
  liftFaultsOf(world, row);
  const pool = poolModel(world, sandboxes.pool[row] as number);
  const state = poolState(world, pool.index);
  const now = simulation.nowMicros;
  const notice = note(
    world.notices,
    now,
    NOTICE_KINDS.processRestarts,
    pool.index,
    sandboxes.serial[row] as number,
    takenBy(world, row),
    0,
    cause,
  );
  if (sandboxes.paused[row] === 1) state.paused--;
  sandboxes.paused[row] = 0;
  state.ready--;
  state.starting++;
  addValue(state.workers, now, -pool.workers);
  addValue(state.startingInstances, now, 1);
  setState(world, row, STARTING);
  sandboxes.createdAt[row] = now;
  sandboxes.notice[row] = notice;
  refreshChoice(world, row);
  failLost(world, dropCalls(world, row), notice);
  askAgain(world, row);
  const first = pool.technology.startUp.findIndex((phase) => phase.layer === 'ap');
  const from = Math.max(
    0,
    pool.phases.findIndex(({ name }) => name === pool.technology.startUp[first]?.name),
  );
  addTouched(world, row, -(sandboxes.grown[row] as number));
  sandboxes.phase[row] = from;
  planPhases(world, row, pool.phases, from);
  beginPhase(world, row);
}
