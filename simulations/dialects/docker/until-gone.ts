/** What waits until containers are down, or up again, as `docker stop`, `restart` and `compose down` do; after ten seconds it waits no longer. */
import type { Frame } from '../../lab/frame';
import { isBeingCreated } from '../../lab/machines';
import type { Followed, Plain } from '../dialect';
import { sandboxOf } from '../shell/place';

/** After so long the real one sends SIGKILL. */
const PATIENCE_MICROS = 10_000_000;

interface Waiting {
  /** Container by container: its id, and the line that says that it is gone. */
  readonly left: readonly (readonly [id: string, line: string])[];
  readonly untilMicros: number;
  readonly stream: 'out' | 'err';
  /** Not until they are down, but until they have started again. */
  readonly again?: true;
}

export const untilGone = (
  left: Waiting['left'],
  { nowMicros }: Frame,
  stream: Waiting['stream'] = 'out',
): Plain => ({ left, untilMicros: nowMicros + PATIENCE_MICROS, stream });

export const untilUpAgain = (left: Waiting['left'], frame: Frame): Plain => ({
  ...(untilGone(left, frame) as object),
  again: true,
});

export function followUntilGone(state: Plain, frame: Frame): Followed {
  const waiting = state as unknown as Waiting;
  const isGone = ([id]: readonly [string, string]): boolean => {
    const sandbox = sandboxOf(frame, id);
    if (sandbox === undefined) return true;
    if (waiting.again === true)
      return sandbox.state !== 'stopping' && !isBeingCreated(sandbox, frame.nowMicros);
    return sandbox.state === 'stopped' || sandbox.state === 'failed';
  };
  const gone = waiting.left.filter(isGone).map(([, line]) => line);
  const left = waiting.left.filter((one) => !isGone(one));
  if (left.length === 0) return { [waiting.stream]: gone, next: null };
  if (frame.nowMicros < waiting.untilMicros)
    return { [waiting.stream]: gone, next: { ...waiting, left } as unknown as Plain };
  return {
    [waiting.stream]: [...gone, ...left.map(([, line]) => line)],
    next: null,
    err: [
      ...(waiting.stream === 'err' ? [...gone, ...left.map(([, line]) => line)] : []),
      `(${left.map(([id]) => id).join(', ')}: not done yet. The real one would kill what is left now; here docker kill does)`,
    ],
  };
}
