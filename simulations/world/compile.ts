/** From a checked scenario to the frozen model of a run. */
import type { Scenario } from '../scenario/schema';
import { compileDeployment, componentIndex } from './compile-deployment';
import { choicesOfHosts, compileHost } from './compile-host';
import { compileRoute, runnersOf } from './compile-route';
import { compileEmissions, compileServices, compileTriggers } from './compile-traffic';
import type { Model, PoolModel, RouteModel } from './model';
import type { EmissionModel, TriggerModel } from './traffic-model';

export function compileModel(scenario: Scenario, seed: number): Model {
  const componentIds = [
    ...scenario.components.map((c) => c.id),
    ...scenario.functions.filter((f) => f.component === undefined).map((f) => f.id),
  ];
  const pools: PoolModel[] = [];
  const deployments = scenario.deployments.map((d, i) =>
    compileDeployment(scenario, d, i, componentIds, pools),
  );
  const routes =
    scenario.routes.length > 0
      ? scenario.routes
      : [{ id: 'requests', steps: componentIds.slice(0, 1), holds: true, timeout: undefined }];
  const services = compileServices(scenario);
  const indexOf = (name: string): number => {
    const component = componentIndex(scenario, componentIds, name);
    return component >= 0 ? component : componentIds.length + services.findIndex(({ id }) => id === name);
  };
  const emissions = compileEmissions(scenario, indexOf);
  const triggers = compileTriggers(scenario, indexOf, routes.length);
  const compiled = compileRoutes(routes, triggers, componentIds, indexOf, emissions).map((r) => ({
    ...r,
    deployments: runnersOf(r.calls, deployments),
  }));
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
  const hosts = scenario.hosts.map((h, i) => compileHost(h, i, deployments, choices));
  const maxDemands = Math.max(1, ...compiled.map((r) => r.demands));
  return Object.freeze({
    scenario,
    seed,
    componentIds,
    pools,
    hosts,
    deployments,
    routes: compiled,
    workloads,
    services,
    emissions,
    triggers,
    maxDemands,
    serviceTimes: [
      ...componentIds.map((id) => pools.find((pool) => pool.component === id)?.serviceTime ?? null),
      ...services.map(({ latency }) => latency),
    ],
  });
}

/** The scenario's own routes, one for each trigger, and one for each component alone. */
function compileRoutes(
  routes: readonly Pick<Scenario['routes'][number], 'id' | 'steps' | 'holds' | 'timeout'>[],
  triggers: readonly TriggerModel[],
  componentIds: readonly string[],
  indexOf: (name: string) => number,
  emissions: readonly EmissionModel[],
): readonly Omit<RouteModel, 'deployments'>[] {
  const own = routes.map((r) => ({
    ...compileRoute(r.id, r.steps, r.holds, r.timeout ?? Infinity, indexOf, emissions),
    direct: null,
  }));
  const alone = (id: string, step: string): ReturnType<typeof compileRoute> =>
    compileRoute(id, [step], true, Infinity, indexOf, emissions);
  const triggered = triggers.map((trigger) => ({ ...alone(trigger.id, trigger.functionId), direct: null }));
  const direct = componentIds.map((id) => ({ ...alone(`direct/${id}`, id), direct: id }));
  return [...own, ...triggered, ...direct];
}
