/** How long an idle instance is kept. */
import { armKeepAlive, expire, poolModel } from './sandboxes';
import { RUNNING, type World } from './world';

/** Event: an instance may have been idle for its keep-alive. A timer that fires early arms itself again. */
export function handleKeepAliveExpired(world: World, row: number, generation: number): void {
  const { sandboxes, simulation } = world;
  if (sandboxes.generation[row] !== generation) return;
  sandboxes.timer[row] = 0;
  if (sandboxes.state[row] !== RUNNING || (sandboxes.busy[row] as number) > 0) return;
  const since = sandboxes.idleSince[row] as number;
  const keepAlive = poolModel(world, sandboxes.pool[row] as number).keepAliveMicros;
  if (simulation.nowMicros - since >= keepAlive) {
    expire(world, row);
    return;
  }
  armKeepAlive(world, row);
  sandboxes.idleSince[row] = since;
}
