/**
 * The service graph has no cycle. The first component of a route holds its worker while it calls the others: where such
 * calls come back to one that still holds a worker, all workers may end up waiting for each other, for ever.
 */
import type { Report } from './check-references';
import type { ScenarioFields, Step } from './schema';

interface Call {
  readonly to: string;
  readonly path: readonly (string | number)[];
}

export function checkCalls(scenario: ScenarioFields, report: Report): void {
  const calls = callsOf(scenario);
  const done = new Set<string>();
  for (const from of calls.keys()) {
    const cycle = cycleFrom(from, calls, done);
    if (cycle === undefined) continue;
    const { path, names } = cycle;
    report(path, {
      message: `a cycle in the service graph: ${names.join(' calls ')}, and each holds its worker meanwhile`,
      expected: `calls that do not come back to "${names[0] ?? ''}", or "holds": false`,
    });
    return;
  }
}

/** Who calls whom while it holds a worker, by the name of the component that serves. */
function callsOf(scenario: ScenarioFields): ReadonlyMap<string, readonly Call[]> {
  const components = new Map(scenario.functions.map(({ id, component }) => [id, component ?? id]));
  const served = (name: string): string => components.get(name) ?? name;
  const calls = new Map<string, Call[]>();
  scenario.routes.forEach(({ steps, holds }, i) => {
    const [first] = steps;
    if (!holds || typeof first !== 'string') return;
    const own = calls.get(served(first)) ?? [];
    steps.slice(1).forEach((step, j) => {
      for (const { to, path } of namesIn(step, ['routes', i, 'steps', j + 1]))
        own.push({ to: served(to), path });
    });
    calls.set(served(first), own);
  });
  return calls;
}

function namesIn(step: Step, path: readonly (string | number)[]): readonly Call[] {
  if (typeof step === 'string') return [{ to: step, path }];
  if ('all' in step) return step.all.flatMap((inner, i) => namesIn(inner, [...path, 'all', i]));
  return namesIn(step.step, [...path, 'step']);
}

/** Depth first, without recursion: a chain may be as long as there are components. */
function cycleFrom(
  start: string,
  calls: ReadonlyMap<string, readonly Call[]>,
  done: Set<string>,
): { readonly path: Call['path']; readonly names: readonly string[] } | undefined {
  const way: { readonly name: string; next: number }[] = [{ name: start, next: 0 }];
  const onWay = new Set([start]);
  for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
    const call = calls.get(top.name)?.[top.next++];
    if (call === undefined) {
      done.add(top.name);
      onWay.delete(top.name);
      way.pop();
    } else if (onWay.has(call.to)) {
      const names = way.map(({ name }) => name);
      return { path: call.path, names: [...names.slice(names.indexOf(call.to)), call.to] };
    } else if (!done.has(call.to)) {
      way.push({ name: call.to, next: 0 });
      onWay.add(call.to);
    }
  }
  return undefined;
}
