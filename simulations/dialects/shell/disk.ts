import { technologyOf } from '../../technologies/catalogue';
import { flag } from '../dialect';
import { longId } from '../objects';
import { padLeft } from '../output/columns';
import { defineMachineTool, type Machine } from './machine';

const isContainer = ({ sandbox }: Machine): boolean =>
  sandbox !== null && technologyOf(sandbox.technology).tool === 'docker';

/** `mount`: what lies where; a container's root is layers of its image with a writable one on top. */
export const mount = defineMachineTool({
  name: 'mount',
  usage: 'mount',
  summary: 'Show what is mounted.',
  models: 'A container has a mount namespace of its own: its root is an overlay of image layers.',
  differs: 'Nothing can be mounted.',
  run(_args, machine) {
    const { sandbox, host } = machine;
    const common = [
      'proc on /proc type proc (rw,nosuid,nodev,noexec,relatime)',
      'sysfs on /sys type sysfs (ro,nosuid,nodev,noexec,relatime)',
      'cgroup on /sys/fs/cgroup type cgroup2 (ro,nosuid,nodev,noexec,relatime)',
    ];
    if (sandbox !== null && isContainer(machine)) {
      const folder = `/var/lib/docker/overlay2/${longId(sandbox.id)}`;
      const lower = `/var/lib/docker/overlay2/l/${longId(sandbox.image ?? sandbox.component)
        .slice(0, 26)
        .toUpperCase()}`;
      return {
        out: [
          `overlay on / type overlay (rw,relatime,lowerdir=${lower},upperdir=${folder}/diff,workdir=${folder}/work)`,
          ...common,
        ],
      };
    }
    if (sandbox !== null) return { out: ['/dev/vda1 on / type ext4 (rw,relatime)', ...common] };
    const overlays = host.sandboxes
      .filter((s) => technologyOf(s.technology).tool === 'docker' && s.state !== 'stopped')
      .map((s) => `overlay on /var/lib/docker/overlay2/${longId(s.id)}/merged type overlay (rw,relatime)`);
    return { out: ['/dev/nvme0n1p2 on / type ext4 (rw,relatime)', ...common, ...overlays] };
  },
});

const human = (bytes: number): string => {
  const units = ['', 'K', 'M', 'G', 'T'];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.ceil(value)}${units[unit]}`;
};

const GIB = 1024 ** 3;
/** The size of a disk where the scenario states none (assumed). */
const DISK = 250 * GIB;
const GUEST_DISK = 20 * GIB;
/** What the operating system itself takes (assumed). */
const HOST_SYSTEM = 8 * GIB;
const GUEST_SYSTEM = 4 * GIB;

/** `df [-h]` */
export const df = defineMachineTool({
  name: 'df',
  usage: 'df [OPTION]... [FILE]...',
  summary: 'Show information about the file system.',
  flags: [flag('human-readable', 'print sizes in powers of 1024', { short: 'h' })],
  models:
    'The root of the machine; in a container the disk of its host, as it lies on it: layers once, and what was written.',
  differs:
    'Sizes of disks and of the systems on them are assumed (250 GiB a host, 20 GiB a guest); image layers, what containers wrote and virtual disks are the model’s.',
  run(args, machine) {
    const own = machine.sandbox !== null && !isContainer(machine);
    const size = own ? GUEST_DISK : DISK;
    const name = isContainer(machine) ? 'overlay' : own ? '/dev/vda1' : '/dev/nvme0n1p2';
    const { host, sandbox } = machine;
    const lying = host.diskByOwner.reduce((sum, entry) => sum + entry.bytes, 0);
    const used = own ? GUEST_SYSTEM + (sandbox?.writtenBytes ?? 0) : HOST_SYSTEM + lying;
    const cell = (bytes: number): string =>
      args.has('human-readable') ? human(bytes) : String(Math.round(bytes / 1024));
    const rows: readonly (readonly [string, number, number, string])[] = [
      [name, size, used, '/'],
      ['tmpfs', machine.memory.total / 2, 0, '/dev/shm'],
    ];
    const head = args.has('human-readable')
      ? 'Filesystem      Size  Used Avail Use% Mounted on'
      : 'Filesystem     1K-blocks      Used Available Use% Mounted on';
    const width = args.has('human-readable') ? [6, 6, 6] : [10, 10, 10];
    return {
      out: [
        head,
        ...rows.map(
          ([device, total, taken, at]) =>
            `${device.padEnd(14)} ${padLeft(cell(total), (width[0] ?? 0) - 1)}${padLeft(cell(taken), width[1] ?? 0)}${padLeft(cell(total - taken), width[2] ?? 0)} ${padLeft(`${Math.round((100 * taken) / total)}%`, 4)} ${at}`,
        ),
      ],
    };
  },
});
