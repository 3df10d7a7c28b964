/** What is placed in a deployment, as a run scales it: sizes, times and rules with every default filled in. */
import { invariant } from '../base/errors';
import { NO_RETRIES } from '../policies/retry';
import type { LimitProfile } from '../profiles/profile';
import { rulesOf, type OrchestratorRules } from '../policies/orchestrators';
import type { DeploymentFields, PlaceFields } from '../scenario/schema';
import { MIGRATION_DEFAULTS } from '../scenario/schema/migration';
import { overheadFactor, type Technology } from '../technologies/technology';
import type { Names } from './compile-deployment';
import type { Images } from './compile-images';
import { compilePhysical } from './compile-physical';
import { compilePlatform } from './compile-platform';
import type { ChoiceRule, PoolModel } from './model';
import { inOneShape } from './pool-shape';

type PoolPlace = Pick<PoolModel, 'index' | 'deployment' | 'hosts'> & {
  readonly in: DeploymentFields;
  readonly limits: LimitProfile | null;
  readonly accountConcurrency: number;
};

export function compilePool(
  names: Names,
  place: PlaceFields,
  technology: Technology,
  images: Images,
  { in: deployment, limits, accountConcurrency, ...at }: PoolPlace,
): PoolModel {
  const settings = names.functions.get(place.function ?? '');
  const component = names.components.get(settings?.component ?? place.component ?? '');
  const serviceTime = settings?.serviceTime ?? component?.serviceTime;
  invariant(serviceTime !== undefined, 'references were checked: a pool has a service time');
  const workers = settings?.concurrency ?? component?.workers ?? 1;
  const id = component?.id ?? settings?.id ?? '';
  const mix = component?.mix;
  const orchestrator = rulesOf(
    deployment.orchestrator,
    technology.perRequest,
    place.autoscaler?.policy ?? null,
  );
  return inOneShape({
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
    retries: component?.retries ?? NO_RETRIES,
    replicas: technology.perRequest ? 0 : place.replicas,
    ...compilePlatform(settings, accountConcurrency, limits),
    choice: technology.perRequest ? (settings?.instanceChoice ?? 'newest') : choiceOf(place.loadBalancing),
    replicaQueues: !technology.perRequest && place.loadBalancing !== 'shared-queue',
    sharesWorkers: component?.discipline === 'processor-sharing' && !technology.perRequest,
    autoscaler: place.autoscaler ?? null,
    orchestrator,
    placement: placementOf(place, orchestrator),
    update: place.update,
    minReadyMicros: place.update.minReady,
    ...compilePhysical(place, technology, images, component, settings),
    cpuFraction: mix === undefined ? 1 : 1 - mix.network,
    cpuWeight: place.cpuWeight,
    migration: place.migration ?? MIGRATION_DEFAULTS,
    sandboxName: place.name ?? settings?.id ?? id,
  });
}

/** A spread that is asked for is by the orchestrator's own measure. */
function placementOf(place: PlaceFields, { placement }: OrchestratorRules): PoolModel['placement'] {
  if (place.placement === undefined) return placement;
  return place.placement === 'spread' && placement === 'spread-by-count' ? placement : place.placement;
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
