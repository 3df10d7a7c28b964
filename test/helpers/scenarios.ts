/** Scenarios for tests: the shipped ones, and tiny ones with exact times. */
import fs from 'node:fs';
import path from 'node:path';
import { describeIssue, Lab, parseScenario, type RunResult, type Scenario } from '../../simulations';

export const root = path.resolve(import.meta.dirname, '../..');

export function shippedText(name: string): string {
  return fs.readFileSync(path.join(root, `assets/scenarios/${name}.scenario.json`), 'utf8');
}

export function read(value: unknown): Scenario {
  const parsed = parseScenario(typeof value === 'string' ? value : JSON.stringify(value));
  if (!parsed.ok) throw new Error(parsed.error.map((issue) => describeIssue(issue)).join('\n'));
  return parsed.value;
}

export const shipped = (name: string): Scenario => read(shippedText(name));

export function run(scenario: Scenario, seed?: number): RunResult {
  const lab = Lab.open(scenario, { keepsCheckpoints: false, ...(seed !== undefined && { seed }) });
  lab.runTo(scenario.duration);
  return lab.result();
}

interface QueueSettings {
  readonly arrivals?: unknown;
  readonly serviceTime?: string;
  readonly workers?: number;
  readonly queueLimit?: number | 'unlimited';
  readonly duration?: string;
  readonly transient?: string;
  readonly cores?: number;
  readonly extra?: object;
}

/** One component on one host: a single queue. */
export function queueScenario(settings: QueueSettings = {}): Scenario {
  const {
    arrivals = 'poisson(0.8/s)',
    serviceTime = 'exponential(1 s)',
    workers = 1,
    queueLimit = 'unlimited',
    duration = '3 h',
    transient = '0 s',
    cores = 8,
    extra = {},
  } = settings;
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'queue',
    seed: 5,
    duration,
    transient,
    hosts: [{ id: 'host', cores, memory: '64 GiB' }],
    components: [{ id: 'server', workers, queueLimit, serviceTime, ...extra }],
    deployments: [{ id: 'one', technology: 'container', hosts: ['host'], place: [{ component: 'server' }] }],
    workloads: [{ id: 'load', arrivals }],
  });
}

interface FunctionSettings {
  readonly arrivals?: unknown;
  readonly keepAlive?: string;
  readonly serviceTime?: string;
  readonly coldTime?: string;
  readonly maxInstances?: number;
  readonly instanceChoice?: string;
  readonly duration?: string;
  readonly concurrency?: number;
}

/** One function on the provider's own hosts. */
export function functionScenario(settings: FunctionSettings = {}): Scenario {
  const { arrivals = 'poisson(0.9/s)', duration = '10 h', ...rest } = settings;
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'function',
    seed: 5,
    duration,
    functions: [
      {
        id: 'fn',
        serviceTime: 'exponential(1.991 s)',
        coldTime: 'exponential(2.244 s)',
        keepAlive: '600 s',
        ...rest,
      },
    ],
    deployments: [{ id: 'faas', technology: 'cloud-function', place: [{ function: 'fn' }] }],
    workloads: [{ id: 'load', arrivals }],
  });
}
