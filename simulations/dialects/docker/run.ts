import { printable } from '../../base/errors';
import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, error } from '../dialect';
import { containerId } from './ps';

/** `docker run [-d] [--name NAME] [-m LIMIT] IMAGE` */
export const dockerRun = defineSubcommand({
  id: 'docker run',
  words: ['docker', 'run'],
  usage: 'docker run [-d] [--name NAME] [-m LIMIT] IMAGE',
  summary: 'Start a container of an image',
  valued: ['name', 'memory', 'publish'],
  switches: ['detach'],
  short: { d: 'detach', m: 'memory', p: 'publish' },
  run({ rest }, frame) {
    const [image] = rest;
    if (image === undefined)
      return error(1, '"docker run" requires at least 1 argument.', 'Usage:  docker run [OPTIONS] IMAGE');
    const component = image.split(':')[0] ?? image;
    const containers = frame.deployments.filter(
      (deployment) => technologyOf(deployment.technology).tool === 'docker',
    );
    const home =
      containers.find((deployment) => deployment.components.some((c) => c.id === component)) ?? containers[0];
    if (home === undefined)
      return error(
        125,
        `Unable to find image '${printable(image)}' locally: no container host in this scenario`,
      );
    return {
      kind: 'command',
      call: { name: 'run', args: { component, deployment: home.id } },
      report: (text, subject) => [containerId(subject ?? '') + '…', text],
    };
  },
});
