/** Hosts labs by id in a worker: the window's thread only paints. */
import {
  interpretLine,
  InvariantError,
  Lab,
  parseQuantity,
  parseScenario,
  readCall,
} from '../../simulations';
import { HostedLab } from './hosted-lab';
import type { FromWorker, ToWorker } from './protocol';
import { readMessage, returnAddress } from './read-message';

type Open = Extract<ToWorker, { readonly type: 'open' }>;

const labs = new Map<string, HostedLab>();
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
  try {
    receive(message);
  } catch (error) {
    breakDown(message.lab, error);
    if ('request' in message) refuse(message.lab, message.request);
  }
};
post({ type: 'ready' });

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
  const hosted = labs.get(message.lab);
  if (hosted !== undefined) act(hosted, message);
  else if ('request' in message) refuse(message.lab, message.request);
}

function act(hosted: HostedLab, message: Exclude<ToWorker, Open>): void {
  const { lab } = message;
  switch (message.type) {
    case 'close':
      hosted.close();
      labs.delete(lab);
      return;
    case 'play':
      hosted.play(message.speed, message.untilMicros);
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
    case 'execute': {
      hosted.arrive();
      const call = readCall(message.command);
      post({
        type: 'executed',
        lab,
        request: message.request,
        outcome: call.ok ? hosted.lab.execute(call.value) : call,
      });
      hosted.sendFrame();
      return;
    }
    case 'type':
      hosted.arrive();
      post({ type: 'typed', lab, request: message.request, reply: interpretLine(hosted.lab, message.line) });
      hosted.sendFrame();
      return;
    case 'result':
      post({ type: 'result', lab, request: message.request, result: hosted.lab.result() });
  }
}

/** A scenario that cannot be read leaves the lab that is open under this id as it is. */
function open(message: Open): void {
  const { lab: id, request } = message;
  const parsed = parseScenario(message.text, { overrides: message.overrides });
  if (!parsed.ok) {
    post({ type: 'opened', lab: id, request, outcome: parsed });
    return;
  }
  const lab = Lab.open(parsed.value, message.seed === undefined ? {} : { seed: message.seed });
  labs.get(id)?.close();
  broken.delete(id);
  const hosted = new HostedLab(lab, {
    now: () => performance.now(),
    later: (turn, ms) => void setTimeout(turn, ms),
    send: (frame) => post({ type: 'frame', lab: id, ...frame }),
    fail: (error) => breakDown(id, error),
  });
  labs.set(id, hosted);
  post({ type: 'opened', lab: id, request, outcome: { ok: true, value: null } });
  const start = message.startAt === undefined ? null : parseQuantity(message.startAt, 'duration');
  if (start?.ok === true && start.value > 0) hosted.seek(start.value);
  else hosted.sendFrame();
}
