import { defineSubcommand, error, flag } from '../dialect';
import { deploymentsOf } from '../objects';

/** `kubectl scale deploy/NAME --replicas=N` */
export const kubectlScale = defineSubcommand({
  id: 'kubectl scale',
  words: ['kubectl', 'scale'],
  usage:
    'kubectl scale [--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME) [options]',
  summary: 'Set a new size for a deployment, replica set, replication controller, or stateful set.',
  flags: [flag('replicas', 'The new desired number of replicas. Required.', { value: 'int' })],
  run(args, { frame }) {
    const { rest } = args;
    const target =
      rest.length === 2 && /^deploy(ments?)?(\.apps)?$/.test(rest[0] ?? '')
        ? rest[1]
        : /^deploy(?:ments?)?(?:\.apps)?\/(.+)$/.exec(rest[0] ?? '')?.[1];
    const replicas = args.value('replicas');
    if (target === undefined) return error(1, 'error: resource(s) were provided, but no name was specified');
    if (replicas === undefined)
      return error(
        1,
        'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
      );
    if (!/^\d{1,6}$/.test(replicas))
      return error(1, `error: invalid argument "${replicas.slice(0, 20)}" for "--replicas" flag`);
    const home = deploymentsOf(frame, 'docker').find((d) => d.components.some((c) => c.id === target));
    if (home === undefined)
      return error(1, `Error from server (NotFound): deployments.apps "${target.slice(0, 60)}" not found`);
    return {
      acts: [
        {
          call: {
            name: 'scale',
            args: { component: target, replicas: Number(replicas), deployment: home.id },
          },
          done: () => ({ out: [`deployment.apps/${target} scaled`] }),
        },
      ],
    };
  },
});
