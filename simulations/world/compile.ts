/** From a checked scenario to the frozen model of a run. */
import type { Scenario } from '../scenario/schema';
import { compileDeployment, componentIndex, namesOf, placeIn } from './compile-deployment';
import { choicesOfHosts, compileHost } from './compile-host';
import { compileImages } from './compile-images';
import { compileRoutes, placedRoute } from './compile-route';
import { compileEmissions, compileServices, compileTriggers } from './compile-traffic';
import type { AddedPlace, Model, PoolModel, RouteModel, WorkloadModel } from './model';

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
  const names = namesOf(scenario, componentIds);
  const pools: PoolModel[] = [];
  const images = compileImages(scenario, added, knownImages);
  const deployments = scenario.deployments.map((d, i) =>
    compileDeployment(scenario, d, i, names, pools, images),
  );
  for (const { deployment, place } of added) {
    const before = deployments[deployment];
    if (before !== undefined)
      deployments[deployment] = placeIn(scenario, before, deployment, place, names, pools, images);
  }
  const services = compileServices(scenario);
  const indexOf = (name: string): number => {
    const component = componentIndex(names, name);
    return component >= 0 ? component : componentIds.length + services.findIndex(({ id }) => id === name);
  };
  const emissions = compileEmissions(scenario, indexOf);
  const triggers = compileTriggers(scenario, indexOf, Math.max(1, scenario.routes.length));
  const compiled = compileRoutes(scenario, triggers, componentIds, indexOf, emissions).map((route) =>
    placedRoute(route, deployments),
  );
  const choices = choicesOfHosts(deployments);
  const hosts = scenario.hosts.map((h, i) => compileHost(h, i, deployments, choices, images.images));
  const maxDemands = compiled.reduce((most, r) => Math.max(most, r.demands), 1);
  // Where a component is placed several times, the first place gives its service time.
  const served = new Map(pools.toReversed().map((pool) => [pool.component, pool.serviceTime]));
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
    workloads: compileWorkloads(scenario, compiled),
    services,
    emissions,
    triggers,
    maxDemands,
    serviceTimes: [
      ...componentIds.map((id) => served.get(id) ?? null),
      ...services.map(({ latency }) => latency),
    ],
  });
}

const compileWorkloads = (scenario: Scenario, routes: readonly RouteModel[]): readonly WorkloadModel[] =>
  scenario.workloads.map((w) => ({
    id: w.id,
    route: Math.max(
      0,
      routes.findIndex((r) => r.id === w.route),
    ),
    arrivals: w.arrivals,
    intensity: w.intensity,
  }));
