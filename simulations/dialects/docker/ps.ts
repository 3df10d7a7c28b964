import { formatDuration } from '../../base/quantity';
import type { SandboxFrame } from '../../lab/frame';
import { defineSubcommand, flag, print } from '../dialect';
import { componentImage, containerId } from '../objects';
import { columns } from '../output/columns';
import { containersAt } from './usage';

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
  examples: ['docker ps', 'docker ps -aq'],
  flags: [
    flag('all', 'Show all containers (default shows just running)', { short: 'a' }),
    flag('quiet', 'Only display container IDs', { short: 'q' }),
  ],
  run(args, context) {
    const containers = containersAt(context).filter((c) => args.has('all') || c.state !== 'stopped');
    if (args.has('quiet')) return print(...containers.map((c) => containerId(c.id)));
    const rows = containers.map((c) => [
      containerId(c.id),
      componentImage(c.component, c.image),
      statusOf(c, context.frame.nowMicros),
      c.address,
      c.id,
    ]);
    return print(...columns([['CONTAINER ID', 'IMAGE', 'STATUS', 'IP', 'NAMES'], ...rows]));
  },
});

function statusOf(container: SandboxFrame, now: number): string {
  if (container.state === 'starting') return `Up (health: starting)`;
  return container.state === 'stopping'
    ? 'Stopping'
    : `Up ${formatDuration(now - container.createdAtMicros)}`;
}
