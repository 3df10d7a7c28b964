import { insideOf } from '../../lab/machines';
import { defineSubcommand, error, flag, ignored } from '../dialect';
import { containersOf, findContainer } from '../objects';
import type { Place } from '../shell/place';
import { containersAt, noSuchContainer, requires } from './usage';

const ITSELF = {
  words: ['docker', 'exec'],
  usage: 'docker exec [OPTIONS] CONTAINER COMMAND [ARG...]',
} as const;
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', '/bin/sh', '/bin/bash', 'ash']);

/** `docker exec -it CONTAINER sh`: one more process behind the fences of a container. */
export const dockerExec = defineSubcommand({
  id: 'docker exec',
  ...ITSELF,
  aliases: [['docker', 'container', 'exec']],
  summary: 'Execute a command in a running container',
  examples: ['docker exec api-1 ps', 'docker exec -it api-1 sh'],
  flags: [
    flag('interactive', 'Keep STDIN open even if not attached', { short: 'i' }),
    flag('tty', 'Allocate a pseudo-TTY', { short: 't' }),
    ignored('detach', 'Detached mode: run command in the background', { short: 'd' }),
    ignored('env', 'Set environment variables', { short: 'e', value: 'list' }),
    ignored('user', 'Username or UID', { short: 'u', value: 'string' }),
    ignored('workdir', 'Working directory inside the container', { short: 'w', value: 'string' }),
    ignored('privileged', 'Give extended privileges to the command'),
  ],
  stopsAtOperand: true,
  operands: (frame, position) =>
    position === 0 ? containersOf(frame).map((c) => c.id) : ['sh', 'ps', 'cat'],
  models:
    'A shell there, or one command: ps, top, free, cat /proc/…, ip addr and the other tools of the shell.',
  run(args, context) {
    const [name, ...words] = args.rest;
    if (name === undefined || words.length === 0) return requires(ITSELF, 'at least 2 arguments');
    const container = findContainer(containersAt(context), name);
    if (container === undefined) return error(1, noSuchContainer(name));
    if (!['starting', 'running', 'idle', 'stopping'].includes(container.state))
      return error(1, `Error response from daemon: container ${container.id} is not running`);
    const place: Place = { kind: 'container', id: container.id };
    const [command = ''] = words;
    if (!SHELLS.has(command)) return { runs: { words, place, direct: true } };
    if (words[1] === '-c' && words[2] !== undefined)
      return { runs: { words: words[2].trim().split(/\s+/), place } };
    if (!args.has('interactive')) return {};
    return {
      enter: place,
      err:
        insideOf(container) === 'own-kernel'
          ? ['(this container has a kernel of its own: see uname -r)']
          : [],
    };
  },
});
