/** Who calls whom, from the routes of a scenario. */
import type { Scenario, Step } from '../scenario/schema';

export interface Edge {
  readonly from: string | null;
  readonly to: string;
}

/** Calls by the name of the part or of the component that it runs, whichever a route says. */
export function edgesAmong(
  scenario: Scenario,
  parts: readonly { readonly id: string }[],
  components: readonly { readonly id: string; readonly runs: string }[],
): readonly Edge[] {
  const nodeOf = new Map([
    ...components.toReversed().map(({ id, runs }) => [runs, id] as const),
    ...parts.map(({ id }) => [id, id] as const),
  ]);
  const named = (name: string | null): string | null => (name === null ? null : (nodeOf.get(name) ?? name));
  const found = edgesOf(scenario, new Set(nodeOf.keys())).map(({ from, to }) => ({
    from: named(from),
    to: nodeOf.get(to) ?? to,
  }));
  return found.filter(
    ({ from, to }, i) =>
      from !== to && found.findIndex((other) => other.from === from && other.to === to) === i,
  );
}

/** The way of the requests: the door to the first component, and on from step to step. */
export function edgesOf(scenario: Scenario, known: ReadonlySet<string>): readonly Edge[] {
  const edges = new Map<string, Edge>();
  const passive = new Set(scenario.services.map(({ id }) => id));
  const add = (from: string | null, to: string): void => {
    if (known.has(to) && from !== to) edges.set(`${from ?? ''}>${to}`, { from, to });
  };
  const routes: readonly (readonly Step[])[] =
    scenario.routes.length > 0 ? scenario.routes.map(({ steps }) => steps) : [[...known].slice(0, 1)];
  for (const steps of routes) {
    let before: readonly (string | null)[] = [null];
    for (const step of steps) {
      const next = leavesOf(step).filter((id) => known.has(id));
      for (const from of before) for (const to of next) add(from, to);
      // A managed service answers and calls nobody: whoever called it goes on.
      const on = next.filter((id) => !passive.has(id));
      if (on.length > 0) before = on;
    }
  }
  return [...edges.values()];
}

function leavesOf(step: Step): readonly string[] {
  if (typeof step === 'string') return [step];
  return 'all' in step ? step.all.flatMap(leavesOf) : leavesOf(step.step);
}
