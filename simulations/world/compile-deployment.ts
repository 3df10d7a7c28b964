/** A deployment as a run uses it: its technology, its hosts, and a pool for each thing that is placed. */
import type { DeploymentFields, PlaceFields, Scenario } from '../scenario/schema';
import { limitProfileOf, priceProfileOf } from '../profiles/catalogue';
import { technologyOf, type TechnologyId } from '../technologies/catalogue';
import type { Technology } from '../technologies/technology';
import type { Images } from './compile-images';
import { rulesOf } from '../policies/orchestrators';
import { accountLimitOf } from './compile-platform';
import { compilePool } from './compile-pool';
import { OVERLAY_MICROS } from './links';
import type { DeploymentModel, PoolModel } from './model';

export function componentIndex(scenario: Scenario, ids: readonly string[], name: string): number {
  const own = scenario.functions.find((f) => f.id === name)?.component ?? name;
  return ids.indexOf(own);
}

/** Containers under an orchestrator reach each other over an overlay where nothing else is stated. */
function usesOverlay(fields: DeploymentFields, technology: Technology): boolean {
  if (fields.network !== undefined) return fields.network === 'overlay';
  return fields.orchestrator !== 'none' && technology.tool === 'docker';
}

export function compileDeployment(
  scenario: Scenario,
  fields: DeploymentFields,
  index: number,
  componentIds: readonly string[],
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
  const empty = {
    id: fields.id,
    technology,
    hosts,
    accountConcurrency,
    maxPerHost,
    placements,
    pools: [],
    poolOfComponent: componentIds.map(() => -1),
    overlayMicros: usesOverlay(fields, technology) ? OVERLAY_MICROS : 0,
    limits,
    prices: priceProfileOf(fields.profiles?.prices ?? scenario.profiles.prices),
    recursionLimit: limits?.recursion?.value ?? Infinity,
  };
  return fields.place.reduce<DeploymentModel>(
    (deployment, place) => placeIn(scenario, deployment, index, place, componentIds, pools, images),
    empty,
  );
}

/** All rules that its pools may use: those of its places, and the orchestrator's own. */
function placementsOf(fields: DeploymentFields, perRequest: boolean): DeploymentModel['placements'] {
  const { placement } = rulesOf(fields.orchestrator, perRequest, null);
  return [...new Set([placement, ...fields.place.flatMap((p) => p.placement ?? [])])];
}

/** The deployment with one more pool, which is appended to `pools`. */
export function placeIn(
  scenario: Scenario,
  deployment: DeploymentModel,
  index: number,
  place: PlaceFields,
  componentIds: readonly string[],
  pools: PoolModel[],
  images: Images,
): DeploymentModel {
  const { platform } = place;
  const technology = platform === undefined ? deployment.technology : technologyOf(platform);
  const pool = compilePool(scenario, place, technology, images, {
    index: pools.length,
    deployment: index,
    hosts: platform === undefined ? deployment.hosts : [],
    limits: deployment.limits,
    accountConcurrency: deployment.accountConcurrency,
    in: scenario.deployments[index] as DeploymentFields,
  });
  pools.push(pool);
  const component = componentIndex(scenario, componentIds, pool.functionId ?? pool.component);
  return {
    ...deployment,
    pools: [...deployment.pools, pool.index],
    poolOfComponent: deployment.poolOfComponent.map((own, i) => (i === component ? pool.index : own)),
  };
}
