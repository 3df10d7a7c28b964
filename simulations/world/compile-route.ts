/** The way of a request as a tree of calls. */
import type { Step } from '../scenario/schema';
import type { DeploymentModel, RouteModel, RouteNode } from './model';

const callsOf = (nodes: readonly RouteNode[]): readonly RouteNode[] =>
  nodes.filter((node) => node.kind === 'call');

export const runnersOf = (
  calls: readonly RouteNode[],
  deployments: readonly DeploymentModel[],
): readonly number[] =>
  deployments.flatMap((deployment, i) =>
    calls.every((call) => (deployment.poolOfComponent[call.component] ?? -1) >= 0) ? [i] : [],
  );

export function compileRoute(
  id: string,
  steps: readonly Step[],
  holds: boolean,
  indexOf: (name: string) => number,
): Omit<RouteModel, 'direct' | 'deployments'> {
  const nodes: RouteNode[] = [];
  let demands = 0;
  const add = (node: RouteNode): number => nodes.push(node) - 1;
  const compileStep = (step: Step, children: readonly number[], probability: number): number => {
    if (typeof step === 'string')
      return add({ kind: 'call', component: indexOf(step), children, probability, demand: demands++ });
    if ('all' in step) {
      const members = step.all.map((s) => compileStep(s, [], 1));
      return add({ kind: 'all', component: -1, children: members, probability, demand: -1 });
    }
    return compileStep(step.step, children, probability * step.with);
  };
  const [first] = steps;
  if (holds && typeof first === 'string') {
    // Demands are numbered in the order of the steps, so the entry is compiled first and gets its children after.
    const entry = compileStep(first, [], 1);
    const calls = steps.slice(1).map((s) => compileStep(s, [], 1));
    nodes[entry] = { ...(nodes[entry] as RouteNode), children: calls };
    return { id, nodes, root: entry, demands, calls: callsOf(nodes) };
  }
  const members = steps.map((s) => compileStep(s, [], 1));
  const root =
    members.length === 1
      ? (members[0] as number)
      : add({ kind: 'sequence', component: -1, children: members, probability: 1, demand: -1 });
  return { id, nodes, root, demands, calls: callsOf(nodes) };
}
