/** The window's side of the engine: typed requests out, frames in. The only place that knows that there is a worker. */
import { parseQuantity } from '../../simulations';
import type {
  CommandCall,
  CommandReply,
  FirstDifference,
  Frame,
  Issue,
  LabError,
  Outcome,
  RequestTrace,
  RunResult,
  RunSeries,
  Shell,
  TerminalReply,
} from '../../simulations';
import type { FromWorker, StepSize, ToWorker } from './protocol';
import type { SweepSpec, SweptRun } from './sweep-job';

export interface FrameEvent {
  readonly frame: Frame;
  readonly playing: boolean;
  readonly speed: number;
  /** Simulated over wall time of the last second; null at rest. */
  readonly achieved: number | null;
}

export interface LabListener {
  readonly onFrame: (event: FrameEvent) => void;
  readonly onBroken: (message: string) => void;
  /** A command changed the past: what was is kept under another id. */
  readonly onBranched?: (branch: Branched) => void;
}

export type Branched = Extract<FromWorker, { readonly type: 'branched' }>;

export interface OpenRequest {
  readonly name: string;
  readonly text: string;
  readonly overrides?: readonly (readonly [string, string])[];
  readonly seed?: number;
  readonly startAt?: string;
  /** Another version of what is open: shown at the same instant. */
  readonly goesOn?: boolean;
  /** What opening it is called in the history; the worker is not told. */
  readonly step?: string;
  /** The file that it was read from, by which it is saved again; the worker is not told. */
  readonly file?: string;
}

type Answer = Extract<FromWorker, { readonly request: number }>;
/** What the terminal shows where nobody answers. */
const refusedReply = (message: string, shell: Shell): TerminalReply => ({
  output: [{ stream: 'err', text: message }],
  lines: [message],
  commands: [],
  exitCode: 1,
  shell,
  follow: null,
  asOf: { nowMicros: 0, commands: 0 },
  clear: false,
});
type Refused = Extract<Answer, { readonly type: 'refused' }>;
type Asked = Extract<ToWorker, { readonly request: number }>;
/** `Omit` over a union, member by member. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Where a frame waits until the window paints again: of several, only the latest is ever shown. */
export type Painter = (paint: () => void, playing: boolean) => void;

/** For those who asked their system for less motion, a playing run is shown twice a second. */
const CALM_MS = 500;
const isCalm = (): boolean =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ||
  document.documentElement.dataset['motion'] === 'less';

const nextPaint: Painter = (paint, playing) => {
  if (playing && isCalm()) setTimeout(paint, CALM_MS);
  else if (document.hidden) setTimeout(paint, 0);
  else requestAnimationFrame(paint);
};

export class EngineClient {
  readonly #worker: Worker;
  readonly #whenPainting: Painter;
  readonly #listeners = new Map<string, LabListener>();
  readonly #sweeps = new Map<string, (run: SweptRun | null, done: boolean) => void>();
  readonly #latest = new Map<string, FrameEvent>();
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #requests = 0;
  /** What waits to be painted: frames of a playing run, or one at rest, which is never kept waiting. */
  #paintAsked: 'playing' | 'rest' | null = null;

  constructor(worker: Worker, whenPainting: Painter = nextPaint) {
    this.#worker = worker;
    this.#whenPainting = whenPainting;
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.#receive(event.data);
    worker.onerror = (event) => this.#listeners.forEach((listener) => listener.onBroken(event.message));
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        return;
      case 'frame':
        this.#latest.set(message.lab, message);
        this.#askForPaint(message.playing);
        return;
      case 'broken':
        this.#latest.delete(message.lab);
        this.#listeners.get(message.lab)?.onBroken(message.message);
        return;
      case 'opened':
        // What was still on its way belongs to the lab that is gone.
        if (message.outcome.ok) this.#latest.delete(message.lab);
        this.#answer(message);
        return;
      case 'branched':
        this.#listeners.get(message.lab)?.onBranched?.(message);
        return;
      case 'swept':
        this.#sweeps.get(message.lab)?.(message.run, message.done);
        return;
      case 'executed':
      case 'typed':
      case 'result':
      case 'sweeping':
      case 'forked':
      case 'swapped':
      case 'taken-back':
      case 'peeked':
      case 'traced':
      case 'series':
      case 'difference':
      case 'refused':
        this.#answer(message);
    }
  }

  #answer(answer: Answer): void {
    this.#waiting.get(answer.request)?.(answer);
    this.#waiting.delete(answer.request);
  }

  #askForPaint(playing: boolean): void {
    if (this.#paintAsked === 'rest' || (this.#paintAsked === 'playing' && playing)) return;
    this.#paintAsked = playing ? 'playing' : 'rest';
    this.#whenPainting(() => this.#paint(), playing);
  }

  #paint(): void {
    this.#paintAsked = null;
    const events = [...this.#latest];
    this.#latest.clear();
    for (const [lab, event] of events) this.#listeners.get(lab)?.onFrame(event);
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #ask<T extends Asked['type'], A extends Answer['type']>(
    message: Without<Extract<Asked, { readonly type: T }>, 'request'> & { readonly type: T },
    type: A,
  ): Promise<Extract<Answer, { readonly type: A }> | Refused> {
    const request = ++this.#requests;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, (answer) => {
        if (answer.type === type || answer.type === 'refused')
          resolve(answer as Extract<Answer, { readonly type: A }> | Refused);
        else reject(new Error(`expected ${type}, got ${answer.type}`));
      });
      this.#send({ ...message, request } as unknown as ToWorker);
    });
  }

  async open(
    lab: string,
    { step: _step, file: _file, ...request }: OpenRequest,
    listener: LabListener,
  ): Promise<Outcome<null, readonly Issue[]>> {
    this.#listeners.set(lab, listener);
    const answer = await this.#ask({ type: 'open', lab, overrides: [], ...request }, 'opened');
    return answer.type === 'refused'
      ? { ok: false, error: [{ path: '', message: answer.message }] }
      : answer.outcome;
  }

  close(lab: string): void {
    this.#listeners.delete(lab);
    this.#latest.delete(lab);
    this.#send({ type: 'close', lab });
  }

  play(lab: string, speed: number, untilMicros?: number, slowAtEvents = false): void {
    this.#send({
      type: 'play',
      lab,
      speed,
      ...(untilMicros !== undefined && { untilMicros }),
      ...(slowAtEvents && { slowAtEvents }),
    });
  }

  pause(lab: string): void {
    this.#send({ type: 'pause', lab });
  }

  step(lab: string, size: StepSize, direction: 1 | -1): void {
    this.#send({ type: 'step', lab, size, direction });
  }

  seek(lab: string, toMicros: number): void {
    this.#send({ type: 'seek', lab, toMicros: Math.max(0, toMicros) });
  }

  async execute(lab: string, command: CommandCall): Promise<Outcome<CommandReply, LabError>> {
    const answer = await this.#ask({ type: 'execute', lab, command }, 'executed');
    return answer.type === 'refused'
      ? { ok: false, error: { code: 'not-possible', message: answer.message } }
      : answer.outcome;
  }

  async type(lab: string, shell: Shell, line: string): Promise<TerminalReply> {
    const answer = await this.#ask({ type: 'type', lab, shell, line }, 'typed');
    return answer.type === 'refused' ? refusedReply(answer.message, shell) : answer.reply;
  }

  async result(lab: string): Promise<Outcome<RunResult, LabError>> {
    const answer = await this.#ask({ type: 'result', lab }, 'result');
    return answer.type === 'refused'
      ? { ok: false, error: { code: 'not-possible', message: answer.message } }
      : { ok: true, value: answer.result };
  }

  /** Hears of a lab that came to be by forking. */
  listen(lab: string, listener: LabListener): void {
    this.#listeners.set(lab, listener);
  }

  /** A run of its own with the same past, under the id `as`; null where there is nothing to fork. */
  async fork(lab: string, as: string): Promise<number | null> {
    const answer = await this.#ask({ type: 'fork', lab, as }, 'forked');
    return answer.type === 'refused' ? null : answer.atMicros;
  }

  /** Gives the run that still has the command; null where there is none. */
  async takeBack(lab: string): Promise<string | null> {
    const answer = await this.#ask({ type: 'take-back', lab }, 'taken-back');
    return answer.type === 'refused' ? null : answer.kept;
  }

  async swap(lab: string, other: string): Promise<boolean> {
    const answer = await this.#ask({ type: 'swap', lab, with: other }, 'swapped');
    return answer.type === 'swapped';
  }

  /** The frame of a lab at another instant, while it stays where it is. */
  async peek(lab: string, atMicros: number): Promise<Frame | null> {
    const answer = await this.#ask({ type: 'peek', lab, atMicros: Math.max(0, atMicros) }, 'peeked');
    return answer.type === 'refused' ? null : answer.frame;
  }

  /** The same at an instant as people write it: `2 min 17 s`. */
  async peekAt(lab: string, written: string): Promise<Frame | null> {
    const instant = parseQuantity(written, 'duration');
    return this.peek(lab, instant.ok ? instant.value : 0);
  }

  async trace(lab: string, workload: number, number: number): Promise<RequestTrace | null> {
    const answer = await this.#ask({ type: 'trace', lab, workload, number }, 'traced');
    return answer.type === 'refused' ? null : answer.trace;
  }

  async series(lab: string, points: number): Promise<RunSeries | null> {
    const answer = await this.#ask({ type: 'series', lab, points }, 'series');
    return answer.type === 'refused' ? null : answer.series;
  }

  /** Where two runs part; null where they do not. */
  async difference(lab: string, other: string): Promise<FirstDifference | null> {
    const answer = await this.#ask({ type: 'difference', lab, other }, 'difference');
    return answer.type === 'refused' ? null : answer.difference;
  }

  /** Starts a sweep; closing it cancels. Each finished run is heard of as it comes. */
  async sweep(
    lab: string,
    spec: SweepSpec,
    onRun: (run: SweptRun | null, done: boolean) => void,
  ): Promise<Outcome<null, readonly Issue[]>> {
    this.#sweeps.set(lab, onRun);
    const answer = await this.#ask({ type: 'sweep', lab, ...spec }, 'sweeping');
    return answer.type === 'refused'
      ? { ok: false, error: [{ path: '', message: answer.message }] }
      : answer.outcome;
  }
}
