/** One application run in several ways at once, small and busy: for random walks over commands and faults. */
import { TECHNOLOGIES, type Scenario } from '../../simulations';
import { read } from './scenarios';

export const ZOO_WAYS = TECHNOLOGIES.map(({ id, perRequest }) => ({ id, perRequest }));

export type ZooWay = (typeof ZOO_WAYS)[number];

export function zoo(ways: readonly ZooWay[] = ZOO_WAYS, changes: object = {}): Scenario {
  const hosts = ways.flatMap(({ id }) =>
    ['a', 'b'].map((name) => ({
      id: `${id}-${name}`,
      cores: 2,
      memory: '8 GiB',
      disk: { read: '200 MB/s' },
      network: { bandwidth: '200 MB/s' },
    })),
  );
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'zoo',
    seed: 11,
    duration: '10 min',
    hosts,
    components: [
      {
        id: 'front',
        workers: 2,
        queueLimit: 6,
        serviceTime: 'exponential(0.3 s)',
        memory: '60 MiB',
        timeout: '4 s',
        retries: 1,
      },
      { id: 'back', workers: 1, queueLimit: 4, serviceTime: 'exponential(0.4 s)', memory: '90 MiB' },
    ],
    functions: [
      { id: 'front-fn', component: 'front', memory: '128 MiB', keepAlive: '20 s', maxInstances: 6 },
      { id: 'back-fn', component: 'back', memory: '128 MiB', keepAlive: '5 s', maxInstances: 4 },
    ],
    deployments: ways.map(({ id, perRequest }, i) => ({
      id: `${id}-way`,
      technology: id,
      hosts: [`${id}-a`, `${id}-b`],
      orchestrator: perRequest ? 'none' : (['kubernetes', 'swarm', 'none'] as const)[i % 3],
      place: perRequest
        ? [
            { function: 'front-fn', name: `${id}-f` },
            { function: 'back-fn', name: `${id}-k` },
          ]
        : [
            {
              component: 'front',
              name: `${id}-f`,
              memory: '512 MiB',
              replicas: 2,
              loadBalancing: (['shared-queue', 'round-robin', 'least-connections'] as const)[i % 3],
              ...(i % 2 === 0 && { autoscaler: { policy: 'hpa', target: '60 %', max: 4 } }),
            },
            { component: 'back', name: `${id}-k`, memory: '512 MiB', replicas: 2 },
          ],
    })),
    routes: [{ id: 'way', steps: ['front', { with: 0.7, step: 'back' }] }],
    workloads: [{ id: 'load', arrivals: 'poisson(3/s)' }],
    ...changes,
  });
}
