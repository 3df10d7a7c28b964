import { printable } from '../../base/errors';
import { humanSize } from '../output/units';
import { defineSubcommand, error, flag } from '../dialect';
import { FORMAT, list } from './format';
import { findImage, imageReferences, imagesAt, referenceOf } from './image-store';
import { requires } from './usage';

const TITLES = {
  Repository: 'REPOSITORY',
  Tag: 'TAG',
  ID: 'IMAGE ID',
  CreatedSince: 'CREATED',
  Size: 'SIZE',
} as const;

/** `docker images` */
export const dockerImages = defineSubcommand({
  id: 'docker images',
  words: ['docker', 'images'],
  aliases: [
    ['docker', 'image', 'ls'],
    ['docker', 'image', 'list'],
  ],
  usage: 'docker images [OPTIONS] [REPOSITORY[:TAG]]',
  summary: 'List images',
  examples: ['docker images', "docker images --format '{{.Repository}}:{{.Tag}} {{.Size}}'"],
  flags: [
    flag('all', 'Show all images (default hides intermediate images)', { short: 'a', without: 'effect' }),
    FORMAT,
    flag('no-trunc', "Don't truncate output"),
    flag('quiet', 'Only show image IDs', { short: 'q' }),
  ],
  models:
    'The images of which the hosts have every layer. SIZE counts every layer, shared or not, as Docker does.',
  differs: 'When an image was built is made up.',
  run(args, context) {
    const [wanted] = args.rest;
    const images = imagesAt(context).filter((image) =>
      wanted === undefined
        ? image.isPresent
        : image.repository === wanted || image.reference === referenceOf(wanted),
    );
    const idOf = (id: string): string => (args.has('no-trunc') ? `sha256:${id}` : id.slice(0, 12));
    if (args.has('quiet')) return { out: images.map((image) => idOf(image.id)) };
    return list(
      args,
      TITLES,
      ['Repository', 'Tag', 'ID', 'CreatedSince', 'Size'],
      images.map((image) => ({
        Repository: image.repository,
        Tag: image.tag,
        ID: idOf(image.id),
        CreatedSince: '2 weeks ago',
        Size: humanSize(image.bytes),
      })),
    );
  },
});

const HISTORY = {
  ID: 'IMAGE',
  CreatedSince: 'CREATED',
  CreatedBy: 'CREATED BY',
  Size: 'SIZE',
  Comment: 'COMMENT',
} as const;
const HISTORY_ITSELF = { words: ['docker', 'history'], usage: 'docker history [OPTIONS] IMAGE' } as const;

/** `docker history IMAGE`: its layers, the uppermost first. */
export const dockerHistory = defineSubcommand({
  id: 'docker history',
  ...HISTORY_ITSELF,
  aliases: [['docker', 'image', 'history']],
  summary: 'Show the history of an image',
  examples: ['docker history thumb:1'],
  flags: [
    FORMAT,
    flag('no-trunc', "Don't truncate output"),
    flag('quiet', 'Only show image IDs', { short: 'q' }),
  ],
  operands: (frame) => [...new Set(frame.hosts.flatMap((h) => h.sandboxes).flatMap((s) => s.image ?? []))],
  models: 'The layers of the image with the sizes that they take on a disk.',
  run(args, context) {
    const [wanted] = args.rest;
    if (wanted === undefined) return requires(HISTORY_ITSELF, '1 argument');
    const image = findImage(imagesAt(context), wanted);
    if (image === undefined)
      return error(
        1,
        `Error response from daemon: No such image: ${printable(referenceOf(wanted), 80)}`,
        `(images of this scenario: ${imageReferences(context).slice(0, 12).join(', ')})`,
      );
    const layers = image.layers.toReversed();
    const rows = layers.map((layer, i) => ({
      ID: i === 0 ? image.id.slice(0, 12) : '<missing>',
      CreatedSince: '2 weeks ago',
      CreatedBy: args.has('no-trunc') ? layer.createdBy : layer.createdBy.slice(0, 45),
      Size: humanSize(layer.bytes),
      Comment: layer.label,
    }));
    if (args.has('quiet')) return { out: rows.map((row) => row.ID) };
    return list(args, HISTORY, ['ID', 'CreatedSince', 'CreatedBy', 'Size', 'Comment'], rows);
  },
});
