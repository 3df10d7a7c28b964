import { defineSubcommand, error, print } from '../dialect';
import { containersOf, dockerHosts, findContainer } from '../objects';
import { humanSize } from '../output/units';
import { processesAt } from '../shell/processes';
import { FORMAT, list } from './format';
import { imagesAt } from './image-store';
import { containersAt, noSuchContainer, requires } from './usage';

const TOP = { words: ['docker', 'top'], usage: 'docker top CONTAINER [ps OPTIONS]' } as const;

/** `docker top CONTAINER`: its processes, with the numbers that the host gives them. */
export const dockerTop = defineSubcommand({
  id: 'docker top',
  ...TOP,
  aliases: [['docker', 'container', 'top']],
  summary: 'Display the running processes of a container',
  examples: ['docker top api-1'],
  flags: [],
  stopsAtOperand: true,
  operands: (frame) => containersOf(frame).map((c) => c.id),
  run({ rest }, context) {
    const [name] = rest;
    if (name === undefined) return requires(TOP, 'at least 1 argument');
    const container = findContainer(containersAt(context), name);
    if (container === undefined) return error(1, noSuchContainer(name));
    const processes = processesAt(context, { kind: 'host', id: container.host }).filter(
      (p) => p.sandbox === container.id && p.part === 'first',
    );
    const cell = (text: string | number): string => String(text).padEnd(20);
    return print(
      ['UID', 'PID', 'PPID', 'C', 'STIME', 'TTY', 'TIME'].map(cell).join('') + 'CMD',
      ...processes.map((p) => [p.user, p.pid, p.parent, 0, '-', '?', '-'].map(cell).join('') + p.command),
    );
  },
});

/** `docker system df`: what images and containers take of the disk; layers that several images have count once. */
export const systemDf = defineSubcommand({
  id: 'docker system df',
  words: ['docker', 'system', 'df'],
  usage: 'docker system df [OPTIONS]',
  summary: 'Show docker disk usage',
  examples: ['docker system df'],
  flags: [FORMAT],
  models: 'Layers count once, however many images and containers use them.',
  run(args, context) {
    const images = imagesAt(context).filter((image) => image.isPresent);
    const layers = new Map(
      images.flatMap((image) => image.layers.map((layer) => [layer.id, layer.bytes] as const)),
    );
    const bytes = [...layers.values()].reduce((sum, size) => sum + size, 0);
    const containers = containersAt(context);
    const row = (
      Type: string,
      total: number,
      active: number,
      size: number,
    ): Readonly<Record<string, string>> => ({
      Type,
      TotalCount: String(total),
      Active: String(active),
      Size: humanSize(size),
      Reclaimable: '0B',
    });
    return list(
      args,
      { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
      ['Type', 'TotalCount', 'Active', 'Size', 'Reclaimable'],
      [
        row('Images', images.length, images.length, bytes),
        row(
          'Containers',
          containers.length,
          containers.filter((c) => c.state !== 'stopped').length,
          containers.reduce((sum, c) => sum + c.writtenBytes, 0),
        ),
        row('Local Volumes', 0, 0, 0),
        row('Build Cache', 0, 0, 0),
      ],
    );
  },
});

/** `docker info` */
export const dockerInfo = defineSubcommand({
  id: 'docker info',
  words: ['docker', 'info'],
  aliases: [['docker', 'system', 'info']],
  usage: 'docker info [OPTIONS]',
  summary: 'Display system-wide information',
  examples: ['docker info'],
  flags: [],
  run(_args, context) {
    const host = dockerHosts(context.frame).find(
      (h) => context.place.kind !== 'host' || h.id === context.place.id,
    );
    const containers = containersAt(context);
    const inState = (...states: readonly string[]): number =>
      containers.filter((c) => states.includes(c.state)).length;
    return print(
      'Server:',
      ` Containers: ${containers.length}`,
      `  Running: ${inState('starting', 'running', 'idle', 'stopping')}`,
      `  Paused: ${inState('paused')}`,
      `  Stopped: ${inState('stopped', 'failed')}`,
      ` Images: ${imagesAt(context).length}`,
      ' Storage Driver: overlay2',
      ' Cgroup Driver: systemd',
      ' Cgroup Version: 2',
      ` CPUs: ${host?.cores ?? 0}`,
      ` Total Memory: ${((host?.memoryBytes ?? 0) / 1024 ** 3).toFixed(3).replace(/\.?0+$/, '')}GiB`,
      ` Name: ${host?.id ?? ''}`,
    );
  },
});
