/** Hosts labs by id in a worker: the window's thread only paints. */
import {
  firstDifferenceSteps,
  InvariantError,
  Lab,
  parseQuantity,
  parseScenario,
  SeriesRecorder,
  traceSteps,
  type Frame,
  type RunSeries,
  type Steps,
} from '../../simulations';
import { change, takeBack } from './change';
import { HostedLab } from './hosted-lab';
import { Openings } from './openings';
import { EVENTS_PER_TURN, SLICE_MS } from './pacing';
import type { FromWorker, ToWorker } from './protocol';
import { readMessage, returnAddress } from './read-message';
import { advance } from './slices';
import { SweepJob } from './sweep-job';

type Open = Extract<ToWorker, { readonly type: 'open' }>;

type Sweep = Extract<ToWorker, { readonly type: 'sweep' }>;

/** The sweep that runs under each name: a newer one takes the place of an older one. */
const sweeps = new Map<string, SweepJob>();
const labs = new Map<string, HostedLab>();
const openings = new Openings({
  now: () => performance.now(),
  later: (act) => void setTimeout(act, 0),
  receive: (message) => take(message),
});
/** Labs that broke a promise of ours: they are asked nothing more until they are opened again. */
const broken = new Map<string, string>();

const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
};
const post = (message: FromWorker): void => scope.postMessage(message);

scope.onmessage = ({ data }) => {
  const message = readMessage(data);
  if (typeof message === 'string') {
    const address = returnAddress(data);
    if (address !== null) post({ type: 'refused', ...address, message });
    return;
  }
  take(message);
};
post({ type: 'ready' });

function take(message: ToWorker): void {
  try {
    receive(message);
  } catch (error) {
    breakDown(message.lab, error);
    if ('request' in message) refuse(message.lab, message.request);
  }
}

/** Our own broken promise stops this lab and reaches the person; the others go on. */
function breakDown(lab: string, error: unknown): void {
  labs.get(lab)?.close();
  labs.delete(lab);
  const text = error instanceof Error ? error.message : String(error);
  const message = error instanceof InvariantError ? text : `unexpected: ${text}`;
  broken.set(lab, message);
  post({ type: 'broken', lab, message });
}

function refuse(lab: string, request: number): void {
  post({ type: 'refused', lab, request, message: broken.get(lab) ?? `no lab "${lab}" is open` });
}

function receive(message: ToWorker): void {
  if (message.type === 'open') {
    open(message);
    return;
  }
  if (message.type === 'sweep') {
    sweep(message);
    return;
  }
  if (message.type === 'close') {
    sweeps.delete(message.lab);
    openings.drop(message.lab);
  } else if (openings.holds(message)) return;
  const hosted = labs.get(message.lab);
  if (hosted !== undefined) act(hosted, message);
  else if ('request' in message) refuse(message.lab, message.request);
}

function act(hosted: HostedLab, message: Exclude<ToWorker, Open | Sweep>): void {
  const { lab } = message;
  switch (message.type) {
    case 'close':
      hosted.close();
      labs.delete(lab);
      return;
    case 'play':
      hosted.play(message.speed, message.untilMicros, message.slowAtEvents);
      return;
    case 'pause':
      hosted.pause();
      return;
    case 'step':
      hosted.step(message.size, message.direction);
      return;
    case 'seek':
      hosted.seek(message.toMicros);
      return;
    case 'execute':
    case 'type':
      change(hosted, message, { post, park, freshId });
      return;
    case 'take-back':
      takeBack(hosted, message, { post, park, freshId });
      return;
    case 'result':
      post({ type: 'result', lab, request: message.request, result: hosted.lab.result() });
      return;
    default:
      study(hosted, message);
  }
}

type Study = Extract<
  ToWorker,
  { readonly type: 'fork' | 'swap' | 'peek' | 'trace' | 'series' | 'difference' }
>;

/** What is found out on forks: the run itself stays where it is. */
function study(hosted: HostedLab, message: Study): void {
  const { lab, request } = message;
  switch (message.type) {
    case 'fork':
      park(message.as, hosted.lab.fork(), hosted);
      post({ type: 'forked', lab, request, atMicros: hosted.lab.nowMicros });
      return;
    case 'swap': {
      const other = labs.get(message.with);
      if (other === undefined) {
        refuse(lab, request);
        return;
      }
      hosted.swap(other);
      post({ type: 'swapped', lab, request });
      return;
    }
    case 'peek':
      workOut(lab, request, peekSteps(hosted.lab.fork(), message.atMicros), (frame) => ({
        type: 'peeked',
        lab,
        request,
        frame,
      }));
      return;
    case 'trace':
      workOut(lab, request, traceSteps(hosted.lab, message.workload, message.number), (trace) => ({
        type: 'traced',
        lab,
        request,
        trace,
      }));
      return;
    case 'series':
      workOut(
        lab,
        request,
        seriesSteps(new SeriesRecorder(hosted.lab, message.points)),
        (series) => ({ type: 'series', lab, request, series }),
        `${lab} series`,
      );
      return;
    case 'difference': {
      const other = labs.get(message.other);
      if (other === undefined) refuse(lab, request);
      else
        workOut(
          lab,
          request,
          firstDifferenceSteps(hosted.lab, other.lab),
          (difference) => ({ type: 'difference', lab, request, difference }),
          `${lab} ${message.other}`,
        );
    }
  }
}

/** What is being worked out, by what it is of: a newer question takes the place of an older one, or they would pile up. */
const newest = new Map<string, number>();

/** Answers when it is worked out, in slices with a breath between them. What was asked anew (`pair`) is given up. */
function workOut<T>(
  lab: string,
  request: number,
  steps: Steps<T>,
  answer: (value: T) => FromWorker,
  pair?: string,
): void {
  if (pair !== undefined) newest.set(pair, request);
  const goOn = (): void => {
    if (pair !== undefined && newest.get(pair) !== request) {
      post({ type: 'refused', lab, request, message: 'asked anew' });
      return;
    }
    try {
      const found = advance(steps, () => performance.now(), performance.now() + SLICE_MS);
      if (found !== null) {
        if (pair !== undefined) newest.delete(pair);
        post(answer(found.value));
        return;
      }
    } catch (error) {
      if (pair !== undefined) newest.delete(pair);
      breakDown(lab, error);
      refuse(lab, request);
      return;
    }
    setTimeout(goOn, 0);
  };
  goOn();
}

function* peekSteps(twin: Lab, atMicros: number): Steps<Frame> {
  yield* twin.seekSteps(atMicros);
  return twin.frame();
}

function sweep({ lab, request, ...spec }: Sweep): void {
  const begun = SweepJob.begin(spec);
  post({ type: 'sweeping', lab, request, outcome: begun.ok ? { ok: true, value: null } : begun });
  if (!begun.ok) return;
  sweeps.set(lab, begun.value);
  setTimeout(() => sweepOn(lab, begun.value), 0);
}

function sweepOn(lab: string, job: SweepJob): void {
  if (sweeps.get(lab) !== job) return;
  try {
    const run = job.advance(() => performance.now(), performance.now() + SLICE_MS);
    if (run !== null || job.done) post({ type: 'swept', lab, run, done: job.done });
  } catch (error) {
    sweeps.delete(lab);
    breakDown(lab, error);
    return;
  }
  if (job.done) sweeps.delete(lab);
  else setTimeout(() => sweepOn(lab, job), 0);
}

function* seriesSteps(recorder: SeriesRecorder): Steps<RunSeries> {
  while (!recorder.advance(EVENTS_PER_TURN)) yield;
  return recorder.series();
}

function freshId(lab: string): string {
  for (let n = 1; ; n++) if (!labs.has(`${lab}/kept-${n}`)) return `${lab}/kept-${n}`;
}

/** Puts a run under an id of its own. */
function park(id: string, lab: Lab, like?: HostedLab): void {
  labs.get(id)?.close();
  broken.delete(id);
  const hosted = new HostedLab(lab, surroundings(id));
  if (like !== undefined) hosted.noteFurthest(like);
  labs.set(id, hosted);
}

const surroundings = (id: string): ConstructorParameters<typeof HostedLab>[1] => ({
  now: () => performance.now(),
  later: (turn, ms) => void setTimeout(turn, ms),
  send: (frame) => post({ type: 'frame', lab: id, ...frame }),
  fail: (error) => breakDown(id, error),
});

/** A scenario that cannot be read leaves the lab that is open under this id as it is. */
function open(message: Open): void {
  const { lab: id, request } = message;
  const parsed = parseScenario(message.text, { overrides: message.overrides });
  if (!parsed.ok) {
    post({ type: 'opened', lab: id, request, outcome: parsed });
    return;
  }
  openings.begin(id, {
    steps: Lab.opening(parsed.value, message.seed === undefined ? {} : { seed: message.seed }),
    onReady: (lab) => settle(message, lab),
    onDropped: () => post({ type: 'refused', lab: id, request, message: 'it is not wanted any more' }),
    onFailed: (error) => {
      breakDown(id, error);
      refuse(id, request);
    },
  });
}

/** A lab that was built takes the place of the one that is open under its id. */
function settle(message: Open, lab: Lab): void {
  const { lab: id, request } = message;
  const before = labs.get(id);
  const goal = message.goesOn === true ? before?.goalMicros : undefined;
  before?.close();
  broken.delete(id);
  const hosted = new HostedLab(lab, surroundings(id));
  labs.set(id, hosted);
  post({ type: 'opened', lab: id, request, outcome: { ok: true, value: null } });
  const start = message.startAt === undefined ? null : parseQuantity(message.startAt, 'duration');
  const at = goal ?? (start?.ok === true ? start.value : 0);
  if (at > 0) hosted.seek(at);
  else hosted.sendFrame();
}
