import { printable } from '../../base/errors';
import { defineSubcommand, error } from '../dialect';
import { containerId, containersOf } from './ps';

/** `docker stop CONTAINER` */
export const dockerStop = defineSubcommand({
  id: 'docker stop',
  words: ['docker', 'stop'],
  usage: 'docker stop CONTAINER',
  summary: 'Stop a running container',
  valued: ['time'],
  switches: [],
  short: { t: 'time' },
  run({ rest }, frame) {
    const [wanted] = rest;
    if (wanted === undefined)
      return error(1, '"docker stop" requires at least 1 argument.', 'Usage:  docker stop CONTAINER');
    const found = containersOf(frame).find(
      (c) => c.id === wanted || (wanted.length >= 4 && containerId(c.id).startsWith(wanted)),
    );
    if (found === undefined)
      return error(1, `Error response from daemon: No such container: ${printable(wanted)}`);
    return {
      kind: 'command',
      call: { name: 'stop', args: { sandbox: found.id } },
      report: (text) => [wanted, text],
    };
  },
});
