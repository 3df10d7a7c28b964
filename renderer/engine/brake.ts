/**
 * Slow at events: when something stands out, the run goes on at a fraction of its speed for a moment, so that it can be
 * seen. Pure: the clock comes in. After a slow moment the full speed holds for a while, however much stands out.
 */
import type { Lab } from '../../simulations';
import type { Runnable } from './pacing';

export const SLOW_MS = 1500;
export const FULL_MS = 700;
/** A tenth of the speed, but no slower than a fifth of real time where the speed is above that. */
const SHARE = 0.1;
const LEAST = 0.2;

export interface Brake {
  readonly slowUntilMs: number;
  readonly freeAfterMs: number;
  readonly slow: boolean;
}

export const RELEASED: Brake = { slowUntilMs: -Infinity, freeAfterMs: -Infinity, slow: false };

export function brakeAt(brake: Brake, wallMs: number, stoodOut: boolean): Brake {
  if (stoodOut && !brake.slow && wallMs >= brake.freeAfterMs)
    return { slowUntilMs: wallMs + SLOW_MS, freeAfterMs: wallMs + SLOW_MS + FULL_MS, slow: true };
  return brake.slow && wallMs >= brake.slowUntilMs ? { ...brake, slow: false } : brake;
}

export function speedUnder(brake: Brake, speed: number): number {
  return brake.slow ? Math.min(speed, Math.max(speed * SHARE, LEAST)) : speed;
}

export interface Watched extends Runnable {
  /** Something stood out, and the run was held at its instant. */
  readonly stoodOut?: boolean;
}

/** The same run, held at the first event that stands out. */
export function untilItStandsOut(lab: Lab): Watched {
  const before = lab.world.notices.interesting;
  const stoodOut = (): boolean => lab.world.notices.interesting > before;
  return {
    get nowMicros() {
      return lab.nowMicros;
    },
    get finished() {
      return lab.finished;
    },
    get stoodOut() {
      return stoodOut();
    },
    runTo(micros, maxEvents = Infinity) {
      for (let done = 0; done < maxEvents; done++) {
        if (stoodOut() || lab.runTo(micros, 1) === 'reached') return 'reached';
      }
      return 'budget';
    },
  };
}
