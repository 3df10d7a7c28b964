import { digestOfText } from '../../base/digest';
import { formatDuration } from '../../base/quantity';
import type { Frame, SandboxFrame } from '../../lab/frame';
import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, print, table } from '../dialect';

/** Twelve hexadecimal digits, the same for the same container. */
export const containerId = (name: string): string => digestOfText(name).slice(0, 12);

export const containersOf = (frame: Frame): readonly SandboxFrame[] =>
  frame.hosts
    .filter((host) => technologyOf(host.technology).tool === 'docker')
    .flatMap((host) => host.sandboxes);

/** `docker ps` */
export const dockerPs = defineSubcommand({
  id: 'docker ps',
  words: ['docker', 'ps'],
  usage: 'docker ps',
  summary: 'List running containers',
  valued: [],
  switches: ['all', 'quiet'],
  short: { a: 'all', q: 'quiet' },
  run({ values }, frame) {
    const containers = containersOf(frame).filter((c) => c.state !== 'stopped');
    if (values.has('quiet')) return print(...containers.map((c) => containerId(c.id)));
    const rows = containers.map((c) => [
      containerId(c.id),
      c.image ?? `${c.component}:latest`,
      statusOf(c, frame.nowMicros),
      c.address,
      c.id,
    ]);
    return print(...table([['CONTAINER ID', 'IMAGE', 'STATUS', 'IP', 'NAMES'], ...rows]));
  },
});

function statusOf(container: SandboxFrame, now: number): string {
  if (container.state === 'starting') return `Up (health: starting)`;
  return container.state === 'stopping'
    ? 'Stopping'
    : `Up ${formatDuration(now - container.createdAtMicros)}`;
}
