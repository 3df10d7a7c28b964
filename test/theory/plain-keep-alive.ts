/**
 * The function platform written a second time, as plainly as can be, to hold the engine against at any point: a list of
 * instances that is searched anew at every arrival, no event queue, another generator. It shares no code with the engine.
 */
export interface PlainSettings {
  readonly perSecond: number;
  readonly warmSeconds: number;
  readonly coldSeconds: number;
  readonly keepAliveSeconds: number;
  readonly maxInstances: number;
  /** Requests at once in an instance. */
  readonly concurrency: number;
  readonly choice: 'newest' | 'oldest' | 'most-recently-used' | 'least-recently-used' | 'random';
}

export interface PlainFigures {
  readonly coldStartProbability: number;
  readonly rejectionProbability: number;
  readonly meanInstances: number;
  readonly meanRunning: number;
  readonly meanLifespanSeconds: number;
}

interface Instance {
  readonly born: number;
  /** When it is idle, if nothing more comes; and when each of its requests ends. */
  freeAt: number;
  ends: number[];
}

/** mulberry32: 32 bits of state, good enough for a few million draws. */
function generator(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

export function plainKeepAlive(settings: PlainSettings, seconds: number, seed: number): PlainFigures {
  const fraction = generator(seed);
  const exponential = (mean: number): number => -Math.log(fraction()) * mean;
  let alive: Instance[] = [];
  let [now, arrived, cold, rejected, lifespans, expired, existed, busy] = [0, 0, 0, 0, 0, 0, 0, 0];
  const expireUntil = (instant: number): void => {
    alive = alive.filter((instance) => {
      const end = instance.freeAt + settings.keepAliveSeconds;
      if (end > instant) return true;
      lifespans += end - instance.born;
      existed += end - instance.born;
      expired++;
      return false;
    });
  };
  for (;;) {
    now += exponential(1 / settings.perSecond);
    if (now > seconds) break;
    arrived++;
    expireUntil(now);
    const chosen = pick(
      alive.filter((instance) => loadOf(instance, now) < settings.concurrency),
      settings.choice,
      fraction,
    );
    if (chosen === undefined && alive.length >= settings.maxInstances) {
      rejected++;
      continue;
    }
    const took = exponential(chosen === undefined ? settings.coldSeconds : settings.warmSeconds);
    const [from, to] = [Math.max(now, chosen?.freeAt ?? now), now + took];
    // An instance runs while it has a request: what overlaps counts once.
    busy += Math.max(0, Math.min(to, seconds) - Math.min(from, seconds));
    if (chosen === undefined) {
      cold++;
      alive.push({ born: now, freeAt: to, ends: [to] });
    } else {
      chosen.freeAt = Math.max(from, to);
      chosen.ends = [...chosen.ends.filter((end) => end > now), to];
    }
  }
  expireUntil(seconds);
  for (const instance of alive) existed += seconds - instance.born;
  return {
    coldStartProbability: cold / (arrived - rejected),
    rejectionProbability: rejected / arrived,
    meanInstances: existed / seconds,
    meanRunning: busy / seconds,
    meanLifespanSeconds: lifespans / expired,
  };
}

const loadOf = ({ ends }: Instance, now: number): number => ends.filter((end) => end > now).length;

function pick(
  idle: readonly Instance[],
  choice: PlainSettings['choice'],
  fraction: () => number,
): Instance | undefined {
  const by = (key: (instance: Instance) => number): Instance | undefined =>
    idle.reduce<Instance | undefined>(
      (best, one) => (best === undefined || key(one) > key(best) ? one : best),
      undefined,
    );
  switch (choice) {
    case 'newest':
      return by((instance) => instance.born);
    case 'oldest':
      return by((instance) => -instance.born);
    case 'most-recently-used':
      return by((instance) => instance.freeAt);
    case 'least-recently-used':
      return by((instance) => -instance.freeAt);
    case 'random':
      return idle[Math.floor(fraction() * idle.length)];
  }
}
