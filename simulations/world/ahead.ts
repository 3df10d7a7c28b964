/**
 * Instances that are there before a request asks for them: provisioned ones, which always are, and those that a keep-alive
 * policy builds shortly before it expects one.
 */
import { addMember, hasMember, newBitset } from '../base/bitset';
import { settleIdle } from './keep-alive';
import { note, NOTICE_KINDS, type NumberedKind } from './notices';
import { placeSandbox } from './placement';
import { poolState } from './pools';
import { becomeReady } from './readiness';
import { beginStart, refreshChoice } from './sandboxes';
import { RUNNING, STARTING, type World } from './world';

/** An instance that is built ahead has this mark while it starts; a provisioned one its number, from 1, for good. */
export const PRE_WARMED = -1;

/** Builds an instance without a request; `ahead` says what for. */
export function startAhead(
  world: World,
  pool: number,
  ahead: number,
  cause: number,
  again: NumberedKind = NOTICE_KINDS.provisioned,
): void {
  const { sandboxes, simulation } = world;
  const row = placeSandbox(world, pool, cause);
  if (row === undefined) return;
  const { length } = poolState(world, pool).provisionedRows;
  sandboxes.ahead[row] = ahead;
  if (ahead > 0 && ahead <= length) poolState(world, pool).provisionedRows[ahead - 1] = row;
  poolState(world, pool).prewarming++;
  const kind = ahead > 0 ? again : NOTICE_KINDS.preWarmed;
  const serial = sandboxes.serial[row] as number;
  sandboxes.notice[row] = note(world.notices, simulation.nowMicros, kind, pool, serial, 0, 0, cause);
  if (beginStart(world, row)) becomeReady(world, row);
}

/**
 * So many instances are provisioned from now on: those that are missing start, the others become instances like any
 * that came with a request, and go by the keep-alive. The model says the number already.
 */
export function setProvisioned(world: World, pool: number, count: number, cause: number): void {
  const { sandboxes } = world;
  const state = poolState(world, pool);
  const [rows, free] = [state.provisionedRows, state.provisionedFree];
  state.provisionedRows = new Int32Array(count).fill(-1);
  state.provisionedRows.set(rows.subarray(0, count));
  state.provisionedFree = newBitset(Math.max(1, count));
  for (let i = 0; i < Math.min(count, rows.length); i++)
    if (hasMember(free, i)) addMember(state.provisionedFree, i);
  for (let i = count; i < rows.length; i++) {
    const row = rows[i] as number;
    // A row that is no longer its own may have been given to another.
    if (row < 0 || sandboxes.ahead[row] !== i + 1 || sandboxes.pool[row] !== pool) continue;
    const isReady = sandboxes.state[row] === RUNNING;
    if (!isReady && sandboxes.state[row] !== STARTING) continue;
    sandboxes.ahead[row] = isReady ? 0 : PRE_WARMED;
    if (!isReady) continue;
    refreshChoice(world, row);
    if (sandboxes.busy[row] === 0) settleIdle(world, row);
  }
  for (let i = rows.length; i < count; i++)
    startAhead(world, pool, i + 1, cause, NOTICE_KINDS.provisionedAhead);
}

/** Event: the function's next request is expected soon. */
export function handlePreWarmDue(world: World, pool: number, mark: number): void {
  const state = poolState(world, pool);
  if (state.preWarmMark !== mark || state.ready + state.starting > 0) return;
  startAhead(world, pool, PRE_WARMED, -1);
}
