import { printable } from '../../base/errors';
import { defineSubcommand, error, flag, type Act, type Context, type Intent } from '../dialect';
import { processesAt, type Process } from './processes';

const SIGNALS: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  KILL: 9,
  TERM: 15,
  STOP: 19,
  CONT: 18,
};

/** `-9`, `-KILL`, `-SIGKILL` into what a flag takes. */
const older = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, i) =>
    i === 0 && /^-(\d{1,2}|(SIG)?[A-Z]+)$/.test(word) ? ['--signal', word.slice(1)] : [word],
  );

/** What signals do to a sandbox's first process. */
const CALLS: Readonly<Record<number, 'stop' | 'kill' | 'pause' | 'resume'>> = {
  2: 'stop',
  15: 'stop',
  9: 'kill',
  19: 'pause',
  18: 'resume',
};

/** What a signal does to the first process of a sandbox: it ends in order, or at once. */
function actOn(process: Process, signal: number, { place }: Context): Act | string {
  const name = process.sandbox ?? '';
  const isFirst = process.part === 'first';
  if (place.kind === 'container' && process.pid === 1 && signal === 9)
    return 'nothing happens: the first process of a namespace takes no SIGKILL from inside; its host could send it';
  if (!isFirst) {
    return process.part === 'keeper'
      ? `ending a shim is not in this model: the real one would leave the container without its keeper`
      : `ending ${process.command.split(' ')[0] ?? ''} is not in this model`;
  }
  const call = CALLS[signal];
  return call === undefined
    ? `signal ${signal} is not in this model: there are TERM, INT, KILL, STOP and CONT`
    : { call: { name: call, args: { sandbox: name } }, done: () => ({}) };
}

/** `kill [-SIGNAL] PID...` */
export const kill = defineSubcommand({
  id: 'kill',
  words: ['kill'],
  usage: 'kill [-SIGNAL] PID...',
  summary: 'Send a signal to a process.',
  flags: [flag('signal', 'specify the signal to be sent', { short: 's', value: 'signal' })],
  older,
  models: 'TERM and KILL to the first process of a container, VM or process of the model.',
  differs: 'Engines, shells and daemons cannot be ended.',
  run(args, context): Intent {
    if (args.rest.length === 0)
      return error(1, 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ...');
    const written = (args.value('signal') ?? 'TERM').replace(/^SIG/, '');
    const signal = /^\d+$/.test(written) ? Number(written) : (SIGNALS[written] ?? 0);
    if (signal === 0) return error(1, `bash: kill: ${printable(written, 20)}: invalid signal specification`);
    const processes = processesAt(context, context.place, 'kill');
    const acts: Act[] = [];
    const err: string[] = [];
    for (const word of args.rest) {
      const found = processes.find((p) => String(p.pid) === word);
      if (found === undefined) err.push(`bash: kill: (${printable(word, 20)}) - No such process`);
      else {
        const act = actOn(found, signal, context);
        if (typeof act === 'string') err.push(`kill: ${act}`);
        else acts.push(act);
      }
    }
    return { err, exitCode: err.length > 0 ? 1 : 0, acts };
  },
});
