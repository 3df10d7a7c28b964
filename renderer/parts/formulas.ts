/** The formula of a figure with its values filled in: what "Why this value?" shows. Pure. */
import {
  formatBytes,
  formatNumber,
  GIB,
  LAYERS,
  type ComponentFrame,
  type DeploymentFrame,
  type DifferenceFigure,
  type Frame,
  type HostFrame,
  type LayerId,
  type SweepPoint,
} from '../../simulations';

/** More summands than a person reads are counted. */
const MOST_SHOWN = 8;

function summed<T>(parts: readonly T[], written: (part: T) => string, total: string): string {
  const more = parts.length - MOST_SHOWN;
  const shown = parts.slice(0, MOST_SHOWN).map(written);
  return `${[...shown, ...(more > 0 ? [`${more} more`] : [])].join(' + ') || '0'} = ${total}`;
}

/** Percentiles as ranks among the answers of the last 30 s. */
export function latencyFormula({ count, p50, p95, p99, meanMs }: DeploymentFrame['recent']): string {
  const ranks = [rank(count, 0.5, p50), rank(count, 0.95, p95), rank(count, 0.99, p99)];
  return `${ranks.join('; ')}; mean ${formatNumber(meanMs)} ms`;
}

const rank = (count: number, share: number, ms: number): string =>
  `no. ${Math.max(1, Math.ceil(share * count)).toLocaleString('en')} of ${count.toLocaleString('en')} by time took ${formatNumber(ms)} ms (p${share * 100})`;

/** A layer's memory on all hosts. */
export function layerFormula(owner: LayerId | 'reserved', hosts: readonly HostFrame[]): string {
  const parts = hosts.flatMap(({ id, memoryBytes, memoryByOwner }) => {
    const own = memoryByOwner.find((entry) => entry.owner === owner)?.bytes ?? 0;
    const bytes = owner === 'hw' ? memoryBytes : own;
    return bytes === 0 ? [] : [{ id, bytes }];
  });
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return summed(parts, ({ id, bytes }) => `${id} ${formatBytes(bytes)}`, formatBytes(total));
}

export type ComponentFigure = 'replicas' | 'workers' | 'working' | 'held' | 'queue' | 'utilization' | 'calls';

/** A figure of a component at one instant. */
export function componentFormula(figure: ComponentFigure, component: ComponentFrame): string {
  const { replicas, desired, starting, workers, busy, waitingOnCall, queued, utilization } = component;
  switch (figure) {
    case 'replicas':
      return `${replicas} run; ${desired} are wanted, ${starting} start now`;
    case 'workers':
      return replicas === 0
        ? 'no replica runs: no worker'
        : `${replicas} replicas x ${formatNumber(workers / replicas)} workers each = ${workers}`;
    case 'working':
      return `${busy} workers taken - ${waitingOnCall} that wait for a call = ${busy - waitingOnCall}`;
    case 'held':
      return `of ${busy} workers taken, ${waitingOnCall} have called another component and wait for its answer`;
    case 'queue':
      return `${queued.toLocaleString('en')} requests wait because ${busy} of ${workers} workers are taken`;
    case 'utilization':
      return `mean of taken workers over the last 30 s / ${workers} workers = ${Math.round(utilization * 100)} %; at this instant ${busy} / ${workers}`;
    case 'calls':
      return `arrivals counted since the start; ${component.coldStarts.toLocaleString('en')} of them waited for an instance to start`;
  }
}

/** A figure of a deployment in one run of a comparison. */
export function differenceFormula(figure: DifferenceFigure, frame: Frame, id: string): string {
  const deployment = frame.deployments.find((one) => one.id === id);
  if (deployment === undefined) return 'this run has no such deployment';
  const { components, recent, starts, totals, costPerMillion, waiting } = deployment;
  const hosts = frame.hosts.filter((host) => host.deployment === id);
  switch (figure) {
    case 'running': {
      const total = components.reduce((sum, { replicas }) => sum + replicas, 0);
      return summed(components, (one) => `${one.functionId ?? one.id} ${one.replicas}`, String(total));
    }
    case 'start': {
      const done = starts.filter(({ toMicros }) => toMicros <= frame.nowMicros);
      return done.length === 0
        ? 'nothing has started so far'
        : `the middle one of ${done.length} starts by time`;
    }
    case 'used':
      return usedFormula(hosts);
    case 'reserved':
      return layerFormula('reserved', hosts);
    case 'waiting':
      return `${waiting.toLocaleString('en')} requests have arrived and no worker has taken them`;
    case 'p50':
    case 'p95':
    case 'p99':
      return recent.count === 0
        ? 'no answer in the last 30 s'
        : rank(recent.count, Number(figure.slice(1)) / 100, recent[figure]);
    case 'cold':
      return totals.completed === 0
        ? 'no answer so far'
        : `${totals.coldStarts.toLocaleString('en')} / ${totals.completed.toLocaleString('en')} answers = ${formatNumber((100 * totals.coldStarts) / totals.completed)} %`;
    case 'completed':
      return `answers counted since the start, of ${totals.arrived.toLocaleString('en')} arrivals`;
    case 'cost':
      return totals.completed === 0
        ? 'no answer so far'
        : costFormula(costPerMillion.amount, totals.completed);
  }
}

export const costFormula = (perMillion: number, completed: number): string =>
  `${formatNumber((perMillion * completed) / 1e6)} / ${completed.toLocaleString('en')} x 1,000,000 = ${perMillion.toFixed(2)}`;

function usedFormula(hosts: readonly HostFrame[]): string {
  const sums = new Map<LayerId, number>();
  for (const { owner, bytes } of hosts.flatMap((host) => host.memoryByOwner))
    if (owner !== 'free' && owner !== 'cache' && owner !== 'reserved' && bytes > 0)
      sums.set(owner, (sums.get(owner) ?? 0) + bytes);
  const total = [...sums.values()].reduce((sum, bytes) => sum + bytes, 0);
  return summed(
    [...sums],
    ([layer, bytes]) => `${LAYERS[layer].name} ${(bytes / GIB).toFixed(2)}`,
    `${(total / GIB).toFixed(2)} GiB`,
  );
}

/** A point of a sweep: the mean of its replications and its half-width. */
export function pointFormula({ figure, replications }: SweepPoint): string {
  if (figure === null) return 'this deployment has no such figure';
  const { mean, halfWidth95, n } = figure;
  const values = summed(replications, (value) => formatNumber(value, 4), formatNumber(mean * n, 4));
  const band =
    halfWidth95 === null
      ? 'one run has no band'
      : `± t(0.975, ${n - 1}) x s / √${n} = ${formatNumber(halfWidth95, 2)}`;
  return n === 1
    ? `one run: ${formatNumber(mean, 4)}; ${band}`
    : `(${values}) / ${n} = ${formatNumber(mean, 4)}; ${band}`;
}
