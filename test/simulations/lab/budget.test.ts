import { describe, expect, it } from 'vitest';
import { Lab, parseLine, parseScenario, type Scenario } from '../../../simulations';
import { stateBytes } from '../../../simulations/world/budget';
import { setDesired } from '../../../simulations/world/scaling';
import type { World } from '../../../simulations/world/world';
import { queueScenario, read, shippedText } from '../../helpers/scenarios';

const MIB = 1024 ** 2;
/** Twice as many requests come as can be served: what waits grows for ever. */
const overloaded = (budget: object): Scenario =>
  read({ ...(queueScenario({ arrivals: 'poisson(2/s)', duration: '10 h' }).source as object), budget });

function runInSlices(scenario: Scenario, events: number): Lab {
  const lab = Lab.open(scenario, { keepsCheckpoints: false });
  while (lab.runTo(scenario.duration, events) === 'budget');
  return lab;
}

describe('a run over its budget is stopped with what it has', () => {
  it.each([
    [
      'entities',
      overloaded({ entities: 100 }),
      /^more than 100 requests and sandboxes.*\(budget\.entities\)$/,
    ],
    ['memory', overloaded({ memory: '4 MiB' }), /^its state takes more than 4 MiB \(budget\.memory\)$/],
    ['events', overloaded({ events: 5000 }), /^more than 5000 events \(budget\.events\)$/],
  ] as const)('%s: at the same event however it is sliced, and says so', (_name, scenario, reason) => {
    const whole = runInSlices(scenario, Infinity);
    expect(whole.finished).toBe(true);
    expect(whole.nowMicros).toBeLessThan(scenario.duration);
    expect(whole.result().partial?.reason).toMatch(reason);
    expect(whole.frame().partial).toMatch(reason);
    expect(whole.result().checks.filter((check) => !check.ok)).toEqual([]);
    for (const events of [1, 7, 1000]) {
      const sliced = runInSlices(scenario, events);
      expect([sliced.events, sliced.digest]).toEqual([whole.events, whole.digest]);
    }
  });

  it('accounts for its memory: more requests alive, more bytes; never far over the budget', () => {
    const lab = runInSlices(overloaded({ memory: '4 MiB' }), Infinity);
    const bytes = stateBytes(lab.world);
    expect(bytes).toBeGreaterThan(4 * MIB);
    expect(bytes).toBeLessThan(8 * MIB);
    expect(stateBytes(Lab.open(overloaded({})).world)).toBeLessThan(bytes);
  });

  it('stops while the world is built, too', () => {
    const plain = queueScenario().source as object;
    const crowd = {
      ...plain,
      budget: { entities: 5000 },
      hosts: [{ id: 'host', memory: '2 TiB' }],
      components: [{ id: 'server', serviceTime: '1 s', memory: '1 MiB' }],
      deployments: [
        {
          id: 'one',
          technology: 'container',
          hosts: ['host'],
          place: [{ component: 'server', replicas: 50_000 }],
        },
      ],
    };
    const lab = Lab.open(read(crowd));
    expect(lab.finished).toBe(true);
    expect(lab.result().partial?.reason).toMatch(/budget\.entities/);
    expect(lab.world.sandboxes.alive).toBeLessThan(10_000);
  });
});

describe('big things are done in steps', () => {
  const cluster = (replicas: number): Scenario =>
    read({
      ...(queueScenario({ duration: '1 min' }).source as object),
      hosts: [{ id: 'host', cores: 64, memory: '2 TiB' }],
      components: [{ id: 'server', serviceTime: '1 s', memory: '1 MiB' }],
      deployments: [
        {
          id: 'one',
          technology: 'container',
          hosts: ['host'],
          place: [{ component: 'server', replicas }],
        },
      ],
    });

  it('opening in steps gives the lab that opening at once gives', () => {
    const scenario = cluster(9000);
    const steps = Lab.opening(scenario);
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) count++;
    expect(count).toBeGreaterThan(3);
    const [stepped, whole] = [step.value, Lab.open(scenario)];
    for (const lab of [stepped, whole]) lab.runTo(scenario.duration);
    expect(stepped.digest).toBe(whole.digest);
    expect(stepped.result()).toEqual(whole.result());
  });

  it('thousands of replicas start over several events of one instant, and stop in one pass', () => {
    const lab = Lab.open(cluster(1));
    const present = (): number => {
      const [pool] = lab.world.pools;
      return (pool?.ready ?? 0) + (pool?.starting ?? 0);
    };
    setDesired(lab.world as World, 0, 9000, -1);
    expect([lab.nowMicros, present()]).toEqual([0, 2001]);
    lab.runTo(0);
    expect([lab.nowMicros, present()]).toEqual([0, 9000]);
    const call = parseLine('scale server 3');
    expect(call.ok && lab.execute(call.value).ok).toBe(true);
    expect(present()).toBe(3);
    expect(lab.result().checks.filter((check) => !check.ok)).toEqual([]);
  });
});

describe('what cannot be is refused, with path and reason', () => {
  it.each([
    ['queue', 'deployments.0.place.0.replicas', '1000000000', 'at most 100000'],
    ['queue', 'components.0.workers', '0', 'at least 1'],
    ['queue', 'hosts.0.cores', '0', 'at least 1'],
    ['queue', 'hosts.0.memory', '0', 'at least 1'],
    ['queue', 'hosts.0.memory', '"-1 GiB"', 'not negative'],
    ['queue', 'components.0.queueLimit', '-1', 'at least 0'],
    ['queue', 'components.0.queueLimit', 'NaN', ''],
    ['queue', 'components.0.serviceTime', 'exponential(-1 s)', 'exponential'],
    ['queue', 'components.0.serviceTime', 'exponential(5 MB)', 'exponential'],
    ['queue', 'components.0.serviceTime', 'NaN', 'distribution'],
    ['queue', 'components.0.serviceTime', 'exponential(Infinity)', 'exponential'],
    ['queue', 'workloads.0.arrivals', 'poisson(-1/s)', 'not negative'],
    ['queue', 'workloads.0.arrivals', 'poisson(NaN/s)', 'a rate'],
    ['queue', 'workloads.0.arrivals', 'poisson(Infinity/s)', 'a rate'],
    ['queue', 'workloads.0.arrivals', 'poisson(1 GiB)', 'a rate'],
    ['queue', 'workloads.0.arrivals', 'renewal(constant(0 s))', 'above 0'],
    ['queue', 'workloads.0.intensity', '-1', 'not negative'],
    ['queue', 'duration', '0 s', 'at least 1'],
    ['queue', 'budget.memory', '5 s', 'a memory'],
    ['queue', 'budget.entities', '0', 'at least 1'],
    ['faas-keep-alive', 'functions.0.maxInstances', '1000000000', 'at most 10000000'],
    ['faas-keep-alive', 'functions.0.concurrency', '0', 'at least 1'],
    ['faas-keep-alive', 'functions.0.keepAlive', '3 GiB', 'a duration'],
    ['faas-keep-alive', 'functions.0.coldTime', 'log-normal(mean 1 s, cv NaN)', 'log-normal'],
  ])('%s: %s = %s', (name, path, value, expected) => {
    const parsed = parseScenario(shippedText(`reference/${name}`), { overrides: [[path, value]] });
    if (parsed.ok) throw new Error('accepted');
    const [issue] = parsed.error;
    expect(issue?.path).toContain(path);
    expect(`${issue?.message} ${issue?.expected}`).toContain(expected);
  });
});
