import { flag, type Arguments } from '../dialect';
import { padLeft } from '../output/columns';
import { defineMachineTool, type MemoryView } from './machine';

/** `1.9Gi`, `38Mi` as `free -h` writes it. */
function human(bytes: number): string {
  const units = ['B', 'Ki', 'Mi', 'Gi', 'Ti'];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)}${units[unit]}`;
}

function written(bytes: number, args: Arguments): string {
  if (args.has('human')) return human(bytes);
  const unit = args.has('bytes') ? 1 : args.has('mebi') ? 1024 ** 2 : args.has('gibi') ? 1024 ** 3 : 1024;
  return String(Math.floor(bytes / unit));
}

const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(8) + cells.map((cell) => padLeft(cell, 12)).join('');

/** `free [-h]` */
export const free = defineMachineTool({
  name: 'free',
  usage: 'free [options]',
  summary: 'Display amount of free and used memory in the system.',
  flags: [
    flag('human', 'show human-readable output', { short: 'h' }),
    flag('mebi', 'show output in mebibytes', { short: 'm' }),
    flag('gibi', 'show output in gibibytes', { short: 'g' }),
    flag('bytes', 'show output in bytes', { short: 'b' }),
    flag('kibi', 'show output in kibibytes', { short: 'k' }),
  ],
  models:
    'On a host its owners of memory; in a VM what it was assigned; in a container the host’s figures, as /proc/meminfo is not fenced: its limit is in /sys/fs/cgroup/memory.max.',
  differs: 'Shared memory is 0.',
  run(args, { memory }) {
    const cell = (bytes: number): string => written(bytes, args);
    const available = (m: MemoryView): number => m.free + m.cache;
    const cells = [memory.total, memory.used, memory.free, 0, memory.cache, available(memory)].map(cell);
    return {
      out: [
        ' '.repeat(8) +
          ['total', 'used', 'free', 'shared', 'buff/cache', 'available'].map((h) => padLeft(h, 12)).join(''),
        row('Mem:', cells),
        row('Swap:', [memory.swapTotal, memory.swapUsed, memory.swapTotal - memory.swapUsed].map(cell)),
      ],
    };
  },
});
