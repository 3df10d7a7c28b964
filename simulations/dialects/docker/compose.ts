import { APP_PORT } from '../app-log';
import { printable } from '../../base/errors';
import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, error, flag, ignored, type Act, type Context } from '../dialect';
import { humanDuration } from '../output/units';
import { programOf } from '../shell/processes';
import { FORMAT, list } from './format';
import { imageOf, madeAt, statusOf } from './ps';
import { findService, servicesOf } from './service';
import { followUntilGone, untilGone } from './until-gone';
import { containersAt } from './usage';

export const COMPOSE_FILE = [
  ignored('file', 'Compose configuration files', { short: 'f', value: 'stringArray' }),
  ignored('project-name', 'Project name', { short: 'p', value: 'string' }),
];

/** Replicas that the scenario gives to each component: what its compose file would say. */
function wantedOf({ scenario }: Context): ReadonlyMap<string, number> {
  return new Map(
    scenario.deployments
      .filter((d) => technologyOf(d.technology).tool === 'docker')
      .flatMap((d) =>
        d.place.map((place) => [place.component ?? place.function ?? '', place.replicas] as const),
      ),
  );
}

const worded = (act: Act, text: string): Act => ({ ...act, done: () => ({ err: [` ✔ ${text}`] }) });

/** `docker compose up -d [--scale SERVICE=N]` */
export const composeUp = defineSubcommand({
  id: 'docker compose up',
  words: ['docker', 'compose', 'up'],
  usage: 'docker compose up [OPTIONS] [SERVICE...]',
  summary: 'Create and start containers',
  examples: ['docker compose up -d --scale thumb=5'],
  flags: [
    flag('detach', 'Detached mode: Run containers in the background', { short: 'd' }),
    flag('scale', 'Scale SERVICE to NUM instances', { value: 'stringArray' }),
    ignored('build', 'Build images before starting containers'),
    ignored('wait', 'Wait for services to be running|healthy'),
    ...COMPOSE_FILE,
  ],
  operands: (frame) => servicesOf(frame).map(({ component }) => component.id),
  models: 'The components of the scenario that run in containers, with the replicas that it gives them.',
  differs: 'The compose file is the scenario; without -d nothing stays attached.',
  run(args, context) {
    const wanted = new Map(wantedOf(context));
    for (const word of args.all('scale')) {
      const match = /^([^=]+)=(\d{1,6})$/.exec(word);
      if (match === null)
        return error(1, `invalid --scale option "${printable(word, 80)}". Should be SERVICE=NUM`);
      if (findService(context.frame, match[1] ?? '') === undefined)
        return error(1, `no such service: ${printable(match[1] ?? '', 80)}`);
      wanted.set(match[1] ?? '', Number(match[2]));
    }
    const missing = args.rest.find((name) => findService(context.frame, name) === undefined);
    if (missing !== undefined) return error(1, `no such service: ${printable(missing, 80)}`);
    const same: string[] = [];
    const acts = servicesOf(context.frame)
      .filter(({ component }) => args.rest.length === 0 || args.rest.includes(component.id))
      .flatMap((service) => {
        const { component, deployment } = service;
        const replicas = wanted.get(component.id) ?? 1;
        // What was stopped is started before anything new is created.
        const stopped = containersAt(context)
          .filter((c) => c.component === component.id && c.deployment === deployment.id)
          .filter(({ state }) => state === 'stopped')
          .slice(0, Math.max(0, replicas - component.desired));
        const starts = stopped.map(({ id }) =>
          worded({ call: { name: 'start', args: { sandbox: id } } }, `Container ${id}  Started`),
        );
        if (component.desired + starts.length === replicas) {
          if (starts.length > 0) return starts;
          same.push(` ✔ Service ${component.id}  Running`);
          return [];
        }
        const call = {
          name: 'scale' as const,
          args: { component: component.id, replicas, deployment: deployment.id },
        };
        return [...starts, worded({ call }, `Service ${component.id}  Scaled to ${replicas}`)];
      });
    const all = acts.length + same.length;
    return { err: [`[+] Running ${all}/${all}`, ...same], acts };
  },
});

/** `docker compose down` */
export const composeDown = defineSubcommand({
  id: 'docker compose down',
  words: ['docker', 'compose', 'down'],
  usage: 'docker compose down [OPTIONS] [SERVICES]',
  summary: 'Stop and remove containers, networks',
  flags: [
    ignored('volumes', 'Remove named volumes', { short: 'v' }),
    ignored('timeout', 'Specify a shutdown timeout in seconds', { short: 't', value: 'int' }),
    ...COMPOSE_FILE,
  ],
  models:
    'Every component in containers goes to no replica; its containers finish what they have begun, at most ten seconds are waited for. Requests wait.',
  differs:
    'Nothing is killed after ten seconds: what waits for others that are gone goes on until docker rm -f.',
  follow: followUntilGone,
  run(_args, context) {
    const services = servicesOf(context.frame).filter(({ component }) => component.desired > 0);
    const containers = containersAt(context).filter(
      (c) =>
        c.state !== 'stopped' &&
        services.some(
          ({ component, deployment }) => c.component === component.id && c.deployment === deployment.id,
        ),
    );
    const line = (id: string): string => ` ✔ Container ${id}  Removed`;
    const going = containers.map(({ id }) => [id, line(id)] as const);
    const stopped = containersAt(context).filter(({ state }) => state === 'stopped');
    const removals = stopped.map(({ id }): Act =>
      worded({ call: { name: 'remove', args: { target: id } } }, `Container ${id}  Removed`),
    );
    const acts = services.map(({ component, deployment }): Act => ({
      call: { name: 'scale', args: { component: component.id, replicas: 0, deployment: deployment.id } },
      done: (_reply, after) => ({ follow: untilGone(going, after, 'err') }),
    }));
    const all = going.length + removals.length;
    return { err: [`[+] Running ${all}/${all}`], acts: [...removals, ...acts] };
  },
});

/** `docker compose ps` */
export const composePs = defineSubcommand({
  id: 'docker compose ps',
  words: ['docker', 'compose', 'ps'],
  usage: 'docker compose ps [OPTIONS] [SERVICE...]',
  summary: 'List containers',
  examples: ['docker compose ps'],
  flags: [
    FORMAT,
    flag('services', 'Display services'),
    flag('quiet', 'Only display IDs', { short: 'q', without: 'effect' }),
    flag('all', 'Show all stopped containers', { short: 'a' }),
    ...COMPOSE_FILE,
  ],
  run(args, context) {
    if (args.has('services')) return { out: servicesOf(context.frame).map(({ component }) => component.id) };
    const { nowMicros } = context.frame;
    return list(
      args,
      {
        Name: 'NAME',
        Image: 'IMAGE',
        Command: 'COMMAND',
        Service: 'SERVICE',
        CreatedAt: 'CREATED',
        Status: 'STATUS',
        Ports: 'PORTS',
      },
      ['Name', 'Image', 'Command', 'Service', 'CreatedAt', 'Status', 'Ports'],
      containersAt(context)
        .filter((c) => args.rest.length === 0 || args.rest.includes(c.component))
        .filter(({ state }) => args.has('all') || (state !== 'stopped' && state !== 'failed'))
        .map((c) => ({
          Name: c.id,
          Image: imageOf(c),
          Command: JSON.stringify(programOf(c)),
          Service: c.component,
          CreatedAt: `${humanDuration(nowMicros - madeAt(c, context))} ago`,
          Status: statusOf(c, nowMicros),
          Ports: `${APP_PORT}/tcp`,
        })),
    );
  },
});
