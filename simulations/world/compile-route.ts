/** The way of a request as a tree of calls. */
import type { Scenario, Step } from '../scenario/schema';
import type { DeploymentModel, RouteModel, RouteNode } from './model';
import type { EmissionModel, TriggerModel } from './traffic-model';

const callsOf = (nodes: readonly RouteNode[]): readonly RouteNode[] =>
  nodes.filter((node) => node.kind === 'call');

const runnersOf = (calls: readonly RouteNode[], deployments: readonly DeploymentModel[]): readonly number[] =>
  deployments.flatMap((deployment, i) =>
    // Managed services come after the components: every deployment has them.
    calls.every((call) => (deployment.poolOfComponent[call.component] ?? 0) >= 0) ? [i] : [],
  );

/** One literal, as all records of the compiled model that the loops read: see `pool-shape.ts`. */
export const placedRoute = (
  route: Omit<RouteModel, 'deployments'>,
  deployments: readonly DeploymentModel[],
): RouteModel => ({
  id: route.id,
  nodes: route.nodes,
  root: route.root,
  demands: route.demands,
  calls: route.calls,
  deployments: runnersOf(route.calls, deployments),
  timeoutMicros: route.timeoutMicros,
  linked: route.linked,
  direct: route.direct,
});

const GROUP = { demand: -1, emissions: [] } as const;

function compileRoute(
  id: string,
  steps: readonly Step[],
  holds: boolean,
  timeoutMicros: number,
  indexOf: (name: string) => number,
  emissions: readonly EmissionModel[],
): Omit<RouteModel, 'direct' | 'deployments'> {
  const nodes: RouteNode[] = [];
  let demands = 0;
  const add = (node: RouteNode): number => nodes.push(node) - 1;
  const compileStep = (step: Step, children: readonly number[], probability: number): number => {
    if (typeof step === 'string') {
      const component = indexOf(step);
      const demand = demands++;
      const sent = emissions
        .filter((emission) => emission.component === component)
        .map((of) => ({ of, demand: demands++ }));
      return add({ kind: 'call', component, children, probability, demand, emissions: sent });
    }
    if ('all' in step) {
      const members = step.all.map((s) => compileStep(s, [], 1));
      return add({ kind: 'all', component: -1, children: members, probability, ...GROUP });
    }
    return compileStep(step.step, children, probability * step.with);
  };
  const [first] = steps;
  if (holds && typeof first === 'string') {
    // Demands are numbered in the order of the steps, so the entry is compiled first and gets its children after.
    const entry = compileStep(first, [], 1);
    const calls = steps.slice(1).map((s) => compileStep(s, [], 1));
    const { component, demand, emissions: sent } = nodes[entry] as RouteNode;
    nodes[entry] = { kind: 'call', component, children: calls, probability: 1, demand, emissions: sent };
    return { id, nodes, root: entry, demands, calls: callsOf(nodes), ...ends(nodes, timeoutMicros) };
  }
  const members = steps.map((s) => compileStep(s, [], 1));
  const root =
    members.length === 1
      ? (members[0] as number)
      : add({ kind: 'sequence', component: -1, children: members, probability: 1, ...GROUP });
  return { id, nodes, root, demands, calls: callsOf(nodes), ...ends(nodes, timeoutMicros) };
}

const ends = (
  nodes: readonly RouteNode[],
  timeoutMicros: number,
): Pick<RouteModel, 'timeoutMicros' | 'linked'> => ({
  timeoutMicros,
  linked: nodes.length > 1 || timeoutMicros !== Infinity,
});

/** The scenario's own routes (where it has none, to its first component), one for each trigger, and one for each component alone. */
export function compileRoutes(
  scenario: Scenario,
  triggers: readonly TriggerModel[],
  componentIds: readonly string[],
  indexOf: (name: string) => number,
  emissions: readonly EmissionModel[],
): readonly Omit<RouteModel, 'deployments'>[] {
  const routes =
    scenario.routes.length > 0
      ? scenario.routes
      : [{ id: 'requests', steps: componentIds.slice(0, 1), holds: true, timeout: undefined }];
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
