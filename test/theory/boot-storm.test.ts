import { describe, expect, it } from 'vitest';
import { median, oneHost, spanMs, startAtOnce } from '../helpers/starts';

describe('contention', () => {
  it('a boot storm of full VMs waits for the disk: as long as it takes to read what they all read', () => {
    const scenario = oneHost({ technology: 'full-vm-type-1', place: { memory: '1 GiB' } });
    const [alone] = startAtOnce(scenario, 1);
    const storm = startAtOnce(scenario, 100);
    // 100 VMs read 18 s at 28 MB/s each from a disk of 500 MB/s.
    const bound = (100 * 18 * 28) / 500;
    const services = median(storm.map((box) => spanMs(box, ['Guest services'])));
    if (alone === undefined) throw new Error('nothing started');
    expect(spanMs(alone, ['Guest services']) / 1000).toBeGreaterThan(13);
    expect(services / 1000).toBeGreaterThan(bound * 0.8);
    expect(services / 1000).toBeLessThan(bound * 1.1);
  });

  it('a neighbour that computes makes a start slower, and weights decide how much', () => {
    const start = (neighbours: number, weight: number): number => {
      const scenario = oneHost({
        technology: 'container',
        cores: 4,
        extra: {
          components: [
            { id: 'app', serviceTime: '1 ms' },
            { id: 'noise', serviceTime: '10 min' },
          ],
          deployments: [
            {
              id: 'one',
              technology: 'container',
              hosts: ['host'],
              place: [
                { component: 'app', replicas: 0 },
                { component: 'noise', replicas: neighbours, cpuWeight: weight },
              ],
            },
          ],
          routes: [{ id: 'noise', steps: ['noise'] }],
          workloads: [{ id: 'noise', arrivals: { times: Array.from({ length: neighbours }, () => '1 s') } }],
        },
      });
      const boxes = startAtOnce(scenario, 1).filter((box) => box.component === 'app');
      return median(boxes.map((box) => spanMs(box, ['Your code'])));
    };
    const alone = start(0, 100);
    expect(start(3, 100)).toBe(alone);
    const noisy = start(60, 100);
    expect(noisy).toBeGreaterThan(1.5 * alone);
    expect(start(60, 10)).toBeLessThan(noisy);
  });
});
