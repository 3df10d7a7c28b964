import { printable } from '../../base/errors';
import { defineSubcommand, error, ignored } from '../dialect';
import { findImage, imagesAt, referenceOf } from './image-store';
import { humanSize } from '../output/units';
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
    const head = [
      ...(/:/.test(name) ? [] : ['Using default tag: latest']),
      `${image.tag}: Pulling from library/${image.repository}`,
    ];
    if (!image.isPresent)
      return {
        out: [
          ...head,
          ...image.layers.map(
            (layer) => `${layer.id.slice(0, 12)}: ${layer.label}, ${humanSize(layer.bytes)}`,
          ),
        ],
        err: [
          'docker pull by itself is not in this model: a host pulls what it lacks when a container of it starts (docker run)',
        ],
        exitCode: 1,
      };
    return {
      out: [
        ...head,
        `Digest: sha256:${image.id}`,
        `Status: Image is up to date for ${referenceOf(name)}`,
        `docker.io/library/${image.reference}`,
      ],
    };
  },
});
