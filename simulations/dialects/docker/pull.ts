import { printable } from '../../base/errors';
import { defineSubcommand, error, ignored } from '../dialect';
import { findImage, imagesAt, referenceOf } from './image-store';
import { requires } from './usage';

const ITSELF = { words: ['docker', 'pull'], usage: 'docker pull [OPTIONS] NAME[:TAG|@DIGEST]' } as const;

/** `docker pull IMAGE` */
export const dockerPull = defineSubcommand({
  id: 'docker pull',
  ...ITSELF,
  aliases: [['docker', 'image', 'pull']],
  summary: 'Download an image from a registry',
  examples: ['docker pull thumb:1'],
  flags: [
    ignored('quiet', 'Suppress verbose output', { short: 'q' }),
    ignored('platform', 'Set platform if server is multi-platform capable', { value: 'string' }),
  ],
  models: 'Images of the scenario; a host pulls what it lacks when a container of it starts.',
  run({ rest }, context) {
    const [name] = rest;
    if (name === undefined) return requires(ITSELF, '1 argument');
    const image = findImage(imagesAt(context), name);
    if (image === undefined) {
      const shown = printable(name, 80);
      return error(
        1,
        `Error response from daemon: pull access denied for ${shown.split(':')[0] ?? shown}, repository does not exist or may require 'docker login'`,
      );
    }
    return {
      out: [
        ...(/:/.test(name) ? [] : ['Using default tag: latest']),
        `${image.tag}: Pulling from library/${image.repository}`,
        `Digest: sha256:${image.id}`,
        `Status: Image is up to date for ${referenceOf(name)}`,
        `docker.io/library/${image.reference}`,
      ],
    };
  },
});
