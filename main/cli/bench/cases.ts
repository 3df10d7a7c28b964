/** The cases of `strata bench`. Each gives figures that were checked, or nothing when it was interrupted. */
import path from 'node:path';
import type { RunResult, Scenario } from '../../../simulations';
import { assetsFolder } from '../assets';
import type { Interrupts } from '../interrupts';
import { loadScenario } from '../load';
import { clusterScenario } from './cluster';
import {
  faultsOf,
  median,
  rowOf,
  timeLoop,
  timeRun,
  verdict,
  type BenchCase,
  type SizeRow,
  type TimedRun,
  type Yardstick,
} from './measure';
import { compileCLoop, runBareHeap, runKeepAliveLoop } from './yardsticks';

export interface BenchOptions {
  readonly rounds: number;
  readonly largest: number;
  readonly usesCompiler: boolean;
  readonly interrupted: Interrupts;
}

type Case = (options: BenchOptions) => Promise<BenchCase | undefined>;

/** Rounds that are not counted: the compiler takes up to three to have seen all of a run and to settle on its code. */
const WARM_UP = 3;
const RATE = 0.9;
const FAAS = 'faas-keep-alive';
const shipped = (name: string, seconds: number): Promise<Scenario> =>
  loadScenario(path.join(assetsFolder(), `scenarios/reference/${name}.scenario.json`), [
    ['duration', JSON.stringify(`${seconds} s`)],
  ]);

/** Within `part` of what it should be. */
const near = (found: number | null | undefined, wanted: number, part: number): boolean =>
  found !== null && found !== undefined && Math.abs(found - wanted) <= part * wanted;

function yardstick(name: string, rounds: readonly number[], ownNanos: number): Yardstick {
  const nanosPerItem = median(rounds);
  return { name, nanosPerItem, ratio: nanosPerItem / ownNanos };
}

function faultsOfFunction(results: readonly RunResult[]): readonly string[] {
  const fn = results[0]?.functions[0];
  const faults: string[] = [];
  if (!near(fn?.coldStartProbability, 0.00133, 0.15))
    faults.push(`cold-start probability ${fn?.coldStartProbability}, expected 0.00133 ± 15 %`);
  if (!near(fn?.meanRunning, 1.792, 0.02))
    faults.push(`mean running ${fn?.meanRunning}, expected 1.792 ± 2 %`);
  return [...faultsOf(results), ...faults];
}

/** (a) The function platform of the reference scenario, against loops that only count. */
const functionPlatform: Case = async ({ rounds, usesCompiler, interrupted }) => {
  const requests = 2_000_000;
  const scenario = await shipped(FAAS, requests / RATE);
  const c = usesCompiler ? compileCLoop() : undefined;
  const [own, loop, tight]: number[][] = [[], [], []];
  const results: RunResult[] = [];
  try {
    for (let round = -WARM_UP; round < rounds; round++) {
      const run = await timeRun(scenario, interrupted);
      if (run === undefined) return undefined;
      const plain = timeLoop(requests, () => void runKeepAliveLoop(requests, 11 + round));
      const compiled = c?.run(requests, 11 + round);
      if (round < 0) continue;
      own?.push(requestNanos(run));
      loop?.push(plain);
      if (compiled !== undefined) tight?.push(compiled);
      results.push(run.result);
    }
  } finally {
    c?.discard();
  }
  const nanos = median(own ?? []);
  const yardsticks = [
    ...(c === undefined ? [] : [yardstick('C loop with counters only', tight ?? [], nanos)]),
    yardstick('JavaScript loop with counters only', loop ?? [], nanos),
  ];
  const against = yardsticks[0]?.ratio ?? NaN;
  return {
    id: 'function-platform',
    title: 'Function platform: 0.9/s, warm 1.991 s, cold 2.244 s, keep-alive 600 s',
    item: 'request',
    nanosPerItem: nanos,
    perSecond: 1e9 / nanos,
    rounds: own ?? [],
    yardsticks,
    target:
      c === undefined
        ? null
        : { text: 'at least 1/4 of the C loop', wanted: 0.25, found: against, met: against >= 0.25 },
    check: verdict(
      faultsOfFunction(results),
      'cold-start probability, mean running, self-checks, one digest',
    ),
  };
};

/** (b) One queue, against a heap that does nothing but push and pop. */
const queue: Case = async ({ rounds, interrupted }) => {
  const seconds = 1_250_000;
  const scenario = await shipped('queue', seconds);
  const [own, thousand, two]: number[][] = [[], [], []];
  const results: RunResult[] = [];
  const times = 2_000_000;
  for (let round = -WARM_UP; round < rounds; round++) {
    const run = await timeRun(scenario, interrupted);
    if (run === undefined) return undefined;
    const big = timeLoop(times, () => void runBareHeap(1000, times, round));
    const small = timeLoop(times, () => void runBareHeap(2, times, round));
    if (round < 0) continue;
    own?.push((run.seconds * 1e9) / run.result.events);
    thousand?.push(big);
    two?.push(small);
    results.push(run.result);
  }
  const nanos = median(own ?? []);
  const yardsticks = [
    yardstick('bare heap of 1,000 events', thousand ?? [], nanos),
    yardstick('bare heap of 2 events', two ?? [], nanos),
  ];
  const ratio = yardsticks[0]?.ratio ?? NaN;
  const latency = results[0]?.requests.latencyMs.mean;
  const faults = near(latency, 5000, 0.1) ? [] : [`mean latency ${latency} ms, theory 5000 ms ± 10 %`];
  return {
    id: 'queue',
    title: 'M/M/1 at a utilization of 0.8',
    item: 'event',
    nanosPerItem: nanos,
    perSecond: 1e9 / nanos,
    rounds: own ?? [],
    yardsticks,
    target: {
      text: 'at least 1/3 of a bare heap of 1,000 events',
      wanted: 1 / 3,
      found: ratio,
      met: ratio >= 1 / 3,
    },
    check: verdict([...faultsOf(results), ...faults], 'mean latency, self-checks, one digest'),
  };
};

const eventNanos = (run: TimedRun): number =>
  ((run.seconds - run.buildSeconds - run.resultSeconds) * 1e9) / run.result.events;
const requestNanos = (run: TimedRun): number => (run.seconds * 1e9) / run.result.requests.arrived;

async function timeCluster(
  sandboxes: number,
  requests: number,
  { rounds, interrupted }: BenchOptions,
): Promise<{ readonly runs: readonly TimedRun[]; readonly faults: readonly string[] } | undefined> {
  const scenario = clusterScenario(sandboxes, requests);
  const runs: TimedRun[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = await timeRun(scenario, interrupted);
    if (run === undefined) return undefined;
    runs.push(run);
  }
  const results = runs.map((run) => run.result);
  const arrived = results[0]?.requests.arrived;
  const faults = near(arrived, requests, 0.05) ? [] : [`${arrived} requests, expected ${requests} ± 5 %`];
  return { runs, faults: [...faultsOf(results), ...faults] };
}

/** (c) A thousand hosts with a hundred thousand sandboxes under load. */
const cluster: Case = async (options) => {
  const timed = await timeCluster(100_000, 400_000, options);
  if (timed === undefined) return undefined;
  const rounds = timed.runs.map(eventNanos);
  const nanos = median(rounds);
  return {
    id: 'cluster',
    title: '1,000 hosts, 100,000 containers, half of them busy',
    item: 'event',
    nanosPerItem: nanos,
    perSecond: 1e9 / nanos,
    rounds,
    yardsticks: [],
    target: null,
    check: verdict(timed.faults, 'number of requests, self-checks, one digest'),
    sizes: [rowOf(100_000, timed.runs, eventNanos)],
  };
};

/** (d) Ten times the requests again and again: time grows in proportion, memory does not. */
const growth: Case = async ({ rounds, largest, interrupted }) => {
  const sizes: SizeRow[] = [];
  const faults: string[] = [];
  for (let requests = 100_000; requests <= largest; requests *= 10) {
    const scenario = await shipped(FAAS, requests / RATE);
    const runs: TimedRun[] = [];
    for (let round = 0; round < rounds; round++) {
      const run = await timeRun(scenario, interrupted);
      if (run === undefined) return undefined;
      runs.push(run);
    }
    faults.push(...faultsOf(runs.map((run) => run.result)));
    sizes.push(rowOf(requests, runs, requestNanos));
  }
  const last = sizes.at(-1);
  const nanos = last?.nanosPerItem ?? NaN;
  const peak = Math.max(...sizes.map((row) => row.peakBytes));
  return {
    id: 'growth',
    title: 'Growth with the number of requests, same function platform',
    item: 'request',
    nanosPerItem: nanos,
    perSecond: 1e9 / nanos,
    rounds: sizes.map((row) => row.nanosPerItem),
    yardsticks: [],
    target: {
      text: 'memory above the runtime’s own stays under 100 MB',
      wanted: 100e6,
      found: peak,
      met: peak < 100e6,
    },
    check: verdict(faults, 'self-checks, one digest a size'),
    sizes,
  };
};

/** (e) Ten times the sandboxes again and again: the time of an event grows with their logarithm at most. */
const sandboxes: Case = async (options) => {
  const sizes: SizeRow[] = [];
  const faults: string[] = [];
  for (const size of [100, 1000, 10_000, 100_000]) {
    const timed = await timeCluster(size, 300_000, options);
    if (timed === undefined) return undefined;
    faults.push(...timed.faults);
    sizes.push(rowOf(size, timed.runs, eventNanos));
  }
  const [first, last] = [sizes[0]?.nanosPerItem ?? NaN, sizes.at(-1)?.nanosPerItem ?? NaN];
  return {
    id: 'sandboxes',
    title: 'Time of an event from 100 to 100,000 containers',
    item: 'event',
    nanosPerItem: last,
    perSecond: 1e9 / last,
    rounds: sizes.map((row) => row.nanosPerItem),
    yardsticks: [],
    target: {
      text: 'from 100 to 100,000 at most log(100,000) / log(100) = 2.5 times as long',
      wanted: 2.5,
      found: last / first,
      met: last / first <= 2.5,
    },
    check: verdict(faults, 'number of requests, self-checks, one digest a size'),
    sizes,
  };
};

/** In the order in which they run. */
export const BENCH_CASES: readonly { readonly id: string; readonly run: Case }[] = [
  { id: 'function-platform', run: functionPlatform },
  { id: 'queue', run: queue },
  { id: 'cluster', run: cluster },
  { id: 'growth', run: growth },
  { id: 'sandboxes', run: sandboxes },
];
