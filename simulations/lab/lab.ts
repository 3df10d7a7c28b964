/**
 * A run that one can act on: scenario, seed and command log, nothing else. Same three, same event log, byte for byte.
 * Going back = the nearest checkpoint and replay; the fingerprint at an instant is always the same.
 */
import { ok, type LabError, type Outcome } from '../base/errors';
import { AT_ONCE, finish, type Steps } from '../base/steps';
import { digestOfText, digestText, mixEvent } from '../base/digest';
import { runCall, spell, type CommandCall } from '../commands/catalogue';
import type { Done } from '../commands/command';
import { copyState } from '../engine/copy-state';
import { nextTime } from '../engine/simulation';
import { resultInSteps, resultOf } from '../results/run-result';
import type { RunResult } from '../results/result';
import type { Scenario } from '../scenario/schema';
import { COMMAND_MARK, EVENT_NAMES } from '../world/event-kinds';
import { buildInSteps, buildWorld, runWorld } from '../world/events';
import { compileModel } from '../world/compile';
import type { World } from '../world/world';
import { Checkpoints } from './checkpoints';
import type { CommandLine, Frame } from './frame';
import { frameOf } from './frame-of';

/** What a command did, and its neutral spelling for the log. */
export interface CommandReply extends Done {
  readonly echo: string;
}

export type CommandOutcome = Outcome<CommandReply, LabError>;

/** A line of the event log. */
export interface LoggedEvent {
  readonly sequence: number;
  readonly atMicros: number;
  readonly kind: string;
  readonly operands: readonly [number, number];
}

interface Logged extends CommandLine {
  readonly call: CommandCall;
}

export interface LabOptions {
  readonly seed?: number;
  /** Off for a run that never goes back: no state is copied on the way. */
  readonly keepsCheckpoints?: boolean;
}

export class Lab {
  readonly scenario: Scenario;
  readonly seed: number;
  #world: World;
  #log: readonly Logged[] = [];
  /** How many commands of the log are behind the present instant. */
  #applied = 0;
  /** Commands that were taken back, the last one last: what is done next forgets them. */
  #undone: readonly Logged[] = [];
  readonly #checkpoints: Checkpoints;

  private constructor(scenario: Scenario, seed: number, world: World, checkpoints: Checkpoints) {
    this.scenario = scenario;
    this.seed = seed;
    this.#checkpoints = checkpoints;
    this.#world = world;
  }

  static open(scenario: Scenario, options: LabOptions = {}): Lab {
    return finish(Lab.opening(scenario, options));
  }

  /** Opens a lab in steps of some milliseconds, for a driver that wants to be asked to stop while a big world is built. */
  static *opening(scenario: Scenario, options: LabOptions = {}): Steps<Lab> {
    const seed = options.seed ?? scenario.seed;
    const checkpoints = new Checkpoints(options.keepsCheckpoints ?? true);
    const model = compileModel(scenario, seed);
    yield;
    const world = yield* buildInSteps(model);
    checkpoints.keep(0, () => copyState(world), 0);
    return new Lab(scenario, seed, world, checkpoints);
  }

  /** A lab of its own with the same past, the same instant and the same logged commands: neither disturbs the other. */
  fork(): Lab {
    const twin = new Lab(this.scenario, this.seed, copyState(this.#world), this.#checkpoints.copy());
    twin.#log = this.#log;
    twin.#applied = this.#applied;
    twin.#undone = this.#undone;
    return twin;
  }

  get nowMicros(): number {
    return this.#world.simulation.nowMicros;
  }

  get events(): number {
    return this.#world.simulation.events;
  }

  get digest(): string {
    return digestText(this.#world.simulation.digest);
  }

  /** The end of the scenario is reached, or the run was stopped by its budget. */
  get finished(): boolean {
    return this.nowMicros >= this.scenario.duration || this.#world.partial !== null;
  }

  get log(): readonly CommandLine[] {
    return this.#log;
  }

  /** For dialects and views that look something up; never to be changed. */
  get world(): Readonly<World> {
    return this.#world;
  }

  /** Processes every event and logged command up to and including `micros`; 'budget' = `maxEvents` were used up before. */
  runTo(micros: number, maxEvents = Infinity): 'reached' | 'budget' {
    const target = Math.min(micros, this.scenario.duration);
    let left = maxEvents;
    while (this.#world.partial === null) {
      const command = this.#log[this.#applied];
      const due = command !== undefined && command.atMicros <= target;
      const events = this.#world.simulation.events;
      // A logged command comes after exactly as many events as when it was given.
      const slice = Math.min(
        left,
        due ? command.events - events : Infinity,
        this.#checkpoints.until(events),
        this.#budgetLeft(),
      );
      const done = runWorld(this.#world, due ? Math.min(target, command.atMicros) : target, slice);
      left -= done;
      this.#checkpoints.keep(this.#world.simulation.events, () => copyState(this.#world), this.#applied);
      if (due && this.#world.simulation.events >= command.events) this.#replay(command);
      else if (nextTime(this.#world.simulation) > target) break;
      else if (left <= 0) return 'budget';
    }
    if (target > this.nowMicros && this.#world.partial === null) this.#world.simulation.nowMicros = target;
    return 'reached';
  }

  #budgetLeft(): number {
    const left = this.scenario.budget.events - this.#world.simulation.events;
    if (left <= 0) this.#world.partial = `more than ${this.scenario.budget.events} events (budget.events)`;
    return left;
  }

  #replay(command: Logged): void {
    this.#world.simulation.nowMicros = command.atMicros;
    this.#apply(command.call);
    this.#applied++;
  }

  #apply(call: CommandCall): CommandOutcome {
    const outcome = runCall(this.#world, call);
    const mark = Number.parseInt(digestOfText(spell(call)).slice(0, 8), 16);
    mixEvent(this.#world.simulation.digest, this.nowMicros, COMMAND_MARK, mark | 0, outcome.ok ? 1 : 0);
    return outcome.ok ? ok({ ...outcome.value, echo: spell(call) }) : outcome;
  }

  /** Acts on the lab now. Commands that lay in the future of this instant are dropped; a refused command leaves no trace. */
  execute(call: CommandCall): CommandOutcome {
    const before = copyState(this.#world);
    const at = { atMicros: this.nowMicros, events: this.events };
    const outcome = this.#apply(call);
    if (!outcome.ok) {
      this.#world = before;
      return outcome;
    }
    this.#log = [...this.#log.slice(0, this.#applied), { ...at, text: spell(call), call }];
    this.#undone = [];
    this.#applied++;
    this.#checkpoints.dropAfter(at.events, this.#applied - 1);
    return outcome;
  }

  /**
   * Takes the last command out of the log, as if it had never been given; the run stands somewhere before it then. `redo`
   * gives it again.
   */
  takeBack(): void {
    const last = this.#log.at(-1);
    if (last === undefined) return;
    this.#undone = [...this.#undone, last];
    const before = this.#log.length - 1;
    this.#checkpoints.dropAfter(last.events, before);
    if (this.#applied > before) this.#restore((simulation) => simulation.events <= last.events);
    this.#log = this.#log.slice(0, before);
  }

  /** Commands that were taken back and can be given again, the last one first to be so. */
  get undone(): readonly CommandLine[] {
    return this.#undone;
  }

  /**
   * The last command before this instant is taken back: the run is at the same instant, as if nobody had given it. Those
   * that lay in the future are dropped, as they are by a new one. Null where there is none.
   */
  undo(): CommandLine | null {
    const last = this.#log[this.#applied - 1];
    if (last === undefined) return null;
    const now = this.nowMicros;
    this.#log = this.#log.slice(0, this.#applied);
    this.takeBack();
    this.runTo(now);
    return last;
  }

  /** Gives the command again that was taken back last, at its own instant. */
  redo(): CommandLine | null {
    const last = this.#undone.at(-1);
    if (last === undefined) return null;
    const now = this.nowMicros;
    this.#undone = this.#undone.slice(0, -1);
    this.#log = [...this.#log.slice(0, this.#applied), last];
    this.#checkpoints.dropAfter(last.events, this.#applied);
    this.#restore(({ nowMicros, events }) => nowMicros <= last.atMicros && events <= last.events);
    this.runTo(now);
    return last;
  }

  /** Restores the nearest checkpoint at or before an instant, without replaying up to it. */
  rewindTo(micros: number): void {
    this.#restore((checkpoint) => checkpoint.nowMicros <= micros);
  }

  /** Goes to an instant, backwards or forwards. */
  seek(micros: number): void {
    if (micros < this.nowMicros) this.rewindTo(micros);
    this.runTo(micros);
  }

  /** The same in steps. */
  *seekSteps(micros: number): Steps<void> {
    if (micros < this.nowMicros) this.rewindTo(micros);
    while (this.runTo(micros, AT_ONCE) === 'budget') yield;
  }

  #restore(fits: (simulation: World['simulation']) => boolean): void {
    const found = this.#checkpoints.last((state) => fits(state.simulation));
    this.#world =
      found === undefined ? buildWorld(compileModel(this.scenario, this.seed)) : copyState(found.state);
    this.#applied = found?.commands ?? 0;
  }

  stepForward(size: 'event' | 'interesting'): void {
    const noticed = this.#world.notices.interesting;
    do {
      const before = this.events;
      const applied = this.#applied;
      const next = Math.min(nextTime(this.#world.simulation), this.#log[this.#applied]?.atMicros ?? Infinity);
      if (next > this.scenario.duration) {
        this.runTo(this.scenario.duration);
        return;
      }
      this.runTo(next, 1);
      if (this.events === before && this.#applied === applied) return;
    } while (size === 'interesting' && this.#world.notices.interesting === noticed);
  }

  stepBack(size: 'event' | 'interesting'): void {
    const here = { events: this.events, nowMicros: this.nowMicros };
    if (size === 'event') {
      const target = this.#isBetweenEvents() ? here.events : here.events - 1;
      this.#goToEvent(target);
      return;
    }
    this.#goToEvent(this.#lastNoticeBefore(here));
  }

  /** How many events there were when the last one that stands out had been processed: looked for checkpoint by checkpoint. */
  #lastNoticeBefore(here: { readonly events: number; readonly nowMicros: number }): number {
    let end = here.events;
    while (end > 0) {
      const before = end;
      this.#restore((simulation) => simulation.events < before);
      const begin = this.events;
      let best = 0;
      let seen = this.#world.notices.interesting;
      while (this.events < Math.min(end, here.events - 1)) {
        this.runTo(here.nowMicros, 1);
        if (this.#world.notices.interesting > seen)
          [seen, best] = [this.#world.notices.interesting, this.events];
      }
      if (best > 0) return best;
      end = begin;
    }
    return 0;
  }

  /** Time has run on since the last event: one step back is that event itself. */
  #isBetweenEvents(): boolean {
    const { lastEventMicros } = this.#world.simulation;
    return this.events > 0 && this.nowMicros > lastEventMicros;
  }

  #goToEvent(target: number): void {
    if (target <= 0) {
      this.#restore((simulation) => simulation.events === 0);
      return;
    }
    const now = this.nowMicros;
    this.#restore((simulation) => simulation.events <= target && simulation.nowMicros <= now);
    if (this.events < target) this.runTo(now, target - this.events);
    this.#world.simulation.nowMicros = this.#world.simulation.lastEventMicros;
  }

  /** The event that was processed last, for an event log. */
  lastEvent(): LoggedEvent {
    const { events, lastEventMicros, lastKind, lastA, lastB } = this.#world.simulation;
    return {
      sequence: events,
      atMicros: lastEventMicros,
      kind: EVENT_NAMES[lastKind] ?? '',
      operands: [lastA, lastB],
    };
  }

  frame(): Frame {
    return frameOf(this.#world, this.finished, this.#log);
  }

  result(): RunResult {
    return resultOf(this.#world);
  }

  /** The same in steps of some milliseconds; the lab must not run in between. */
  resultInSteps(): Steps<RunResult> {
    return resultInSteps(this.#world);
  }
}
