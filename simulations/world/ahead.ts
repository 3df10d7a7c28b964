/**
 * Instances that are there before a request asks for them: provisioned ones, which always are, and those that a keep-alive
 * policy builds shortly before it expects one.
 */
import { note, NOTICE_KINDS } from './notices';
import { placeSandbox } from './placement';
import { poolState } from './pools';
import { becomeReady } from './readiness';
import { beginStart } from './sandboxes';
import type { World } from './world';

/** An instance that is built ahead has this mark while it starts; a provisioned one its number, from 1, for good. */
export const PRE_WARMED = -1;

/** Builds an instance without a request; `ahead` says what for. */
export function startAhead(world: World, pool: number, ahead: number, cause: number): void {
  const { sandboxes, simulation } = world;
  const row = placeSandbox(world, pool, cause);
  if (row === undefined) return;
  const { length } = poolState(world, pool).provisionedRows;
  sandboxes.ahead[row] = ahead;
  if (ahead > 0 && ahead <= length) poolState(world, pool).provisionedRows[ahead - 1] = row;
  poolState(world, pool).prewarming++;
  const kind = ahead > 0 ? NOTICE_KINDS.provisioned : NOTICE_KINDS.preWarmed;
  const serial = sandboxes.serial[row] as number;
  sandboxes.notice[row] = note(world.notices, simulation.nowMicros, kind, pool, serial, 0, 0, cause);
  if (beginStart(world, row)) becomeReady(world, row);
}

/** Event: the function's next request is expected soon. */
export function handlePreWarmDue(world: World, pool: number, mark: number): void {
  const state = poolState(world, pool);
  if (state.preWarmMark !== mark || state.ready + state.starting > 0) return;
  startAhead(world, pool, PRE_WARMED, -1);
}
