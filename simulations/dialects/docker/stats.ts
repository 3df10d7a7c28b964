import type { Frame } from '../../lab/frame';
import { residentOf } from '../../lab/machines';
import { defineSubcommand, error, flag, type Followed, type Plain } from '../dialect';
import { containersOf, findContainer, shortId } from '../objects';
import { bytesSize } from '../output/units';
import { limitsOf } from '../shell/machine';
import { coresOf } from '../shell/processes';
import { FORMAT, list } from './format';
import { containersAt, noSuchContainer } from './usage';

const TITLES = {
  ID: 'CONTAINER ID',
  Name: 'NAME',
  CPUPerc: 'CPU %',
  MemUsage: 'MEM USAGE / LIMIT',
  MemPerc: 'MEM %',
  NetIO: 'NET I/O',
  BlockIO: 'BLOCK I/O',
  PIDs: 'PIDS',
} as const;

interface Watching {
  readonly line: string;
  readonly nextMicros: number;
}

/** `docker stats [--no-stream] [CONTAINER...]` */
export const dockerStats = defineSubcommand({
  id: 'docker stats',
  words: ['docker', 'stats'],
  aliases: [['docker', 'container', 'stats']],
  usage: 'docker stats [OPTIONS] [CONTAINER...]',
  summary: 'Display a live stream of container(s) resource usage statistics',
  examples: ['docker stats --no-stream'],
  flags: [
    flag('all', 'Show all containers (default shows just running)', { short: 'a' }),
    FORMAT,
    flag('no-stream', 'Disable streaming stats and only pull the first result'),
    flag('no-trunc', 'Do not truncate output', { without: 'effect' }),
  ],
  operands: (frame) => containersOf(frame).map((c) => c.id),
  models: 'Cores in use now (100 % a core) and memory touched; again each simulated second.',
  differs: 'Network and disk traffic are not counted by container.',
  run(args, context) {
    const all = containersAt(context).filter(
      (c) => args.has('all') || !['stopped', 'failed'].includes(c.state),
    );
    const missing = args.rest.find((name) => findContainer(all, name) === undefined);
    if (missing !== undefined) return error(1, noSuchContainer(missing));
    const chosen = args.rest.length === 0 ? all : args.rest.flatMap((name) => findContainer(all, name) ?? []);
    if (!args.has('no-stream') && context.toTerminal)
      return {
        follow: {
          line: `docker stats --no-stream ${chosen.map((c) => c.id).join(' ')}`,
          nextMicros: context.frame.nowMicros,
        },
      };
    const rows = chosen.map((c) => {
      const { memoryMax, pidsCurrent } = limitsOf(c, context.world);
      const limit = memoryMax ?? context.frame.hosts.find((host) => host.id === c.host)?.memoryBytes ?? 0;
      const used = residentOf(c);
      return {
        ID: shortId(c.id),
        Name: c.id,
        CPUPerc: `${(100 * coresOf(context.world, context.frame, c)).toFixed(2)}%`,
        MemUsage: `${bytesSize(used)} / ${bytesSize(limit)}`,
        MemPerc: `${((100 * used) / Math.max(1, limit)).toFixed(2)}%`,
        NetIO: '--',
        BlockIO: '--',
        PIDs: String(pidsCurrent),
      };
    });
    return list(args, TITLES, Object.keys(TITLES), rows);
  },
  follow(state: Plain, frame: Frame): Followed {
    const { line, nextMicros } = state as unknown as Watching;
    if (frame.nowMicros < nextMicros && frame.nowMicros > nextMicros - 2e6) return { next: state };
    return { next: { line, nextMicros: frame.nowMicros + 1e6 }, again: line };
  },
});
