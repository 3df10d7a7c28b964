/** A deployment as a run uses it: its technology, its hosts, and a pool for each thing that is placed. */
import type { DeploymentFields, Scenario } from '../scenario/schema';
import { technologyOf, type TechnologyId } from '../technologies/catalogue';
import type { Images } from './compile-images';
import { compilePool } from './compile-pool';
import type { DeploymentModel, PoolModel } from './model';

export function componentIndex(scenario: Scenario, ids: readonly string[], name: string): number {
  const own = scenario.functions.find((f) => f.id === name)?.component ?? name;
  return ids.indexOf(own);
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
  const own: number[] = [];
  const poolOfComponent = componentIds.map(() => -1);
  for (const place of fields.place) {
    const pool = compilePool(scenario, place, technology, images, {
      index: pools.length,
      deployment: index,
      hosts,
      orchestratedBy: fields.orchestrator,
    });
    own.push(pools.length);
    poolOfComponent[componentIndex(scenario, componentIds, pool.functionId ?? pool.component)] = pools.length;
    pools.push(pool);
  }
  return { id: fields.id, technology, hosts, pools: own, poolOfComponent };
}
