import { printable } from '../../base/errors';
import { defineSubcommand, error, flag, ignored } from '../dialect';
import { containerId, deploymentsOf } from '../objects';
import { requires } from './usage';

const ITSELF = { words: ['docker', 'run'], usage: 'docker run [OPTIONS] IMAGE [COMMAND] [ARG...]' } as const;

/** `docker run [-d] [--name NAME] [-m LIMIT] IMAGE` */
export const dockerRun = defineSubcommand({
  id: 'docker run',
  ...ITSELF,
  aliases: [['docker', 'container', 'run']],
  summary: 'Create and run a new container from an image',
  flags: [
    flag('detach', 'Run container in background and print container ID', { short: 'd' }),
    ignored('name', 'Assign a name to the container', { value: 'string' }),
    ignored('memory', 'Memory limit', { short: 'm', value: 'bytes' }),
    ignored('publish', "Publish a container's port(s) to the host", { short: 'p', value: 'list' }),
  ],
  leavesOut: { privileged: 'gives the container every right that root has on the host.' },
  stopsAtOperand: true,
  run({ rest }, { frame }) {
    const [image] = rest;
    if (image === undefined) return requires(ITSELF, 'at least 1 argument');
    const component = image.split(':')[0] ?? image;
    const containers = deploymentsOf(frame, 'docker');
    const home =
      containers.find((deployment) => deployment.components.some((c) => c.id === component)) ?? containers[0];
    if (home === undefined)
      return error(
        125,
        `Unable to find image '${printable(image)}' locally: no container host in this scenario`,
      );
    return {
      acts: [
        {
          call: { name: 'run', args: { component, deployment: home.id } },
          done: ({ subject, text }) => ({ out: [containerId(subject ?? '') + '…', text] }),
        },
      ],
    };
  },
});
