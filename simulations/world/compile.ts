/** From a checked scenario to the frozen model of a run. */
import type { Scenario } from '../scenario/schema';
import { compileDeployment, componentIndex, placeIn } from './compile-deployment';
import { choicesOfHosts, compileHost } from './compile-host';
import { compileImages } from './compile-images';
import { compileRoute, runnersOf } from './compile-route';
import type { AddedPlace, Model, PoolModel } from './model';

/** `added` places come after those of the scenario, so that indices stay. */
export function compileModel(
  scenario: Scenario,
  seed: number,
  added: readonly AddedPlace[] = [],
  knownImages: readonly string[] = [],
): Model {
  const componentIds = [
    ...scenario.components.map((c) => c.id),
    ...scenario.functions.filter((f) => f.component === undefined).map((f) => f.id),
  ];
  const pools: PoolModel[] = [];
  const images = compileImages(scenario, added, knownImages);
  const deployments = scenario.deployments.map((d, i) =>
    compileDeployment(scenario, d, i, componentIds, pools, images),
  );
  for (const { deployment, place } of added) {
    const before = deployments[deployment];
    if (before !== undefined)
      deployments[deployment] = placeIn(scenario, before, deployment, place, componentIds, pools, images);
  }
  const routes =
    scenario.routes.length > 0
      ? scenario.routes
      : [{ id: 'requests', steps: componentIds.slice(0, 1), holds: true }];
  const indexOf = (name: string): number => componentIndex(scenario, componentIds, name);
  const own = routes.map((r) => ({ ...compileRoute(r.id, r.steps, r.holds, indexOf), direct: null }));
  const direct = componentIds.map((id) => ({
    ...compileRoute(`direct/${id}`, [id], true, indexOf),
    direct: id,
  }));
  const compiled = [...own, ...direct].map((r) => ({ ...r, deployments: runnersOf(r.calls, deployments) }));
  const workloads = scenario.workloads.map((w) => ({
    id: w.id,
    route: Math.max(
      0,
      compiled.findIndex((r) => r.id === w.route),
    ),
    arrivals: w.arrivals,
    intensity: w.intensity,
  }));
  const choices = choicesOfHosts(deployments);
  const hosts = scenario.hosts.map((h, i) => compileHost(h, i, deployments, choices, images.images));
  const maxDemands = Math.max(1, ...compiled.map((r) => r.demands));
  return Object.freeze({
    scenario,
    added,
    seed,
    componentIds,
    pools,
    hosts,
    deployments,
    ...images,
    routes: compiled,
    workloads,
    maxDemands,
    serviceTimes: componentIds.map((id) => pools.find((pool) => pool.component === id)?.serviceTime ?? null),
  });
}
