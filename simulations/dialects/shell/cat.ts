import { defineSubcommand, error, ignored } from '../dialect';
import { inputOf } from './filters';
import { listFolder, readFile, shownPath } from './files';

const PATHS = [
  '/proc/meminfo',
  '/proc/cpuinfo',
  '/proc/loadavg',
  '/proc/version',
  '/proc/uptime',
  '/proc/1/status',
  '/proc/self/cgroup',
  '/sys/fs/cgroup/memory.max',
  '/sys/fs/cgroup/memory.current',
  '/sys/fs/cgroup/cpu.max',
  '/sys/fs/cgroup/cpu.weight',
  '/sys/fs/cgroup/pids.max',
  '/etc/hostname',
  '/etc/os-release',
];

/** `cat FILE` */
export const cat = defineSubcommand({
  id: 'cat',
  words: ['cat'],
  usage: 'cat [OPTION]... [FILE]...',
  summary: 'Concatenate FILE(s) to standard output.',
  flags: [],
  operands: () => PATHS,
  models: `Of files there are: ${PATHS.join(', ')}, and /proc/PID/{status,cmdline,comm,cgroup}.`,
  run({ rest }, context) {
    const input = inputOf('cat', rest, context);
    return input.ok ? { out: input.value } : error(1, input.error);
  },
});

/** `ls [FOLDER]` */
export const ls = defineSubcommand({
  id: 'ls',
  words: ['ls'],
  usage: 'ls [OPTION]... [FILE]...',
  summary: 'List directory contents.',
  flags: [
    ignored('l', 'use a long listing format'),
    ignored('all', 'do not ignore entries starting with .', { short: 'a' }),
    ignored('human-readable', 'sizes like 1K 234M', { short: 'h' }),
    ignored('1', 'list one file per line'),
  ],
  models: 'Folders of /proc and /sys/fs/cgroup with the files that can be read.',
  run({ rest }, context) {
    const path = rest[0] ?? '/';
    const names = listFolder(path, context);
    if (names !== null) return { out: context.toTerminal ? inColumns(names) : names };
    if (readFile(path, context).ok) return { out: [path] };
    const own = context.place.kind === 'desk' ? ' (the files of your own desk are not in this model)' : '';
    return error(2, `ls: cannot access '${shownPath(path)}': No such file or directory${own}`);
  },
});

/** Side by side, as in a window of 100 letters. */
function inColumns(names: readonly string[]): readonly string[] {
  if (names.some((name) => name.includes(' '))) return names;
  const lines: string[] = [''];
  for (const name of names) {
    const last = lines[lines.length - 1] ?? '';
    if (last.length + name.length > 100) lines.push(name);
    else lines[lines.length - 1] = last === '' ? name : `${last}  ${name}`;
  }
  return lines;
}
