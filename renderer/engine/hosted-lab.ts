/**
 * One lab at work in the worker: what it is doing, one slice at a time, and the frames that it sends. Knows nothing of
 * workers: the clock, the timer and the way out come in as arguments, so that a test can drive it.
 */
import type { Frame, Lab } from '../../simulations';
import {
  frameInterval,
  QUIET_MS,
  readMeter,
  REST,
  resume,
  runSlice,
  startMeter,
  takeUp,
  type Course,
  type Meter,
} from './pacing';
import { brakeAt, RELEASED, speedUnder, untilItStandsOut, type Brake, type Watched } from './brake';
import type { StepSize } from './protocol';

export interface FrameMessage {
  readonly frame: Frame;
  readonly playing: boolean;
  readonly speed: number;
  /** Simulated over wall time of the last second; null at rest and in the first moments. */
  readonly achieved: number | null;
}

export interface Surroundings {
  readonly now: () => number;
  readonly later: (act: () => void, ms: number) => void;
  readonly send: (message: FrameMessage) => void;
  /** Receives what the lab throws: a broken promise of ours. */
  readonly fail: (error: unknown) => void;
}

/** A step by time: a tenth of a second. */
const FIXED_STEP_MICROS = 100_000;
/** However dear frames are, the run itself goes on. */
const SHORTEST_SLICE_MS = 4;

export class HostedLab {
  #lab: Lab;
  /** The furthest instant that this run has reached: before it, a change makes another future. */
  #furthestMicros: number;
  readonly #around: Surroundings;
  #course: Course = REST;
  #speed = 1;
  #meter: Meter;
  #lastFrameMs = -Infinity;
  #frameCostMs = 0;
  #quietUntilMs = 0;
  /** Null where the speed is not lowered at events. */
  #brake: Brake | null = null;
  #turning = false;

  constructor(lab: Lab, around: Surroundings) {
    this.#lab = lab;
    this.#furthestMicros = lab.nowMicros;
    this.#around = around;
    this.#meter = startMeter(around.now(), lab.nowMicros);
  }

  get lab(): Lab {
    return this.#lab;
  }

  /** Where it is, or where it is on its way to. */
  get goalMicros(): number {
    const course = this.#course;
    return course.kind === 'seek' && course.leaping !== true ? course.toMicros : this.lab.nowMicros;
  }

  /** There is a future that a change would replace. */
  get hasFuture(): boolean {
    return this.lab.nowMicros < this.#furthestMicros;
  }

  /** A command was given here: what lay ahead belongs to another run now. */
  noteChange(): void {
    this.#furthestMicros = this.lab.nowMicros;
  }

  /** Takes over how far a run has come, with a fork of it. */
  noteFurthest(other: HostedLab): void {
    this.#furthestMicros = other.#furthestMicros;
  }

  /** Both come to rest and go on with the run of the other. */
  swap(other: HostedLab): void {
    this.#arrive();
    other.#arrive();
    this.#course = REST;
    other.#course = REST;
    [this.#lab, other.#lab] = [other.#lab, this.#lab];
    [this.#furthestMicros, other.#furthestMicros] = [other.#furthestMicros, this.#furthestMicros];
    this.sendFrame();
    other.sendFrame();
  }

  play(speed: number, untilMicros = Infinity, slowAtEvents = false): void {
    this.#speed = speed;
    this.#brake = slowAtEvents ? RELEASED : null;
    this.#arrive();
    const now = this.#around.now();
    this.#meter = startMeter(now, this.lab.nowMicros);
    this.#follow({ kind: 'play', pace: takeUp(speed, now, this.lab.nowMicros), untilMicros });
    this.sendFrame();
  }

  pause(): void {
    this.#course = REST;
    this.sendFrame();
  }

  /** For good: nothing is computed or sent any more. */
  close(): void {
    this.#course = REST;
  }

  step(size: StepSize, direction: 1 | -1): void {
    this.#arrive();
    this.#course = REST;
    if (size === 'fixed') {
      this.seek(Math.max(0, this.lab.nowMicros + direction * FIXED_STEP_MICROS));
      return;
    }
    if (direction === 1 && size === 'interesting') {
      // It may be far: gone to in slices, so that whatever is wished on the way is heard.
      this.#quietUntilMs = this.#around.now() + QUIET_MS;
      this.#follow({ kind: 'seek', toMicros: this.lab.scenario.duration, next: REST, leaping: true });
      return;
    }
    if (direction === 1) this.lab.stepForward(size);
    else this.lab.stepBack(size);
    this.sendFrame();
  }

  /** Goes to an instant in slices; a newer wish replaces an older one, so dragging never queues work. */
  seek(toMicros: number): void {
    const target = Math.min(toMicros, this.lab.scenario.duration);
    if (target < this.lab.nowMicros) this.lab.rewindTo(target);
    const next = this.#course.kind === 'seek' ? this.#course.next : this.#course;
    this.#quietUntilMs = this.#around.now() + QUIET_MS;
    this.#follow({ kind: 'seek', toMicros: target, next });
  }

  /** Before something acts on the lab: it acts at the instant that was chosen, not somewhere on the way to it. */
  arrive(): void {
    this.#arrive();
  }

  #arrive(): void {
    if (this.#course.kind !== 'seek') return;
    // A leap has no instant of its own: it ends where it is.
    if (this.#course.leaping !== true) this.lab.runTo(this.#course.toMicros);
    this.#course = resume(this.#course.next, this.#around.now(), this.lab);
  }

  #follow(course: Course): void {
    this.#course = course;
    if (this.#turning) return;
    this.#turning = true;
    this.#turn();
  }

  /** One slice, then a breath in which messages are received. */
  #turn(): void {
    this.#turning = this.#course.kind !== 'rest';
    if (!this.#turning) return;
    try {
      const late = this.#work();
      const wait = late ? 0 : Math.max(1, this.#frameDueMs - this.#around.now());
      this.#around.later(() => this.#turn(), wait);
    } catch (error) {
      this.#turning = false;
      this.#course = REST;
      this.#around.fail(error);
    }
  }

  /** A slice, and a frame if one is due; says whether work is left over. */
  #work(): boolean {
    const { now } = this.#around;
    const before = this.#course;
    const due = this.#frameDueMs;
    const watched = before.kind === 'play' ? this.#brake !== null : before.kind === 'seek' && before.leaping;
    const run: Watched = watched === true ? untilItStandsOut(this.lab) : this.lab;
    const { course, late } = runSlice(run, before, now, Math.max(now() + SHORTEST_SLICE_MS, due));
    this.#course = this.#braked(course, run.stoodOut === true);
    this.#meter =
      course.kind === 'play'
        ? readMeter(this.#meter, now(), this.lab.nowMicros)
        : startMeter(now(), this.lab.nowMicros);
    const onTheWay = course.kind === 'seek';
    const turned = before.kind !== course.kind;
    if (turned || (now() >= due && !(onTheWay && now() < this.#quietUntilMs))) this.sendFrame();
    return late;
  }

  /** The course at the speed that the brake allows now. */
  #braked(course: Course, stoodOut: boolean): Course {
    if (this.#brake === null || course.kind !== 'play') return course;
    const wallMs = this.#around.now();
    const brake = brakeAt(this.#brake, wallMs, stoodOut);
    const speed = speedUnder(brake, this.#speed);
    this.#brake = brake;
    if (speed === course.pace.speed && !stoodOut) return course;
    return { ...course, pace: takeUp(speed, wallMs, this.lab.nowMicros) };
  }

  get #frameDueMs(): number {
    return this.#lastFrameMs + frameInterval(this.#frameCostMs);
  }

  sendFrame(): void {
    const began = this.#around.now();
    const course = this.#course.kind === 'seek' ? this.#course.next : this.#course;
    this.#furthestMicros = Math.max(this.#furthestMicros, this.lab.nowMicros);
    this.#around.send({
      frame: this.lab.frame(),
      playing: course.kind === 'play',
      speed: this.#speed,
      achieved: course.kind === 'play' ? this.#meter.achieved : null,
    });
    this.#lastFrameMs = this.#around.now();
    this.#frameCostMs = this.#lastFrameMs - began;
  }
}
