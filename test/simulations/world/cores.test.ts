import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab } from '../../../simulations';
import { read } from '../../helpers/scenarios';
import { type } from '../../helpers/starts';

interface Box {
  readonly weight: number;
  /** Cores that it may use at most. */
  readonly cap: number;
  readonly arrivals: readonly number[];
  /** Work of each call, in ms. */
  readonly work: number;
  /** Share of its time that a call computes. */
  readonly cpu: number;
}

const scenarioOf = (cores: number, boxes: readonly Box[], technology = 'container') =>
  read({
    format: 'strata-scenario',
    version: 1,
    title: 'cores',
    duration: '10 h',
    hosts: [{ id: 'host', cores, memory: '64 GiB' }],
    components: boxes.map(({ work, cpu }, i) => ({
      id: `c${i}`,
      serviceTime: `${work} ms`,
      workers: 100,
      mix: { cpu, network: 1 - cpu },
    })),
    deployments: [
      {
        id: 'one',
        technology,
        hosts: ['host'],
        place: boxes.map(({ weight, cap }, i) => ({
          component: `c${i}`,
          cpuWeight: weight,
          ...(technology === 'bare-process' ? { cpuLimit: cap } : { vcpus: cap }),
        })),
      },
    ],
    routes: boxes.map((_, i) => ({ id: `r${i}`, steps: [`c${i}`] })),
    workloads: boxes.map(({ arrivals }, i) => ({
      id: `w${i}`,
      route: `r${i}`,
      arrivals: { times: arrivals.map((ms) => `${ms} ms`) },
    })),
  });

/** Mean and maximum latency of each box, in ms. */
function simulate(cores: number, boxes: readonly Box[]): readonly (readonly [number, number])[] {
  const lab = Lab.open(scenarioOf(cores, boxes, 'bare-process'), { keepsCheckpoints: false });
  lab.runTo(36e9);
  const { components, checks } = lab.result();
  expect(checks.filter((check) => !check.ok)).toEqual([]);
  return components.map(({ latencyMs }) => [latencyMs.mean ?? 0, latencyMs.max ?? 0]);
}

/** Cores of each box: the level is raised until the cores are used up; found by halving. */
function fluidShares(cores: number, boxes: readonly Box[], calls: readonly number[]): readonly number[] {
  const at = (level: number): number[] =>
    boxes.map((box, i) => Math.min(level * box.weight, box.cap, (calls[i] as number) * box.cpu));
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  let [low, high] = [0, 1e6];
  if (sum(at(high)) <= cores) return at(high);
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) > cores) high = middle;
    else low = middle;
  }
  return at(low);
}

/** The same by a plain fluid model: small steps from event to event, every call by itself. */
function fluid(cores: number, boxes: readonly Box[]): readonly (readonly [number, number])[] {
  const alive = boxes.map((): { since: number; left: number }[] => []);
  const coming = boxes
    .flatMap((box, i) => box.arrivals.map((at) => ({ at, i })))
    .toSorted((a, b) => a.at - b.at);
  const latencies = boxes.map((): number[] => []);
  let now = 0;
  while (coming.length > 0 || alive.some((list) => list.length > 0)) {
    const shares = fluidShares(
      cores,
      boxes,
      alive.map((list) => list.length),
    );
    const rates = shares.map((share, i) => share / Math.max(1, (alive[i] as unknown[]).length));
    const ends = alive.flatMap((list, i) => list.map((call) => now + call.left / (rates[i] as number)));
    const next = Math.min(coming[0]?.at ?? Infinity, ...ends);
    alive.forEach((list, i) =>
      list.forEach((call) => void (call.left -= (next - now) * (rates[i] as number))),
    );
    now = next;
    alive.forEach((list, i) => {
      for (const call of list.filter(({ left }) => left < 1e-7)) {
        (latencies[i] as number[]).push(now - call.since);
        list.splice(list.indexOf(call), 1);
      }
    });
    while (coming[0] !== undefined && coming[0].at <= now) {
      const { i } = coming.shift() as { i: number };
      const box = boxes[i] as Box;
      (alive[i] as { since: number; left: number }[]).push({ since: now, left: box.work * box.cpu });
    }
  }
  return latencies.map((list) => [list.reduce((a, b) => a + b, 0) / list.length, Math.max(...list)]);
}

describe('cores of a host', () => {
  it('a virtual CPU is a cap: four calls of a second on two of them take two, whatever the host has', () => {
    const lab = Lab.open(
      scenarioOf(8, [{ weight: 100, cap: 2, arrivals: [0, 0, 0, 0], work: 1000, cpu: 1 }], 'microvm'),
    );
    lab.runTo(60e6);
    const [component] = lab.result().components;
    expect(component?.latencyMs.max).toBeCloseTo(2 * 1000 * 1.023, 0);
  });

  it('a quota below one core stretches a single call', () => {
    expect(simulate(8, [{ weight: 100, cap: 0.25, arrivals: [0], work: 1000, cpu: 1 }])).toEqual([
      [4000, 4000],
    ]);
  });

  it('sandboxes share by weight, not by how many calls they have', () => {
    const [many, one] = simulate(1, [
      { weight: 100, cap: 64, arrivals: [0, 0, 0], work: 1000, cpu: 1 },
      { weight: 100, cap: 64, arrivals: [0], work: 1000, cpu: 1 },
    ]);
    expect(one?.[1]).toBeCloseTo(2000, 2);
    expect(many?.[1]).toBeCloseTo(4000, 2);
  });

  it('agrees with a plain fluid model of weights, caps and calls', () => {
    const box = fc.record({
      weight: fc.constantFrom(50, 100, 300),
      cap: fc.constantFrom(0.5, 1, 2, 64),
      arrivals: fc
        .array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 12 })
        .map((times) => times.toSorted((a, b) => a - b)),
      work: fc.integer({ min: 1, max: 1500 }),
      cpu: fc.constantFrom(1, 0.5, 0.9),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(box, { minLength: 1, maxLength: 5 }),
        (cores, boxes) => {
          const [ours, expected] = [simulate(cores, boxes), fluid(cores, boxes)];
          ours.forEach(([mean, max], i) => {
            expect(Math.abs(mean - (expected[i]?.[0] ?? 0))).toBeLessThan(0.05);
            expect(Math.abs(max - (expected[i]?.[1] ?? 0))).toBeLessThan(0.05);
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('replays to the same digest from any checkpoint while cores are short', () => {
    const boxes = Array.from({ length: 4 }, (_, i): Box => ({
      weight: 100 + 50 * i,
      cap: 1 + i,
      arrivals: Array.from({ length: 40 }, (__, k) => 50 * k + i),
      work: 300,
      cpu: 0.9,
    }));
    const scenario = scenarioOf(2, boxes, 'bare-process');
    const straight = Lab.open(scenario);
    straight.runTo(60e6);
    const back = Lab.open(scenario);
    back.runTo(60e6);
    for (const at of [1e6, 5e6, 2e6]) back.seek(at);
    back.seek(60e6);
    expect(back.digest).toBe(straight.digest);
  });
});

describe('processor sharing among workers', () => {
  it('goes by the workers of the sandbox, not of the one that was in its row before', () => {
    const shared = (id: string, workers: number) => ({
      id,
      workers,
      serviceTime: '1 s',
      discipline: 'processor-sharing',
      mix: { network: 1 },
    });
    const lab = Lab.open(
      read({
        format: 'strata-scenario',
        version: 1,
        title: 'rows',
        duration: '2 min',
        hosts: [{ id: 'host' }],
        components: [shared('few', 1), shared('many', 4)],
        deployments: [
          {
            id: 'one',
            technology: 'bare-process',
            hosts: ['host'],
            place: [{ component: 'few' }, { component: 'many', replicas: 0 }],
          },
        ],
        routes: ['few', 'many'].map((id) => ({ id, steps: [id] })),
        workloads: [
          { id: 'first', route: 'few', arrivals: { times: ['1 s'] } },
          { id: 'then', route: 'many', arrivals: { times: ['90 s', '90 s', '90 s', '90 s'] } },
        ],
      }),
    );
    lab.runTo(20e6);
    type(lab, 'scale few 0');
    lab.runTo(40e6);
    type(lab, 'scale many 1');
    lab.runTo(lab.scenario.duration);
    expect(lab.world.sandboxes.alive).toBe(1);
    const [few, many] = lab.result().components;
    expect([few?.latencyMs.max, many?.latencyMs.max].map((ms) => Math.round(ms ?? 0))).toEqual([1000, 1000]);
  });
});
