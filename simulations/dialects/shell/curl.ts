import { nearestName } from '../../base/catalogue';
import { printable } from '../../base/errors';
import type { Frame } from '../../lab/frame';
import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, error, flag, ignored, type Followed, type Plain } from '../dialect';

interface Waiting {
  readonly number: number;
  readonly fromMicros: number;
  readonly path: string;
  readonly host: string;
  readonly shape: string;
  readonly head: boolean;
  readonly drops: boolean;
}

interface Target {
  readonly component: string;
  readonly deployment: string;
}

/** Whom a name or address means: a component, a sandbox, or a deployment's door. */
function targetOf(name: string, frame: Frame): Target | undefined {
  const sandboxes = frame.hosts.flatMap((host) => host.sandboxes);
  const sandbox = sandboxes.find((s) => s.id === name || s.address === name);
  if (sandbox !== undefined) return sandbox;
  const [component = '', deployment] = name.split('.');
  const there = frame.deployments.filter((d) => deployment === undefined || d.id === deployment);
  const order = (d: Frame['deployments'][number]): number => (technologyOf(d.technology).perRequest ? 1 : 0);
  const found =
    there
      .filter((d) => d.components.some((c) => c.id === component))
      .toSorted((a, b) => order(a) - order(b))
      .find((d) => technologyOf(d.technology).tool === 'docker') ??
    there.find((d) => d.components.some((c) => c.id === component));
  return found === undefined ? undefined : { component, deployment: found.id };
}

const names = (frame: Frame): readonly string[] =>
  frame.deployments.flatMap((d) => d.components.flatMap((c) => [c.id, `${c.id}.${d.id}`]));

const STATUS: Readonly<Record<Frame['byHand'][number]['outcome'], string>> = {
  answered: '200 OK',
  rejected: '503 Service Unavailable',
  'timed-out': '504 Gateway Timeout',
  failed: '502 Bad Gateway',
};

/** `curl http://COMPONENT/`: one request, for real, into the model. */
export const curl = defineSubcommand({
  id: 'curl',
  words: ['curl'],
  usage: 'curl [options...] <url>',
  summary: 'Transfer a URL.',
  flags: [
    ignored('silent', 'Silent mode', { short: 's' }),
    flag('include', 'Include response headers in output', { short: 'i' }),
    flag('head', 'Show document info only', { short: 'I' }),
    flag('write-out', 'Output FORMAT after completion', { short: 'w', value: 'format' }),
    flag('output', 'Write to file instead of stdout', { short: 'o', value: 'file' }),
    ignored('fail', 'Fail fast with no output on HTTP errors', { short: 'f' }),
    ignored('request', 'Specify request method to use', { short: 'X', value: 'method' }),
    ignored('data', 'HTTP POST data', { short: 'd', value: 'data' }),
    ignored('header', 'Pass custom header(s) to server', { short: 'H', value: 'header' }),
    ignored('location', 'Follow redirects', { short: 'L' }),
    ignored('max-time', 'Maximum time allowed for transfer', { short: 'm', value: 'seconds' }),
  ],
  examples: ['curl http://thumb/', 'curl -i thumb.vms'],
  operands: (frame) => names(frame).map((name) => `http://${name}/`),
  models:
    'A request of its own to a component: COMPONENT, COMPONENT.DEPLOYMENT, or the name or address of a sandbox; it waits in the same queues as all others.',
  differs: 'An address stands for its component: the request may be served by another replica.',
  run(args, { frame }) {
    const [url] = args.rest;
    if (url === undefined) return error(2, "curl: try 'curl --help' or 'curl --manual' for more information");
    const match = /^(?:(https?):\/\/)?([^/:?#]+)(?::\d{1,5})?([/?#].*)?$/.exec(url);
    const host = match?.[2] ?? '';
    const target = targetOf(host, frame);
    if (match === null || target === undefined) {
      const nearest = nearestName(host, names(frame));
      return error(
        6,
        `curl: (6) Could not resolve host: ${printable(host, 80)}`,
        ...(nearest === undefined ? [] : [`did you mean: ${nearest}`]),
      );
    }
    const state = {
      fromMicros: frame.nowMicros,
      path: match[3] ?? '/',
      host,
      head: args.has('include') || args.has('head'),
      drops: args.has('output') || args.has('head'),
      shape: args.value('write-out') ?? '',
    };
    return {
      acts: [
        {
          call: { name: 'request', args: { component: target.component, deployment: target.deployment } },
          done: ({ subject }) => ({ follow: { ...state, number: Number(subject) } }),
          refused: ({ message }) => ({
            err: [`curl: (7) Failed to connect to ${printable(host, 80)} port 80: ${message}`],
            exitCode: 7,
          }),
        },
      ],
    };
  },
  follow(state: Plain, frame: Frame): Followed {
    const waiting = state as unknown as Waiting;
    const ended = frame.byHand.find((request) => request.number === waiting.number);
    if (ended === undefined) {
      const lost = frame.finished || frame.nowMicros < waiting.fromMicros;
      return lost
        ? { next: null, err: ['curl: (28) Operation timed out: the run is over'], exitCode: 28 }
        : { next: state };
    }
    const status = STATUS[ended.outcome];
    const seconds = (ended.latencyMicros / 1e6).toFixed(6);
    const body =
      ended.outcome === 'answered'
        ? `${waiting.host} answered request ${ended.number} in ${(ended.latencyMicros / 1000).toFixed(1)} ms${ended.cold ? ' (a cold start)' : ''}`
        : status;
    const shaped = waiting.shape
      .replaceAll('%{http_code}', status.slice(0, 3))
      .replaceAll('%{time_total}', seconds)
      .replaceAll('\\n', '\n')
      .split('\n');
    return {
      out: [
        ...(waiting.head ? [`HTTP/1.1 ${status}`, `content-length: ${body.length}`, ''] : []),
        ...(waiting.drops ? [] : [body]),
        ...(waiting.shape === '' ? [] : shaped.filter((line, i) => line !== '' || i < shaped.length - 1)),
      ],
      next: null,
    };
  },
});
