/** The figures of a result as a flat table: path to number, so that results can be compared figure by figure. */
import type { RunResult } from './result';

/** In the order of the document; null where nothing was measured. */
export type Figures = ReadonlyMap<string, number | null>;

/** A deployment whose figures are wanted alone, with the hosts that it runs on. */
export interface Part {
  readonly id: string;
  readonly hosts: readonly string[];
}

/**
 * Every figure of a result by its path in `strata run --json`, list elements by id (by `deployment/id` where two
 * deployments share the id). With `part`, the figures of one deployment, at the paths that the whole would have. Two
 * sums over hosts are added: `memory.takenBytes` (all that is not free;
 * the page cache counts as free, since it makes room) and `memory.usedBytes` (reserved left out).
 */
export function figuresOf(result: RunResult, part?: Part): Figures {
  const figures = new Map<string, number | null>();
  const { deployments, routes, requests, functions, components, services, triggers, hosts, cost } = result;
  const own = deployments.find((deployment) => deployment.id === part?.id);
  const ofPart = <T extends { readonly deployment: string }>(list: readonly T[]): readonly T[] =>
    part === undefined ? list : list.filter((element) => element.deployment === part.id);
  const here = part === undefined ? hosts : hosts.filter((host) => part.hosts.includes(host.id));
  collect(figures, 'requests', own?.requests ?? requests);
  collect(figures, 'cost', own?.cost ?? cost);
  const bytes = (...owners: readonly string[]): number =>
    here
      .flatMap((host) => host.memory.byOwner)
      .reduce((sum, owned) => (owners.includes(owned.owner) ? sum : sum + owned.bytes), 0);
  if (here.length > 0) {
    figures.set('memory.takenBytes', bytes('free', 'cache'));
    figures.set('memory.usedBytes', bytes('free', 'cache', 'reserved'));
  }
  collect(figures, 'functions', ofPart(functions));
  collect(figures, 'components', ofPart(components));
  collect(figures, 'services', ofPart(services));
  collect(figures, 'triggers', ofPart(triggers));
  collect(figures, 'routes', ofPart(routes));
  if (part === undefined) collect(figures, 'deployments', deployments);
  collect(figures, 'hosts', here);
  return figures;
}

function collect(figures: Map<string, number | null>, path: string, value: unknown): void {
  if (typeof value === 'number' || value === null) figures.set(path, value);
  else if (Array.isArray(value)) collectList(figures, path, value);
  else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value)) collect(figures, `${path}.${key}`, inner);
}

function collectList(figures: Map<string, number | null>, path: string, list: readonly unknown[]): void {
  const elements = list.map((value) => (value ?? {}) as Readonly<Record<string, unknown>>);
  const names = elements.map(({ id, owner, item }) => String(id ?? owner ?? item ?? ''));
  for (const [i, element] of elements.entries()) {
    const name = names[i] ?? '';
    const shared = names.filter((other) => other === name).length > 1;
    const { deployment } = element;
    collect(figures, `${path}.${shared ? `${String(deployment ?? i)}/${name}` : name}`, element);
  }
}
