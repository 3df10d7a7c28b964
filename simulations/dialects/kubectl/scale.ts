import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, error } from '../dialect';

/** `kubectl scale deploy/NAME --replicas=N` */
export const kubectlScale = defineSubcommand({
  id: 'kubectl scale',
  words: ['kubectl', 'scale'],
  usage: 'kubectl scale deploy/NAME --replicas=N',
  summary: 'Set how many replicas of a component are desired',
  valued: ['replicas', 'namespace'],
  switches: [],
  short: { n: 'namespace' },
  run({ values, rest }, frame) {
    const target =
      rest.length === 2 && /^deploy(ments?)?(\.apps)?$/.test(rest[0] ?? '')
        ? rest[1]
        : /^deploy(?:ments?)?(?:\.apps)?\/(.+)$/.exec(rest[0] ?? '')?.[1];
    const replicas = values.get('replicas');
    if (target === undefined)
      return error(
        1,
        'error: resource(s) were provided, but no name was specified',
        'usage: kubectl scale deploy/NAME --replicas=N',
      );
    if (replicas === undefined)
      return error(
        1,
        'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
      );
    if (!/^\d{1,6}$/.test(replicas))
      return error(1, `error: invalid argument "${replicas.slice(0, 20)}" for "--replicas" flag`);
    const home = frame.deployments.find(
      (d) => technologyOf(d.technology).tool === 'docker' && d.components.some((c) => c.id === target),
    );
    if (home === undefined)
      return error(1, `Error from server (NotFound): deployments.apps "${target.slice(0, 60)}" not found`);
    return {
      kind: 'command',
      call: { name: 'scale', args: { component: target, replicas: Number(replicas), deployment: home.id } },
      report: () => [`deployment.apps/${target} scaled`],
    };
  },
});
