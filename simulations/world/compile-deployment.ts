/** A deployment as a run uses it: its technology, its hosts, and a pool for each thing that is placed. */
import type { DeploymentFields, Scenario } from '../scenario/schema';
import { technologyOf, type TechnologyId } from '../technologies/catalogue';
import type { Technology } from '../technologies/technology';
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
): DeploymentModel {
  const technology = technologyOf(fields.technology as TechnologyId);
  const hosts = fields.hosts.map((h) => scenario.hosts.findIndex((host) => host.id === h));
  const own: number[] = [];
  const poolOfComponent = componentIds.map(() => -1);
  for (const place of fields.place) {
    const { platform } = place;
    const at =
      platform === undefined ? { technology, hosts } : { technology: technologyOf(platform), hosts: [] };
    const pool = compilePool(scenario, place, at.technology, {
      index: pools.length,
      deployment: index,
      hosts: at.hosts,
      orchestratedBy: fields.orchestrator,
    });
    own.push(pools.length);
    poolOfComponent[componentIndex(scenario, componentIds, pool.functionId ?? pool.component)] = pools.length;
    pools.push(pool);
  }
  const overlayMicros = usesOverlay(fields, technology) ? OVERLAY_MICROS : 0;
  return {
    id: fields.id,
    technology,
    hosts,
    pools: own,
    poolOfComponent,
    overlayMicros,
    recursionLimit: Infinity,
  };
}
