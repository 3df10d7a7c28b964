/** A run for people: aligned tables. */
import {
  formatBytes,
  formatDuration,
  formatNumber,
  type MergedResult,
  type RunResult,
} from '../../simulations';
import { table } from './output';

type Shown = number | null | { readonly mean: number | null; readonly halfWidth95: number | null };

/** A figure as text: `1.23`, over replications `1.23 ±0.04`, `-` where nothing was measured. */
export const number = (value: Shown, digits = 3): string => {
  if (value === null) return '-';
  if (typeof value === 'number') return formatNumber(value, digits);
  if (value.mean === null) return '-';
  return value.halfWidth95 === null
    ? formatNumber(value.mean, digits)
    : `${formatNumber(value.mean, digits)} ±${formatNumber(value.halfWidth95, 2)}`;
};

export function summaryOf(document: RunResult | MergedResult, results: readonly RunResult[]): string {
  const [first] = results;
  if (first === undefined) return '';
  const failed = results.flatMap((result) => result.checks.filter((check) => !check.ok));
  return [
    `${first.scenario.title}`,
    `seed ${document.seed}, ${results.length === 1 ? '1 run' : `${results.length} replications (mean ± half width of 95 %)`}, ${formatDuration(first.simulated.ms * 1000)} simulated, engine ${first.engine}`,
    `digest ${first.digest}`,
    first.partial === null ? '' : `PARTIAL: ${first.partial.reason}`,
    '',
    requestsTable(document),
    functionsTable(document),
    componentsTable(document),
    hostsTable(first),
    failed.length === 0
      ? `self-checks: all ${first.checks.length} hold`
      : failed.map((check) => `SELF-CHECK FAILED: ${check.name}: ${check.detail}`).join('\n'),
  ]
    .filter((part, i) => part !== '' || i === 4)
    .join('\n');
}

function requestsTable(document: RunResult | MergedResult): string {
  const rows = document.deployments.map(({ id, technology, requests: r, cost }) => {
    const l = r.latencyMs;
    return [
      id,
      technology,
      number(r.arrived, 7),
      number(r.completed, 7),
      number(r.rejected, 7),
      number(r.timedOut, 7),
      number(l.mean),
      number(l.p50),
      number(l.p95),
      number(l.p99),
      number(cost.total),
    ];
  });
  return `${table([['deployment', 'technology', 'arrived', 'completed', 'rejected', 'timed out', 'mean ms', 'p50', 'p95', 'p99', `cost ${document.cost.currency}`], ...rows])}\n`;
}

function functionsTable(document: RunResult | MergedResult): string {
  if (document.functions.length === 0) return '';
  const rows = document.functions.map((f) => [
    f.id,
    number(f.requests, 7),
    number(f.coldStarts, 6),
    number(f.coldStartProbability),
    number(f.rejectionProbability),
    number(f.meanInstances),
    number(f.meanRunning),
    number(f.meanIdle),
    number(f.startMs.p50),
  ]);
  return `${table([['function', 'requests', 'cold starts', 'P(cold)', 'P(reject)', 'instances', 'running', 'idle', 'start p50 ms'], ...rows])}\n`;
}

function componentsTable(document: RunResult | MergedResult): string {
  if (document.components.length === 0) return '';
  const rows = document.components.map((c) => [
    `${c.deployment}/${c.id}`,
    number(c.replicas),
    number(c.utilization),
    number(c.queueMean),
    number(c.queueMax, 6),
    number(c.latencyMs.mean),
    number(c.latencyMs.p95),
  ]);
  return `${table([['component', 'replicas', 'utilization', 'queue mean', 'queue max', 'mean ms', 'p95 ms'], ...rows])}\n`;
}

function hostsTable(result: RunResult): string {
  if (result.hosts.length === 0) return '';
  const rows = result.hosts.map((host) => {
    const of = (owner: string): number => host.memory.byOwner.find((o) => o.owner === owner)?.bytes ?? 0;
    // The page cache makes room where it is needed.
    const free = of('free') + of('cache');
    const reserved = of('reserved');
    return [
      host.id,
      formatBytes(host.memory.capacityBytes),
      formatBytes(host.memory.capacityBytes - free - reserved),
      formatBytes(reserved),
      formatBytes(free),
      formatNumber(host.cpuUtilization),
    ];
  });
  return `${table([['host at the end', 'memory', 'used', 'reserved', 'free', 'cpu'], ...rows])}\n`;
}
