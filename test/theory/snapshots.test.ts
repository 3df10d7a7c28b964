import { describe, expect, it } from 'vitest';
import { FACTS, type Scenario } from '../../simulations';
import { quantile } from '../../simulations/statistics/histogram';
import { read } from '../helpers/scenarios';
import { open, until } from '../helpers/worlds';

/** Instances that are never called twice, alone on a host whose disk is that of the measurements. */
function scenario(settings: object): Scenario {
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'snapshots',
    duration: '2 h',
    hosts: [{ id: 'h', memory: '64 GiB', platform: 'functions', disk: { read: '850 MB/s' } }],
    functions: [
      { id: 'fn', serviceTime: '1 ms', keepAlive: { policy: 'none' }, maxInstances: 1000, ...settings },
    ],
    deployments: [{ id: 'faas', technology: 'cloud-function', hosts: ['h'], place: [{ function: 'fn' }] }],
    workloads: [{ id: 'load', arrivals: 'constant(0.2/s)' }],
  });
}

const medianStart = (settings: object): number => {
  const world = until(open(scenario(settings)), 7200);
  expect(world.pools[0]!.starts.count).toBeGreaterThan(1000);
  return quantile(world.pools[0]!.starts, 0.5) / 1000;
};

describe('starting from a snapshot', () => {
  it('takes what was published: hello world, 60 to 70 ms after its placement (faas.snapshot.reap)', () => {
    const placed = 50;
    const ours = medianStart({ start: 'snapshot', workingSet: '8 MB' }) - placed;
    expect(FACTS.get('faas.snapshot.reap')?.value).toBe(3.7);
    expect(ours).toBeGreaterThan(60 * 0.95);
    expect(ours).toBeLessThan(70 * 1.05);
    // Against 232 ms page by page: the published factor, within 10 %.
    expect(232 / ours).toBeGreaterThan(3.7 * 0.9);
    expect(232 / ours).toBeLessThan(3.7 * 1.1);
  });

  it('a working set of 99 MB takes longer by the time of reading it', () => {
    const small = medianStart({ start: 'snapshot', workingSet: '8 MB' });
    const large = medianStart({ start: 'snapshot', workingSet: '99 MB' });
    expect(large - small).toBeCloseTo((91 / 850) * 1000, -0.5);
  });

  it('is quicker than booting', () => {
    expect(medianStart({ start: 'snapshot' })).toBeLessThan(medianStart({}) / 2.5);
  });
});
