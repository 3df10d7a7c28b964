import { containersOf, findContainer } from '../objects';
import { defineSubcommand, ignored } from '../dialect';
import { containersAt, noSuchContainer, requires } from './usage';

const ITSELF = {
  words: ['docker', 'stop'],
  usage: 'docker stop [OPTIONS] CONTAINER [CONTAINER...]',
} as const;

/** `docker stop CONTAINER...` */
export const dockerStop = defineSubcommand({
  id: 'docker stop',
  ...ITSELF,
  aliases: [['docker', 'container', 'stop']],
  summary: 'Stop one or more running containers',
  flags: [ignored('timeout', 'Seconds to wait before killing the container', { short: 't', value: 'int' })],
  operands: (frame) => containersOf(frame).map((c) => c.id),
  run({ rest }, context) {
    if (rest.length === 0) return requires(ITSELF, 'at least 1 argument');
    const containers = containersAt(context);
    const found = rest.map((name) => ({ name, container: findContainer(containers, name) }));
    const missing = found.filter(({ container }) => container === undefined);
    return {
      err: missing.map(({ name }) => noSuchContainer(name)),
      exitCode: missing.length > 0 ? 1 : 0,
      acts: found.flatMap(({ name, container }) =>
        container === undefined
          ? []
          : [
              {
                call: { name: 'stop' as const, args: { sandbox: container.id } },
                done: () => ({ out: [name] }),
              },
            ],
      ),
    };
  },
});
