/** Who calls whom in a scenario as written, read off its routes: what a form shows of a service. */
import { entriesOf, idOf, listOf, type Source } from './edit';

export interface Call {
  readonly to: string;
  readonly route: string;
  /** Traffic that takes this route: `visitors: poisson(10/s)`. */
  readonly traffic: readonly { readonly id: string; readonly arrivals: string }[];
}

/** Names of a step: one, several at once, or one that is taken now and then. */
function namesOf(step: unknown): readonly string[] {
  if (typeof step === 'string') return [step];
  if (typeof step !== 'object' || step === null) return [];
  const { all, step: inner } = step as { readonly all?: unknown; readonly step?: unknown };
  if (Array.isArray(all)) return all.flatMap(namesOf);
  return inner === undefined ? [] : namesOf(inner);
}

/** What a service calls, a call and route a row, in the order of the routes. */
export function callsOf(source: Source, from: string): readonly Call[] {
  return entriesOf(source, 'routes').flatMap((route) => {
    const steps = listOf(route, 'steps');
    const called = new Set(
      steps.flatMap((step, i) => (namesOf(step).includes(from) ? namesOf(steps[i + 1]) : [])),
    );
    const traffic = entriesOf(source, 'workloads')
      .filter((workload) => workload['route'] === idOf(route))
      .map((workload) => {
        const { arrivals } = workload;
        return { id: idOf(workload), arrivals: typeof arrivals === 'string' ? arrivals : '' };
      });
    return [...called].map((to) => ({ to, route: idOf(route), traffic }));
  });
}
