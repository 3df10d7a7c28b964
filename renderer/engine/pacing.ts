/**
 * Where wall time becomes simulated time. Pure: a driver asks for one slice of work at a time and gives the clock, so
 * that a message such as pause is never kept waiting for longer than a slice. When the engine cannot keep up, the
 * achieved speed falls; work never piles up.
 */
export const FRAME_MS = 1000 / 30;
/** A message is answered within one slice, and a frame is never late by more. */
export const SLICE_MS = 20;
/** Between two looks at the clock. */
export const EVENTS_PER_TURN = 500;
/** Nothing is shown of a way that is shorter than this. */
export const QUIET_MS = 300;

/** What pacing needs of a lab. */
export interface Runnable {
  readonly nowMicros: number;
  readonly finished: boolean;
  runTo(micros: number, maxEvents?: number): 'reached' | 'budget';
}

export interface Pace {
  /** Simulated time over wall time. */
  readonly speed: number;
  /** Wall and simulated time at which this pace was taken up. */
  readonly sinceWallMs: number;
  readonly sinceMicros: number;
}

interface Rest {
  readonly kind: 'rest';
}

interface Play {
  readonly kind: 'play';
  readonly pace: Pace;
  readonly untilMicros: number;
}

interface Seek {
  readonly kind: 'seek';
  readonly toMicros: number;
  readonly next: Rest | Play;
  /** The first event on the way that stands out is far enough. */
  readonly leaping?: true;
}

/** What a lab is about to do: nothing, play at a pace, or reach an instant and go on from there. */
export type Course = Rest | Play | Seek;

export const REST: Rest = { kind: 'rest' };

export interface Slice {
  readonly course: Course;
  /** Work is left over: the next slice should follow as soon as messages have been read. */
  readonly late: boolean;
}

export function takeUp(speed: number, wallMs: number, nowMicros: number): Pace {
  return { speed, sinceWallMs: wallMs, sinceMicros: nowMicros };
}

/** The instant that the run should have reached by now. */
export function targetOf(pace: Pace, wallMs: number): number {
  return Math.floor(pace.sinceMicros + (wallMs - pace.sinceWallMs) * 1000 * pace.speed);
}

/** After a slice: the same pace or, when the run is more than two frames late, one that starts from where it is. */
export function settle(pace: Pace, wallMs: number, nowMicros: number): Pace {
  const lateMicros = targetOf(pace, wallMs) - nowMicros;
  return lateMicros > 2 * FRAME_MS * 1000 * pace.speed ? takeUp(pace.speed, wallMs, nowMicros) : pace;
}

/** At most one slice of a course, ending by `deadlineMs` at the latest. */
export function runSlice(run: Runnable, course: Course, clock: () => number, deadlineMs = Infinity): Slice {
  const deadline = Math.min(clock() + SLICE_MS, deadlineMs);
  switch (course.kind) {
    case 'rest':
      return { course, late: false };
    case 'play': {
      const target = Math.min(targetOf(course.pace, clock()), course.untilMicros);
      const reached = runUntil(run, target, clock, deadline);
      if (run.finished || run.nowMicros >= course.untilMicros) return { course: REST, late: false };
      return { course: { ...course, pace: settle(course.pace, clock(), run.nowMicros) }, late: !reached };
    }
    case 'seek': {
      if (!runUntil(run, course.toMicros, clock, deadline)) return { course, late: true };
      return { course: resume(course.next, clock(), run), late: false };
    }
  }
}

/** False when the time was up before the instant was reached. */
function runUntil(run: Runnable, micros: number, clock: () => number, deadlineMs: number): boolean {
  while (run.runTo(micros, EVENTS_PER_TURN) === 'budget') if (clock() >= deadlineMs) return run.finished;
  return true;
}

/** Goes on from here: whoever played before a jump plays after it, at the same speed. */
export function resume(course: Rest | Play, wallMs: number, { nowMicros, finished }: Runnable): Rest | Play {
  if (course.kind === 'rest' || finished) return REST;
  return { ...course, pace: takeUp(course.pace.speed, wallMs, nowMicros) };
}

/** Milliseconds until the next frame may be sent: 30 a second, fewer where making one is dear. */
export function frameInterval(costMs: number): number {
  return Math.max(FRAME_MS, 3 * costMs);
}

/** How fast a run really is: simulated over wall time since the window of about a second began. */
export interface Meter {
  readonly sinceWallMs: number;
  readonly sinceMicros: number;
  /** Null until half a second has passed. */
  readonly achieved: number | null;
}

export const startMeter = (wallMs: number, nowMicros: number): Meter => ({
  sinceWallMs: wallMs,
  sinceMicros: nowMicros,
  achieved: null,
});

export function readMeter(meter: Meter, wallMs: number, nowMicros: number): Meter {
  const spanMs = wallMs - meter.sinceWallMs;
  if (spanMs < 500) return meter;
  const achieved = (nowMicros - meter.sinceMicros) / 1000 / spanMs;
  return spanMs < 1000 ? { ...meter, achieved } : { sinceWallMs: wallMs, sinceMicros: nowMicros, achieved };
}
