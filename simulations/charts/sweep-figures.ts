/** What a sweep can measure: figures of a run's result, deployment by deployment. */
import { GIB } from '../base/quantity';
import type { RunResult } from '../results/result';

export interface SweepFigure {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
}

export const SWEEP_FIGURES = [
  { id: 'p50', name: 'Latency p50', unit: 'ms' },
  { id: 'p95', name: 'Latency p95', unit: 'ms' },
  { id: 'p99', name: 'Latency p99', unit: 'ms' },
  { id: 'mean', name: 'Latency, mean', unit: 'ms' },
  { id: 'cold', name: 'Cold starts', unit: '% of requests' },
  { id: 'lost', name: 'Not answered', unit: '% of requests' },
  { id: 'idle', name: 'Instances held idle', unit: 'mean' },
  { id: 'taken', name: 'Memory taken at the end', unit: 'GiB' },
  { id: 'queue', name: 'Queue, mean of the longest', unit: 'requests' },
  { id: 'utilization', name: 'Utilization, highest', unit: '%' },
  { id: 'cost', name: 'Cost per million requests', unit: '$' },
] as const satisfies readonly SweepFigure[];
export type SweepFigureId = (typeof SWEEP_FIGURES)[number]['id'];

export type MeasuredFigures = Readonly<Record<SweepFigureId, number | null>>;

/** The figures of one deployment in one run; `hosts` are those that it runs on. */
export function measureRun(result: RunResult, deployment: string, hosts: readonly string[]): MeasuredFigures {
  const own = result.deployments.find(({ id }) => id === deployment);
  const requests = own?.requests;
  const functions = result.functions.filter((f) => f.deployment === deployment);
  const components = result.components.filter((component) => component.deployment === deployment);
  const calls = functions.reduce((sum, f) => sum + f.requests, 0);
  const cold = functions.reduce((sum, f) => sum + f.coldStarts, 0);
  const taken = result.hosts
    .filter(({ id }) => hosts.includes(id))
    .flatMap(({ memory }) => memory.byOwner)
    .reduce((sum, { owner, bytes }) => (owner === 'free' || owner === 'cache' ? sum : sum + bytes), 0);
  const ended = requests === undefined ? 0 : requests.arrived - requests.inFlight;
  const lost = requests === undefined ? 0 : requests.rejected + requests.timedOut + requests.failed;
  return {
    p50: requests?.latencyMs.p50 ?? null,
    p95: requests?.latencyMs.p95 ?? null,
    p99: requests?.latencyMs.p99 ?? null,
    mean: requests?.latencyMs.mean ?? null,
    cold: calls === 0 ? null : (100 * cold) / calls,
    lost: ended <= 0 ? null : (100 * lost) / ended,
    idle: functions.length === 0 ? null : functions.reduce((sum, f) => sum + f.meanIdle, 0),
    taken: hosts.length === 0 ? null : taken / GIB,
    queue: components.length === 0 ? null : Math.max(...components.map(({ queueMean }) => queueMean)),
    utilization:
      components.length === 0
        ? null
        : 100 * Math.max(...components.map((component) => component.utilization)),
    cost:
      own === undefined || own.requests.completed === 0
        ? null
        : (own.cost.total / own.requests.completed) * 1e6,
  };
}
