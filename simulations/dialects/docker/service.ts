import { printable } from '../../base/errors';
import type { ComponentFrame, DeploymentFrame, Frame, SandboxFrame } from '../../lab/frame';
import {
  defineSubcommand,
  error,
  flag,
  ignored,
  type Act,
  type Context,
  type Followed,
  type Intent,
  type Plain,
} from '../dialect';
import { deploymentsOf, longId } from '../objects';
import { startedAt } from '../../lab/machines';
import { humanDuration } from '../output/units';
import { FORMAT, list } from './format';
import { findImage, imagesAt } from './image-store';
import { requires } from './usage';

interface Service {
  readonly deployment: DeploymentFrame;
  readonly component: ComponentFrame;
}

/** What Swarm calls services: the components that docker runs. */
export const servicesOf = (frame: Frame): readonly Service[] =>
  deploymentsOf(frame, 'docker').flatMap((deployment) =>
    deployment.components.map((component) => ({ deployment, component })),
  );

export const serviceNames = (frame: Frame): readonly string[] =>
  servicesOf(frame).map(({ component }) => component.id);

export const findService = (frame: Frame, name: string): Service | undefined => {
  const services = servicesOf(frame);
  return (
    services.find(({ component }) => component.id === name) ??
    services.find(({ component }) => longId(`service/${component.id}`).startsWith(name) && name.length >= 4)
  );
};

/** `docker service ls` */
export const serviceLs = defineSubcommand({
  id: 'docker service ls',
  words: ['docker', 'service', 'ls'],
  aliases: [['docker', 'service', 'list']],
  usage: 'docker service ls [OPTIONS]',
  summary: 'List services',
  examples: ['docker service ls'],
  flags: [FORMAT, flag('quiet', 'Only display IDs', { short: 'q' })],
  models:
    'Every component that runs in containers, whichever orchestrator looks after it: the same model in Swarm’s words.',
  run(args, context) {
    const images = imagesAt(context);
    const rows = servicesOf(context.frame).map(({ component }) => ({
      ID: longId(`service/${component.id}`).slice(0, 12),
      Name: component.id,
      Mode: 'replicated',
      Replicas: `${component.replicas}/${component.desired}`,
      Image: images.find((image) => image.component === component.id)?.reference ?? `${component.id}:latest`,
      Ports: '',
    }));
    if (args.has('quiet')) return { out: rows.map((row) => row.ID) };
    return list(
      args,
      { ID: 'ID', Name: 'NAME', Mode: 'MODE', Replicas: 'REPLICAS', Image: 'IMAGE', Ports: 'PORTS' },
      ['ID', 'Name', 'Mode', 'Replicas', 'Image', 'Ports'],
      rows,
    );
  },
});

export const noSuchService = (name: string, frame: Frame): Intent =>
  error(
    1,
    `Error response from daemon: service ${printable(name, 80)} not found`,
    `(services here: ${serviceNames(frame).slice(0, 12).join(', ') || 'none'})`,
  );

/** Sets the replicas of a service, in Swarm's words. */
export function scaleTo({ component, deployment }: Service, replicas: number): Act {
  return {
    call: {
      name: 'scale',
      args: { component: component.id, replicas, deployment: deployment.id, rest: 'pending' },
    },
    done: () => ({ out: [`${component.id} scaled to ${replicas}`] }),
    refused: ({ message }) => ({ err: [`${component.id}: ${message}`], exitCode: 1 }),
  };
}

const DETACH = flag('detach', 'Exit immediately instead of waiting for the service to converge', {
  short: 'd',
});

interface Converging {
  readonly deployment: string;
  readonly service: string;
  /** As many tasks as ran when it last spoke; -1 = it has not spoken yet. */
  readonly said: number;
}

/** The command goes on until the service has as many tasks as are desired. */
const converges = (act: Act, { component, deployment }: Service): Act => ({
  ...act,
  done: (reply, after) => ({
    ...act.done?.(reply, after),
    follow: { deployment: deployment.id, service: component.id, said: -1 },
  }),
});

function converging(state: Plain, frame: Frame): Followed {
  const { deployment, service, said } = state as unknown as Converging;
  const found = servicesOf(frame).find((s) => s.deployment.id === deployment && s.component.id === service);
  if (found === undefined) return { next: null };
  const { replicas, desired, starting, pending } = found.component;
  const hosts = found.deployment.hosts.length;
  const full = `no suitable node (insufficient resources on ${hosts} ${hosts === 1 ? 'node' : 'nodes'})`;
  const isDone = replicas >= desired && starting === 0;
  const out = [
    ...(replicas === said
      ? []
      : [
          `overall progress: ${replicas} out of ${desired} tasks`,
          ...(pending === undefined ? [] : [`${desired - pending.count + 1}/${desired}: ${full}`]),
        ]),
    ...(isDone ? [`verify: Service ${service} converged`] : []),
  ];
  return { out, next: isDone ? null : { deployment, service, said: replicas } };
}

const SCALE = {
  words: ['docker', 'service', 'scale'],
  usage: 'docker service scale SERVICE=REPLICAS [SERVICE=REPLICAS...]',
} as const;

/** `docker service scale search=3` */
export const serviceScale = defineSubcommand({
  id: 'docker service scale',
  ...SCALE,
  summary: 'Scale one or multiple replicated services',
  examples: ['docker service scale thumb=5'],
  flags: [DETACH],
  operands: (frame) => serviceNames(frame).map((name) => `${name}=`),
  models: 'It waits until as many tasks run as are desired, and says how many do, as their number changes.',
  differs: 'The bars of the real one are left out.',
  follow: converging,
  run(args, { frame }) {
    const { rest } = args;
    if (rest.length === 0) return requires(SCALE, 'at least 1 argument');
    const acts: Act[] = [];
    for (const word of rest) {
      const match = /^([^=]+)=(.*)$/.exec(word);
      if (match === null) return error(1, `invalid scale specifier: ${printable(word, 80)}`);
      const [, name = '', count = ''] = match;
      if (!/^\d{1,6}$/.test(count))
        return error(
          1,
          `${printable(name, 80)}: invalid replicas value ${printable(count, 20)}: strconv.ParseUint: parsing "${printable(count, 20)}": invalid syntax`,
        );
      const service = findService(frame, name);
      if (service === undefined) return noSuchService(name, frame);
      acts.push(
        args.has('detach')
          ? scaleTo(service, Number(count))
          : converges(scaleTo(service, Number(count)), service),
      );
    }
    return { acts };
  },
});

const CREATE = {
  words: ['docker', 'service', 'create'],
  usage: 'docker service create [OPTIONS] IMAGE [COMMAND] [ARG...]',
} as const;

/** `docker service create --replicas 3 IMAGE`: the component of the image, as many times. */
export const serviceCreate = defineSubcommand({
  id: 'docker service create',
  ...CREATE,
  summary: 'Create a new service',
  flags: [
    flag('replicas', 'Number of tasks', { value: 'uint' }),
    flag('name', 'Service name', { value: 'string' }),
    ignored('publish', 'Publish a port as a node port', { short: 'p', value: 'port' }),
    ignored('limit-memory', 'Limit Memory', { value: 'bytes' }),
    ignored('limit-cpu', 'Limit CPUs', { value: 'decimal' }),
    ignored('env', 'Set environment variables', { short: 'e', value: 'list' }),
    DETACH,
  ],
  follow: converging,
  stopsAtOperand: true,
  models: 'The component whose image it is comes up with so many replicas.',
  differs: 'A component exists once: while it has replicas, the name is taken.',
  run(args, context: Context) {
    const [name] = args.rest;
    if (name === undefined) return requires(CREATE, 'at least 1 argument');
    const image = findImage(imagesAt(context), name);
    const service = image === undefined ? undefined : findService(context.frame, image.component);
    if (service === undefined)
      return error(
        1,
        `image ${printable(name, 80)} could not be accessed on a registry`,
        `(images of this scenario: ${imagesAt(context)
          .map((i) => i.reference)
          .join(', ')})`,
      );
    if (service.component.desired > 0)
      return error(
        1,
        `Error response from daemon: rpc error: code = AlreadyExists desc = name conflicts with an existing object: service ${service.component.id} already exists`,
      );
    const replicas = Number(args.value('replicas') ?? 1);
    const act = scaleTo(service, Number.isInteger(replicas) && replicas >= 0 ? replicas : 1);
    const id = longId(`service/${service.component.id}`).slice(0, 25);
    const created: Act = { ...act, done: () => ({ out: [id] }) };
    return { acts: [args.has('detach') ? created : converges(created, service)] };
  },
});

const PS = {
  words: ['docker', 'service', 'ps'],
  usage: 'docker service ps [OPTIONS] SERVICE [SERVICE...]',
} as const;

/** `docker service ps SERVICE`: its tasks. */
export const servicePs = defineSubcommand({
  id: 'docker service ps',
  ...PS,
  summary: 'List the tasks of one or more services',
  examples: ['docker service ps thumb'],
  flags: [FORMAT],
  operands: serviceNames,
  run(args, context) {
    const [name] = args.rest;
    if (name === undefined) return requires(PS, 'at least 1 argument');
    const service = findService(context.frame, name);
    if (service === undefined) return noSuchService(name, context.frame);
    const tasks = context.frame.hosts
      .flatMap((host) => host.sandboxes)
      .filter((s) => s.component === service.component.id && s.deployment === service.deployment.id);
    return list(
      args,
      {
        ID: 'ID',
        Name: 'NAME',
        Image: 'IMAGE',
        Node: 'NODE',
        DesiredState: 'DESIRED STATE',
        CurrentState: 'CURRENT STATE',
        Error: 'ERROR',
      },
      ['ID', 'Name', 'Image', 'Node', 'DesiredState', 'CurrentState', 'Error'],
      tasks.map((task) => ({
        ID: longId(`task/${task.id}`).slice(0, 12),
        Name: task.id,
        Image: task.image ?? `${task.component}:latest`,
        Node: task.host,
        DesiredState: ['stopping', 'stopped', 'failed'].includes(task.state) ? 'Shutdown' : 'Running',
        CurrentState: currentState(task, context.frame.nowMicros),
        Error: '',
      })),
    );
  },
});

/** `Running 5 minutes ago`: since it is so. */
function currentState(task: SandboxFrame, now: number): string {
  const names = { starting: 'Starting', failed: 'Failed', stopped: 'Shutdown' } as const;
  const name = task.state in names ? names[task.state as keyof typeof names] : 'Running';
  return `${name} ${humanDuration(now - (task.endedAtMicros ?? startedAt(task))).toLowerCase()} ago`;
}
