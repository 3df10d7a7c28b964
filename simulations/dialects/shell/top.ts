import type { Frame } from '../../lab/frame';
import { flag, defineSubcommand, error, type Context, type Followed, type Plain } from '../dialect';
import { padLeft } from '../output/columns';
import { atDesk, onMachine, type Machine } from './machine';
import { uptimeLine } from './machine-tools';
import { nameOf, processesAt, type Process } from './processes';

const MIB = 1024 ** 2;
const mib = (bytes: number): string => (bytes / MIB).toFixed(1);

function header(machine: Machine, context: Context, processes: readonly Process[]): readonly string[] {
  const running = processes.filter((p) => p.cores > 0).length;
  const us = (100 * machine.coresInUse) / machine.cpus;
  const { total, free, used, cache, swapTotal, swapUsed } = machine.memory;
  return [
    `top -${uptimeLine(machine, context)}`,
    `Tasks: ${padLeft(String(processes.length), 3)} total, ${padLeft(String(running), 3)} running, ${padLeft(String(processes.length - running), 3)} sleeping,   0 stopped,   0 zombie`,
    `%Cpu(s): ${padLeft(us.toFixed(1), 4)} us,  0.0 sy,  0.0 ni, ${padLeft((100 - us).toFixed(1), 4)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st`,
    `MiB Mem : ${padLeft(mib(total), 8)} total, ${padLeft(mib(free), 8)} free, ${padLeft(mib(used), 8)} used, ${padLeft(mib(cache), 8)} buff/cache`,
    `MiB Swap: ${padLeft(mib(swapTotal), 8)} total, ${padLeft(mib(swapTotal - swapUsed), 8)} free, ${padLeft(mib(swapUsed), 8)} used. ${padLeft(mib(free + cache), 8)} avail Mem`,
    '',
    '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
  ];
}

function row(p: Process, total: number): string {
  const kib = String(Math.round(p.residentBytes / 1024));
  const centis = Math.floor(p.usedMicros / 10_000);
  const time = `${Math.floor(centis / 6000)}:${((centis % 6000) / 100).toFixed(2).padStart(5, '0')}`;
  return [
    padLeft(String(p.pid), 7),
    ` ${p.user.padEnd(8).slice(0, 8)} `,
    ' 20   0',
    padLeft(kib, 8),
    padLeft(kib, 7),
    padLeft('0', 7),
    ` ${p.cores > 0 ? 'R' : 'S'}`,
    padLeft((p.cores * 100).toFixed(1), 6),
    padLeft(((100 * p.residentBytes) / total).toFixed(1), 6),
    padLeft(time, 10),
    ` ${nameOf(p)}`,
  ].join('');
}

interface Topped {
  readonly nextMicros: number;
  readonly everyMicros: number;
}

/** `top`: again every three seconds until Ctrl-C; `top -b -n 1` once. */
export const top = defineSubcommand({
  id: 'top',
  words: ['top'],
  usage: 'top [options]',
  summary: 'Display processes, the busiest first.',
  flags: [
    flag('b', 'batch mode: print and go on'),
    flag('n', 'how often before it ends', { value: 'number' }),
    flag('d', 'seconds of simulated time between two looks', { value: 'secs' }),
  ],
  differs: 'Not interactive: no keys but Ctrl-C. VIRT repeats RES.',
  run(args, context) {
    const machine = onMachine(context);
    if (machine === null) return error(1, ...atDesk('top', context.frame));
    const { frame } = context;
    if (!args.has('b') && context.toTerminal) {
      const everyMicros = Math.max(0.1, Number(args.value('d') ?? 3) || 3) * 1e6;
      return { follow: { nextMicros: frame.nowMicros, everyMicros } };
    }
    const processes = processesAt(context, context.place, 'top').toSorted(
      (a, b) => b.cores - a.cores || a.pid - b.pid,
    );
    return {
      out: [
        ...header(machine, context, processes),
        ...processes.slice(0, 40).map((process) => row(process, machine.memory.total)),
      ],
    };
  },
  follow(state: Plain, frame: Frame): Followed {
    const { nextMicros, everyMicros } = state as unknown as Topped;
    if (frame.nowMicros < nextMicros && frame.nowMicros > nextMicros - 2 * everyMicros)
      return { next: state };
    return { next: { everyMicros, nextMicros: frame.nowMicros + everyMicros }, again: 'top -b' };
  },
});
