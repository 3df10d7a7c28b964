import { describe, expect, it } from 'vitest';
import { Lab } from '../../../simulations';
import { parseArrivals } from '../../../simulations/workload/parse-arrivals';
import { queueScenario } from '../../helpers/scenarios';
import { tableOf } from '../../helpers/tables';

const COUNTS = tableOf('cloudwatch/elb-requests-day.csv').map((row) => Number(row['requests']));
const replay = (more: object = {}, duration = '24 h') =>
  queueScenario({
    arrivals: { trace: { bucket: '5 min', counts: COUNTS, ...more } },
    serviceTime: '10 ms',
    duration,
  });

/** Arrivals in each bucket of a run. */
function arrivedBy(scenario: ReturnType<typeof replay>, buckets: number, seed = 1): readonly number[] {
  const lab = Lab.open(scenario, { seed, keepsCheckpoints: false });
  let before = 0;
  return Array.from({ length: buckets }, (_, i) => {
    // Up to the last microsecond of the bucket.
    lab.runTo((i + 1) * 300e6 - 1);
    const { arrived } = lab.result().requests;
    const own = arrived - before;
    before = arrived;
    return own;
  });
}

describe('a recorded trace as an arrival process', () => {
  it.each(['uniform', 'even'])('%s: exactly as many in each bucket as were recorded', (spread) => {
    expect(arrivedBy(replay({ spread }), 60)).toEqual(COUNTS.slice(0, 60));
  });

  it('even: at equal distances', () => {
    const read = parseArrivals({ trace: { bucket: '10 s', counts: [2, 0, 4], spread: 'even' } });
    expect(read.ok && read.value).toMatchObject({ kind: 'counts', isEven: true });
    const lab = Lab.open(
      queueScenario({
        arrivals: { trace: { bucket: '10 s', counts: [2, 0, 4], spread: 'even' } },
        serviceTime: '1 us',
        duration: '1 min',
      }),
    );
    const times = [2.5, 7.5, 21.25, 23.75, 26.25, 28.75];
    times.forEach((seconds, i) => {
      lab.runTo(seconds * 1e6 - 1);
      expect(lab.result().requests.arrived).toBe(i);
      lab.runTo(seconds * 1e6 + 1);
      expect(lab.result().requests.arrived).toBe(i + 1);
    });
  });

  it('poisson: the counts are rates, so their number scatters by its square root, around the recorded one', () => {
    const total = COUNTS.reduce((sum, count) => sum + count, 0);
    const totals = Array.from({ length: 8 }, (_, k) => {
      const lab = Lab.open(replay({ spread: 'poisson' }), { seed: k, keepsCheckpoints: false });
      lab.runTo(86_400e6);
      return lab.result().requests.arrived;
    });
    const mean = totals.reduce((sum, value) => sum + value, 0) / totals.length;
    expect(new Set(totals).size).toBeGreaterThan(4);
    expect(Math.abs(mean - total)).toBeLessThan(4 * Math.sqrt(total / totals.length));
  });

  it('repeat: from the beginning again', () => {
    const counts = [3, 0, 7];
    const scenario = queueScenario({
      arrivals: { trace: { bucket: '5 min', counts, repeat: true } },
      serviceTime: '10 ms',
      duration: '1 h',
    });
    expect(arrivedBy(scenario, 9)).toEqual([...counts, ...counts, ...counts]);
    const silent = queueScenario({ arrivals: { trace: { bucket: '1 s', counts: [0, 0], repeat: true } } });
    expect(arrivedBy(silent, 2)).toEqual([0, 0]);
  });

  it('another intensity multiplies the counts; another seed moves no count', () => {
    const twice = replay();
    const lab = Lab.open(twice, { seed: 3 });
    lab.execute({ name: 'set', args: { path: 'workloads.load.intensity', value: '2' } });
    lab.runTo(3000e6 - 1);
    const first = COUNTS.slice(0, 10).reduce((sum, count) => sum + count, 0);
    // The first arrival was drawn before the intensity changed.
    expect(Math.abs(lab.result().requests.arrived - 2 * first)).toBeLessThanOrEqual(COUNTS[0] ?? 0);
    expect(arrivedBy(replay(), 20, 7)).toEqual(arrivedBy(replay(), 20, 8));
  });

  it.each([
    [{ bucket: '1 min', counts: [1], spread: 'evenly' }, 'trace.spread', 'even'],
    [{ bucket: '1 min', counts: [1], repeat: 'yes' }, 'trace.repeat', undefined],
    [{ bucket: '1 min', counts: [1], spread: 'poisson', repeat: true }, 'trace.repeat', undefined],
  ])('%j is refused where it stands', (trace, path, nearest) => {
    const read = parseArrivals({ trace });
    expect(read.ok ? undefined : read.error.path.join('.')).toBe(path);
    expect(read.ok ? undefined : read.error.nearest).toBe(nearest);
  });
});
