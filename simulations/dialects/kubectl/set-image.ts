import { printable } from '../../base/errors';
import { defineSubcommand, error } from '../dialect';
import { deploymentPaths } from './operands';
import { deploymentsIn, isRefusal, updateAct } from './target';
import { namespaceOf } from './kinds';

/** `kubectl set image deploy/NAME CONTAINER=IMAGE` */
export const kubectlSetImage = defineSubcommand({
  id: 'kubectl set image',
  words: ['kubectl', 'set', 'image'],
  usage:
    'kubectl set image (-f FILENAME | TYPE NAME) CONTAINER_NAME_1=CONTAINER_IMAGE_1 ... CONTAINER_NAME_N=CONTAINER_IMAGE_N',
  summary: 'Update existing container image(s) of resources.',
  flags: [],
  leavesOut: {
    all: 'changes all resources of the type.',
    filename: 'reads from a file what to change.',
    selector: 'changes what has these labels.',
    local: 'changes only the text of a description.',
  },
  examples: ['kubectl set image deployment/thumb thumb=thumb:2 && kubectl rollout status deployment/thumb'],
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  models: 'A rolling update: pods of the new image start, and old ones go, as the deployment’s bounds allow.',
  differs:
    'The container of a pod has the name of its component. A new image does the same work as the old one.',
  run(args, context) {
    const pairs = args.rest.filter((word) => word.includes('='));
    const words = args.rest.filter((word) => !word.includes('='));
    if (words.length === 0)
      return error(
        1,
        'error: one or more resources must be specified as <resource> <name> or <resource>/<name>',
      );
    if (pairs.length === 0) return error(1, 'error: at least one image update is required');
    const found = deploymentsIn(words, namespaceOf(args), context.frame);
    if (isRefusal(found)) return found;
    const images = new Map(
      pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    const other = [...images.keys()].find((name) => name !== '*' && found.every((w) => w.name !== name));
    if (other !== undefined)
      return error(1, `error: unable to find container named "${printable(other, 60)}"`);
    // Where the image is the same already, kubectl says nothing.
    const acts = found.flatMap((workload) => {
      const image = images.get(workload.name) ?? images.get('*') ?? '';
      const done = `deployment.apps/${workload.name} image updated`;
      return image === '' || image === workload.image ? [] : [updateAct(workload, image, done)];
    });
    return { acts };
  },
});
