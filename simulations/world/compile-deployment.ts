/** A deployment as a run uses it: its technology, its hosts, and a pool for each thing that is placed. */
import type {
  ComponentFields,
  DeploymentFields,
  FunctionFields,
  PlaceFields,
  Scenario,
} from '../scenario/schema';
import { limitProfileOf, priceProfileOf } from '../profiles/catalogue';
import { technologyOf, type TechnologyId } from '../technologies/catalogue';
import type { Technology } from '../technologies/technology';
import type { Images } from './compile-images';
import { rulesOf } from '../policies/orchestrators';
import { accountLimitOf } from './compile-platform';
import { compilePool } from './compile-pool';
import { OVERLAY_MICROS } from './links';
import type { DeploymentModel, PoolModel } from './model';

/** What a scenario names, looked up once: with thousands of components a search for each would take minutes. */
export interface Names {
  readonly components: ReadonlyMap<string, ComponentFields>;
  readonly functions: ReadonlyMap<string, FunctionFields>;
  /** Indices of components, and of functions that have none. */
  readonly indices: ReadonlyMap<string, number>;
}

export const namesOf = (scenario: Scenario, componentIds: readonly string[]): Names => ({
  components: new Map(scenario.components.map((component) => [component.id, component])),
  functions: new Map(scenario.functions.map((settings) => [settings.id, settings])),
  indices: new Map(componentIds.map((id, i) => [id, i])),
});

export const componentIndex = ({ functions, indices }: Names, name: string): number =>
  indices.get(functions.get(name)?.component ?? name) ?? -1;

/** Containers under an orchestrator reach each other over an overlay where nothing else is stated. */
function usesOverlay(fields: DeploymentFields, technology: Technology): boolean {
  if (fields.network !== undefined) return fields.network === 'overlay';
  return fields.orchestrator !== 'none' && technology.tool === 'docker';
}

export function compileDeployment(
  scenario: Scenario,
  fields: DeploymentFields,
  index: number,
  names: Names,
  pools: PoolModel[],
  images: Images,
): DeploymentModel {
  const technology = technologyOf(fields.technology as TechnologyId);
  const hosts = fields.hosts.map((h) => scenario.hosts.findIndex((host) => host.id === h));
  const limits = limitProfileOf(fields.profiles?.limits ?? scenario.profiles.limits);
  const accountConcurrency = accountLimitOf(scenario, fields, limits);
  const maxPerHost =
    fields.maxPerHost ?? rulesOf(fields.orchestrator, technology.perRequest, null).maxPerHost.count;
  const placements = placementsOf(fields, technology.perRequest);
  const placed = fields.place.map((place) =>
    poolIn(scenario, { technology, hosts, limits, accountConcurrency }, index, place, names, pools, images),
  );
  const poolOfComponent = Array.from(names.indices, () => -1);
  for (const pool of placed) {
    const component = componentIndex(names, pool.functionId ?? pool.component);
    if (component >= 0) poolOfComponent[component] = pool.index;
  }
  return {
    id: fields.id,
    technology,
    hosts,
    accountConcurrency,
    maxPerHost,
    placements,
    pools: placed.map((pool) => pool.index),
    poolOfComponent,
    overlayMicros: usesOverlay(fields, technology) ? OVERLAY_MICROS : 0,
    limits,
    prices: priceProfileOf(fields.profiles?.prices ?? scenario.profiles.prices),
    recursionLimit: limits?.recursion?.value ?? Infinity,
  };
}

/** All rules that its pools may use: those of its places, and the orchestrator's own. */
function placementsOf(fields: DeploymentFields, perRequest: boolean): DeploymentModel['placements'] {
  const { placement } = rulesOf(fields.orchestrator, perRequest, null);
  return [...new Set([placement, ...fields.place.flatMap((p) => p.placement ?? [])])];
}

type Around = Pick<DeploymentModel, 'technology' | 'hosts' | 'limits' | 'accountConcurrency'>;

/** One more pool of a deployment, appended to `pools`. */
function poolIn(
  scenario: Scenario,
  around: Around,
  index: number,
  place: PlaceFields,
  names: Names,
  pools: PoolModel[],
  images: Images,
): PoolModel {
  const { platform } = place;
  const technology = platform === undefined ? around.technology : technologyOf(platform);
  const pool = compilePool(names, place, technology, images, {
    index: pools.length,
    deployment: index,
    hosts: platform === undefined ? around.hosts : [],
    limits: around.limits,
    accountConcurrency: around.accountConcurrency,
    in: scenario.deployments[index] as DeploymentFields,
  });
  pools.push(pool);
  return pool;
}

/** The deployment with one more pool, which is appended to `pools`. */
export function placeIn(
  scenario: Scenario,
  deployment: DeploymentModel,
  index: number,
  place: PlaceFields,
  names: Names,
  pools: PoolModel[],
  images: Images,
): DeploymentModel {
  const pool = poolIn(scenario, deployment, index, place, names, pools, images);
  const component = componentIndex(names, pool.functionId ?? pool.component);
  return {
    ...deployment,
    pools: [...deployment.pools, pool.index],
    poolOfComponent: deployment.poolOfComponent.map((own, i) => (i === component ? pool.index : own)),
  };
}
