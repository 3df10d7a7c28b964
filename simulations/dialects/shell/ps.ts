import type { Frame } from '../../lab/frame';
import { clockOf, instantOf, MONTH_NAMES } from '../../lab/machines';
import { defineSubcommand, error, flag, type Context, type Intent } from '../dialect';
import { columns, padLeft } from '../output/columns';
import { nameOf, processesAt, type Process } from './processes';
import { atDesk, onMachine } from './machine';

const MIB = 1024 ** 2;
const kib = (bytes: number): number => Math.round(bytes / 1024);

/** `12:34`, or `Mar02` for another day. */
function startOf(frame: Frame, process: Process): string {
  const [at, now] = [instantOf(frame, process.startedAtMicros), instantOf(frame, frame.nowMicros)];
  const sameDay = at.day === now.day && at.month === now.month;
  return sameDay
    ? clockOf(frame, process.startedAtMicros).slice(0, 5)
    : `${MONTH_NAMES[at.month - 1] ?? ''}${String(at.day).padStart(2, '0')}`;
}

/** `0:03` as `ps aux` writes it, `00:00:03` as `ps -ef` does. */
function cpuTime(process: Process, long: boolean): string {
  const seconds = Math.floor(process.usedMicros / 1e6);
  const two = (n: number): string => String(n).padStart(2, '0');
  return long
    ? `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}

/** `%CPU` of ps is processor time over life time. */
const lifeShare = (process: Process, frame: Frame): number =>
  (100 * process.usedMicros) / Math.max(1e6, frame.nowMicros - process.startedAtMicros);

const tty = (process: Process): string => (/^(-bash|sh|ps|top)\b/.test(process.command) ? 'pts/0' : '?');
const stateOf = (process: Process): string =>
  `${process.cores > 0 || /^(ps|top)\b/.test(process.command) ? 'R' : 'S'}${process.threads > 1 ? 'l' : ''}${process.pid === 1 || process.parent <= 1 ? 's' : ''}`;

function bsd(processes: readonly Process[], context: Context): readonly string[] {
  const { frame } = context;
  const total = memoryTotal(context);
  const head = 'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND';
  return [
    head,
    ...processes.map((p) =>
      [
        p.user.padEnd(8).slice(0, 8),
        padLeft(String(p.pid), 7),
        padLeft(lifeShare(p, frame).toFixed(1), 5),
        padLeft(((100 * p.residentBytes) / total).toFixed(1), 5),
        ` ${padLeft(String(kib(p.residentBytes)), 6)}`,
        ` ${padLeft(String(kib(p.residentBytes)), 5)}`,
        ` ${tty(p).padEnd(8)}`,
        ` ${stateOf(p).padEnd(4)}`,
        ` ${startOf(frame, p).padEnd(7)}`,
        `${padLeft(cpuTime(p, false), 5)} ${p.command}`,
      ].join(''),
    ),
  ];
}

function full(processes: readonly Process[], { frame }: Context): readonly string[] {
  return [
    'UID          PID    PPID  C STIME TTY          TIME CMD',
    ...processes.map(
      (p) =>
        `${p.user.padEnd(8).slice(0, 8)}${padLeft(String(p.pid), 8)}${padLeft(String(p.parent), 8)}${padLeft(String(Math.min(99, Math.round(lifeShare(p, frame)))), 3)} ${startOf(frame, p).padEnd(5)} ${tty(p).padEnd(8)} ${cpuTime(p, true)} ${p.command}`,
    ),
  ];
}

const plain = (processes: readonly Process[]): readonly string[] => [
  '    PID TTY          TIME CMD',
  ...processes.map(
    (p) => `${padLeft(String(p.pid), 7)} ${tty(p).padEnd(8)} ${cpuTime(p, true)} ${nameOf(p)}`,
  ),
];

/** The ps of busybox, which small images have: every process, with its own columns. */
const busybox = (processes: readonly Process[]): readonly string[] => [
  'PID   USER     TIME  COMMAND',
  ...processes.map(
    (p) => `${padLeft(String(p.pid), 5)} ${p.user.padEnd(8)} ${padLeft(cpuTime(p, false), 5)} ${p.command}`,
  ),
];

/** Columns that `-o` can name. */
const FIELDS: Readonly<Record<string, readonly [string, (p: Process, context: Context) => string]>> = {
  pid: ['PID', (p) => String(p.pid)],
  ppid: ['PPID', (p) => String(p.parent)],
  user: ['USER', (p) => p.user],
  comm: ['COMMAND', nameOf],
  cmd: ['CMD', (p) => p.command],
  args: ['COMMAND', (p) => p.command],
  command: ['COMMAND', (p) => p.command],
  rss: ['RSS', (p) => String(kib(p.residentBytes))],
  vsz: ['VSZ', (p) => String(kib(p.residentBytes))],
  nlwp: ['NLWP', (p) => String(p.threads)],
  stat: ['STAT', stateOf],
  tty: ['TT', tty],
  time: ['TIME', (p) => cpuTime(p, true)],
  '%cpu': ['%CPU', (p, { frame }) => lifeShare(p, frame).toFixed(1)],
  pcpu: ['%CPU', (p, { frame }) => lifeShare(p, frame).toFixed(1)],
  '%mem': ['%MEM', (p, context) => ((100 * p.residentBytes) / memoryTotal(context)).toFixed(1)],
  pmem: ['%MEM', (p, context) => ((100 * p.residentBytes) / memoryTotal(context)).toFixed(1)],
};

function chosen(processes: readonly Process[], written: string, context: Context): Intent {
  const names = written.split(',').map((name) => name.trim());
  const wrong = names.find((name) => !Object.hasOwn(FIELDS, name));
  if (wrong !== undefined) return error(1, `error: unknown user-defined format specifier "${wrong}"`);
  const fields = names.flatMap((name) => [FIELDS[name] ?? []]).filter((field) => field.length === 2);
  const rows = [
    fields.map(([title]) => title),
    ...processes.map((p) => fields.map(([, read]) => read(p, context))),
  ];
  return { out: columns(rows, { minWidth: 0, padding: 2 }) };
}

const memoryTotal = (context: Context): number => Math.max(MIB, onMachine(context)?.memory.total ?? MIB);

/** `ps`, `ps aux`, `ps -ef`, `ps -o pid,cmd`. */
export const ps = defineSubcommand({
  id: 'ps',
  words: ['ps'],
  usage: 'ps [options]',
  summary: 'Report a snapshot of the current processes.',
  flags: [
    flag('e', 'all processes'),
    flag('A', 'all processes'),
    flag('f', 'full-format, including command lines'),
    flag('o', 'user-defined format', { value: 'format' }),
    flag('p', 'process id', { value: 'pid' }),
    flag('bsd', 'as ps aux: every process, with use of processor and memory'),
    flag('forest', 'ASCII art process tree', { without: 'effect' }),
  ],
  // `ps aux` has no hyphen: BSD options.
  older: (words) => words.flatMap((word) => (/^-?a?u?x?w*$/.test(word) && word !== '' ? ['--bsd'] : [word])),
  models:
    'Processes of the model and what any Linux machine has; numbers are made up, but a container’s process 1 and its number on the host are the same process.',
  differs: 'VSZ repeats RSS; %CPU and TIME follow from the requests served.',
  run(args, context) {
    if (context.place.kind === 'desk') return error(1, ...atDesk('ps', context.frame));
    const line = 'ps';
    const all = processesAt(context, context.place, line);
    const isBsd = args.has('bsd');
    const wanted = args.value('p')?.split(',').map(Number);
    const processes = wanted === undefined ? all : all.filter((p) => wanted.includes(p.pid));
    const format = args.value('o');
    const everything = args.has('e') || args.has('A') || wanted !== undefined;
    if (format !== undefined)
      return chosen(everything || isBsd ? processes : ofTerminal(processes), format, context);
    if (isBsd) return { out: bsd(processes, context) };
    if (args.has('f')) return { out: full(everything ? processes : ofTerminal(processes), context) };
    if (context.place.kind === 'container' && !everything) return { out: busybox(processes) };
    return { out: plain(everything ? processes : ofTerminal(processes)) };
  },
});

const ofTerminal = (processes: readonly Process[]): readonly Process[] =>
  processes.filter((p) => tty(p) !== '?');
