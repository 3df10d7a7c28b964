import type { Frame, SandboxFrame } from '../../lab/frame';
import { isoOf } from '../../lab/machines';
import { lastSequence, logOfSandboxes, newLines, type LogLine } from '../app-log';
import { printable } from '../../base/errors';
import {
  defineSubcommand,
  error,
  flag,
  ignored,
  type Arguments,
  type Context,
  type Followed,
  type Intent,
  type Plain,
} from '../dialect';
import { containersOf, findContainer, longId } from '../objects';
import { goDuration } from '../output/age';
import { sandboxOf } from '../shell/place';
import { findService, noSuchService, serviceNames, servicesOf } from './service';
import { containersAt, noSuchContainer, requires } from './usage';

const FLAGS = [
  flag('follow', 'Follow log output', { short: 'f' }),
  flag('tail', 'Number of lines to show from the end of the logs', { short: 'n', value: 'string' }),
  flag('timestamps', 'Show timestamps', { short: 't' }),
  flag('since', 'Show logs since timestamp or relative', { value: 'string' }),
];
const SHARED = {
  models: 'A line when the program listens, and an access line for each request that it has answered.',
  differs:
    'Of all containers together the last few hundred answers are kept. --since takes a span (10s, 2m), no date. Where lines come faster than they can be shown, -f leaves some out. A request that is rejected or gives up in the queue before a container has taken it leaves no line in any, as it stands in the log of the balancer.',
} as const;

/** What stands before the lines of each container, by its name; empty where one alone is shown. */
type Sources = Readonly<Record<string, string>>;

interface Followers {
  readonly sources: Sources;
  readonly seen: number;
  readonly stamps: boolean;
}

const written = (frame: Frame, line: LogLine, { sources, stamps }: Omit<Followers, 'seen'>): string =>
  `${sources[line.sandbox] ?? ''}${stamps ? `${isoOf(frame, line.atMicros)} ` : ''}${line.text}`;

/** The lines of some containers as the flags want them; each container has its own `--tail`. */
function show(
  args: Arguments,
  context: Context,
  containers: readonly SandboxFrame[],
  sourceOf: (container: SandboxFrame) => string,
): Intent {
  const since = args.value('since');
  const span = since === undefined ? Infinity : goDuration(since);
  if (span === null)
    return error(
      1,
      `invalid value for "since": ${printable(since ?? '', 40)}`,
      'not in this model: a date; give a span of time such as 10s',
    );
  const { frame, world } = context;
  const kept = logOfSandboxes(world, containers, frame).filter(
    ({ atMicros }) => frame.nowMicros - atMicros <= span,
  );
  const tail = args.value('tail') ?? 'all';
  const most = /^\d+$/.test(tail) ? Number(tail) : Infinity;
  const behind = new Map<string, number>();
  const lines = kept
    .toReversed()
    .filter(({ sandbox }) => {
      const count = (behind.get(sandbox) ?? 0) + 1;
      behind.set(sandbox, count);
      return count <= most;
    })
    .toReversed();
  const sources = Object.fromEntries(containers.map((one) => [one.id, sourceOf(one)]));
  const look = { sources, stamps: args.has('timestamps') };
  const out = lines.map((line) => written(frame, line, look));
  return args.has('follow') ? { out, follow: { ...look, seen: lastSequence(frame) } } : { out };
}

function follow(state: Plain, frame: Frame): Followed {
  const before = state as unknown as Followers;
  const names = Object.keys(before.sources);
  const { lines, seen } = newLines(frame, names, before.seen);
  const isThere = names.some((name) => sandboxOf(frame, name) !== undefined);
  return {
    out: lines.map((line) => written(frame, line, before)),
    next: isThere ? { sources: before.sources, seen, stamps: before.stamps } : null,
  };
}

const ITSELF = { words: ['docker', 'logs'], usage: 'docker logs [OPTIONS] CONTAINER' } as const;

/** `docker logs [-f] [--tail N] CONTAINER` */
export const dockerLogs = defineSubcommand({
  id: 'docker logs',
  ...ITSELF,
  ...SHARED,
  aliases: [['docker', 'container', 'logs']],
  summary: 'Fetch the logs of a container',
  examples: ['docker logs --tail 5 api-1', 'docker logs --since 10s -t api-1'],
  flags: [...FLAGS, ignored('details', 'Show extra details provided to logs')],
  leavesOut: { until: 'shows what is older than a date or a span of time.' },
  operands: (frame) => containersOf(frame).map((c) => c.id),
  run(args, context) {
    const [name] = args.rest;
    if (name === undefined || args.rest.length > 1) return requires(ITSELF, '1 argument');
    const container = findContainer(containersAt(context), name);
    if (container === undefined) return error(1, noSuchContainer(name));
    return show(args, context, [container], () => '');
  },
  follow,
});

/** `docker compose logs [-f] [SERVICE...]` */
export const composeLogs = defineSubcommand({
  id: 'docker compose logs',
  words: ['docker', 'compose', 'logs'],
  ...SHARED,
  usage: 'docker compose logs [OPTIONS] [SERVICE...]',
  summary: 'View output from containers',
  examples: ['docker compose logs --tail 2', 'docker compose logs thumb -t --since 10s'],
  flags: [
    ...FLAGS,
    flag('no-log-prefix', "Don't print prefix in logs"),
    ignored('no-color', 'Produce monochrome output'),
  ],
  leavesOut: {
    until: 'shows what is older than a date or a span of time.',
    index: 'shows one container of a service that has several; use docker logs.',
  },
  operands: (frame) => servicesOf(frame).map(({ component }) => component.id),
  run(args, context) {
    const missing = args.rest.find((name) => findService(context.frame, name) === undefined);
    if (missing !== undefined) return error(1, `no such service: ${printable(missing, 80)}`);
    const containers = containersAt(context).filter(
      ({ component }) => args.rest.length === 0 || args.rest.includes(component),
    );
    const width = Math.max(0, ...containers.map(({ id }) => id.length));
    const bare = args.has('no-log-prefix');
    return show(args, context, containers, ({ id }) => (bare ? '' : `${id.padEnd(width)}  | `));
  },
  follow,
});

const SERVICE = {
  words: ['docker', 'service', 'logs'],
  usage: 'docker service logs [OPTIONS] SERVICE|TASK',
} as const;

/** `docker service logs SERVICE` */
export const serviceLogs = defineSubcommand({
  id: 'docker service logs',
  ...SERVICE,
  ...SHARED,
  summary: 'Fetch the logs of a service or task',
  examples: ['docker service logs --tail 1 thumb'],
  flags: [
    ...FLAGS,
    flag('raw', 'Do not neatly format logs'),
    ignored('no-trunc', 'Do not truncate output'),
    ignored('no-resolve', 'Do not map IDs to Names in output'),
  ],
  operands: serviceNames,
  run(args, context) {
    const [name] = args.rest;
    if (name === undefined || args.rest.length > 1) return requires(SERVICE, '1 argument');
    const service = findService(context.frame, name);
    if (service === undefined) return noSuchService(name, context.frame);
    const tasks = containersAt(context).filter(
      (c) => c.component === service.component.id && c.deployment === service.deployment.id,
    );
    const heading = ({ id, host }: SandboxFrame): string =>
      `${id}.${longId(`task/${id}`).slice(0, 12)}@${host}`;
    const width = Math.max(0, ...tasks.map((task) => heading(task).length));
    return show(args, context, tasks, (task) =>
      args.has('raw') ? '' : `${heading(task).padEnd(width)}    | `,
    );
  },
  follow,
});
