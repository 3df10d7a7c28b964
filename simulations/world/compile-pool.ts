/** What is placed in a deployment, as a run scales it: sizes, times and rules with every default filled in. */
import { invariant } from '../base/errors';
import { rulesOf, type OrchestratorName } from '../policies/orchestrators';
import type { PlaceFields, Scenario } from '../scenario/schema';
import { overheadFactor, type Technology } from '../technologies/technology';
import type { Images } from './compile-images';
import { compilePhysical } from './compile-physical';
import type { ChoiceRule, PoolModel } from './model';

type PoolPlace = Pick<PoolModel, 'index' | 'deployment' | 'hosts'> & {
  readonly orchestratedBy: OrchestratorName;
};

export function compilePool(
  scenario: Scenario,
  place: PlaceFields,
  technology: Technology,
  images: Images,
  { orchestratedBy, ...at }: PoolPlace,
): PoolModel {
  const settings = scenario.functions.find((f) => f.id === place.function);
  const component = scenario.components.find((c) => c.id === (settings?.component ?? place.component));
  const serviceTime = settings?.serviceTime ?? component?.serviceTime;
  invariant(serviceTime !== undefined, 'references were checked: a pool has a service time');
  const workers = settings?.concurrency ?? component?.workers ?? 1;
  const id = component?.id ?? settings?.id ?? '';
  const mix = component?.mix;
  return {
    ...at,
    component: id,
    functionId: settings?.id ?? null,
    technology,
    workers,
    slots:
      component?.discipline === 'processor-sharing'
        ? component.workers + component.queueLimit
        : (settings?.concurrency ?? component?.workers ?? 1),
    queueLimit: component?.queueLimit ?? Infinity,
    serviceTime,
    // A function's own service time was measured inside its sandbox; a component's is work on bare metal.
    overhead:
      settings?.serviceTime === undefined && mix !== undefined ? overheadFactor(technology, mix, place) : 1,
    coldTime: settings?.coldTime ?? null,
    timeoutMicros: settings?.timeout ?? component?.timeout ?? Infinity,
    retries: component?.retries ?? 0,
    replicas: technology.perRequest ? 0 : place.replicas,
    maxInstances: settings?.maxInstances ?? 100_000,
    keepAliveMicros: settings?.keepAlive ?? Infinity,
    choice: technology.perRequest ? (settings?.instanceChoice ?? 'newest') : choiceOf(place.loadBalancing),
    replicaQueues: !technology.perRequest && place.loadBalancing !== 'shared-queue',
    sharesWorkers: component?.discipline === 'processor-sharing' && !technology.perRequest,
    autoscaler: place.autoscaler ?? null,
    orchestrator: rulesOf(orchestratedBy, technology.perRequest, place.autoscaler?.policy ?? null),
    ...compilePhysical(place, technology, images, component, settings),
    cpuFraction: mix === undefined ? 1 : 1 - mix.network,
    cpuWeight: place.cpuWeight,
    sandboxName: place.name ?? settings?.id ?? id,
  };
}

function choiceOf(balancing: PlaceFields['loadBalancing']): ChoiceRule {
  switch (balancing) {
    case 'shared-queue':
    case 'least-connections':
      return 'least-busy';
    case 'round-robin':
    case 'two-random-choices':
      return balancing;
  }
}
