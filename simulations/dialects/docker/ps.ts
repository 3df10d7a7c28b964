import { APP_PORT } from '../app-log';
import type { SandboxFrame } from '../../lab/frame';
import { beganBefore, instantOf, isBeingCreated, startedAt } from '../../lab/machines';
import type { Frame } from '../../lab/frame';
import { defineSubcommand, flag, print, type Context } from '../dialect';
import { longId, poolOf, shortId } from '../objects';
import { humanDuration, humanSize } from '../output/units';
import { programOf } from '../shell/processes';
import { FORMAT, list, type Row } from './format';
import { referenceOf } from './image-store';
import { containersAt } from './usage';

const TITLES = {
  ID: 'CONTAINER ID',
  Image: 'IMAGE',
  Command: 'COMMAND',
  CreatedAt: 'CREATED AT',
  RunningFor: 'CREATED',
  State: 'STATE',
  Status: 'STATUS',
  Ports: 'PORTS',
  Names: 'NAMES',
  Networks: 'NETWORKS',
  Labels: 'LABELS',
  Mounts: 'MOUNTS',
  LocalVolumes: 'LOCAL VOLUMES',
  Size: 'SIZE',
} as const;

export const imageOf = (container: SandboxFrame): string =>
  container.image ?? referenceOf(container.component);

/** `docker ps` */
export const dockerPs = defineSubcommand({
  id: 'docker ps',
  words: ['docker', 'ps'],
  aliases: [
    ['docker', 'container', 'ls'],
    ['docker', 'container', 'list'],
    ['docker', 'container', 'ps'],
  ],
  usage: 'docker ps [OPTIONS]',
  summary: 'List containers',
  examples: [
    'docker ps',
    'docker ps -aq',
    "docker ps --format 'table {{.Names}}\\t{{.Status}}'",
    'docker ps -f name=api-1',
  ],
  flags: [
    flag('all', 'Show all containers (default shows just running)', { short: 'a' }),
    flag('filter', 'Filter output based on conditions provided', { short: 'f', value: 'filter' }),
    FORMAT,
    flag('last', 'Show n last created containers (includes all states)', { short: 'n', value: 'int' }),
    flag('latest', 'Show the latest created container (includes all states)', { short: 'l' }),
    flag('no-trunc', "Don't truncate output"),
    flag('quiet', 'Only display container IDs', { short: 'q' }),
  ],
  leavesOut: {
    size: 'adds what each container wrote to its own layer.',
    s: 'adds what each container wrote to its own layer.',
  },
  differs: 'One that is only created is listed without -a. Filters: name, status, ancestor, id.',
  run(args, context) {
    const since = (c: SandboxFrame): number => Math.max(0, madeAt(c, context));
    const shown = containersAt(context)
      .filter((c) => args.has('all') || (c.state !== 'stopped' && c.state !== 'failed'))
      .filter((c) => args.all('filter').every((filter) => passes(c, filter, context.frame.nowMicros)))
      // The newest first; those of the beginning by name.
      .toSorted((a, b) => since(b) - since(a) || (a.id < b.id ? -1 : 1));
    const most = args.has('latest') ? 1 : Number(args.value('last') ?? Infinity);
    const containers = shown.slice(0, Number.isFinite(most) && most >= 0 ? most : undefined);
    const whole = args.has('no-trunc');
    if (args.has('quiet')) return print(...containers.map((c) => (whole ? longId(c.id) : shortId(c.id))));
    const rows = containers.map((c) => rowOf(c, context, whole));
    return list(args, TITLES, ['ID', 'Image', 'Command', 'RunningFor', 'Status', 'Ports', 'Names'], rows);
  },
});

/** `name=api`, `status=running`, `ancestor=thumb:1` */
function passes(container: SandboxFrame, filter: string, now: number): boolean {
  const [key, value = ''] = filter.split(/=(.*)/s);
  switch (key) {
    case 'name':
      return container.id.includes(value);
    case 'status':
      return stateOf(container, now) === value;
    case 'ancestor':
      return imageOf(container) === referenceOf(value) || imageOf(container).split(':')[0] === value;
    case 'id':
      return longId(container.id).startsWith(value);
    default:
      return false;
  }
}

export function stateOf(container: SandboxFrame, now: number): string {
  if (isBeingCreated(container, now)) return 'created';
  switch (container.state) {
    case 'starting':
    case 'running':
    case 'idle':
    case 'stopping':
      return 'running';
    case 'stopped':
    case 'failed':
      return 'exited';
    default:
      return String(container.state);
  }
}

/** When it was created: however often it was started since. What was there at the start of the run is older. */
export function madeAt(container: SandboxFrame, context: Context): number {
  const serial = Number(/\d+$/.exec(container.id)?.[0] ?? 0);
  if (serial <= (poolOf(context, container)?.replicas ?? 0)) return beganBefore(container.id);
  const starts = context.frame.deployments.find(({ id }) => id === container.deployment)?.starts ?? [];
  return starts.find(({ sandbox }) => sandbox === container.id)?.fromMicros ?? startedAt(container);
}

function rowOf(container: SandboxFrame, context: Context, whole: boolean): Row {
  const { frame } = context;
  const made = madeAt(container, context);
  return {
    ID: whole ? longId(container.id) : shortId(container.id),
    Image: imageOf(container),
    Command: JSON.stringify(whole ? programOf(container) : programOf(container).slice(0, 20)),
    CreatedAt: createdAt(frame, made),
    RunningFor: `${humanDuration(frame.nowMicros - made)} ago`,
    State: stateOf(container, frame.nowMicros),
    Status: statusOf(container, frame.nowMicros),
    Ports: `${APP_PORT}/tcp`,
    Names: container.id,
    Networks: 'bridge',
    Labels: '',
    Mounts: '',
    LocalVolumes: '0',
    Size: humanSize(0),
  };
}

/** `2026-03-02 09:00:00 +0000 UTC` */
export function createdAt(frame: Frame, atMicros: number): string {
  const at = instantOf(frame, atMicros);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${at.year}-${two(at.month)}-${two(at.day)} ${two(at.hour)}:${two(at.minute)}:${two(at.second)} +0000 UTC`;
}

/** `Created` until its program runs, `Up 3 minutes (health: starting)` until its readiness check has passed. */
export function statusOf(container: SandboxFrame, now: number): string {
  if (isBeingCreated(container, now)) return 'Created';
  const up = `Up ${humanDuration(now - startedAt(container))}`;
  switch (container.state) {
    case 'starting':
      return `${up} (health: starting)`;
    case 'running':
    case 'idle':
      return `${up} (healthy)`;
    case 'stopping':
      return up;
    case 'stopped':
      return exited(0, container, now);
    case 'failed':
      return exited(137, container, now);
    default:
      return `${up} (Paused)`;
  }
}

const exited = (code: number, { endedAtMicros }: SandboxFrame, now: number): string =>
  `Exited (${code}) ${humanDuration(now - (endedAtMicros ?? now))} ago`;
