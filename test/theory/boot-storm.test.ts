import { describe, expect, it } from 'vitest';
import { FACTS } from '../../simulations';
import { median, oneHost, spanMs, startAtATime, startAtOnce } from '../helpers/starts';

/** From the start of the monitor's process to the first process of the guest, as the measurements have it. */
const BOOT = ['Start monitor', 'Guest kernel'];

/** The machine of the measurements: 48 cores, guests of 256 MiB, nothing to run in them but an init. */
const bare = (monitor: string): Parameters<typeof oneHost>[0] => ({
  technology: 'microvm',
  cores: 48,
  component: { startTime: '1 ms' },
  place: { monitor, memory: '256 MiB' },
});

const measured = (id: string): number => Number(FACTS.get(id)?.value);

/**
 * Raw data: github.com/firecracker-microvm/nsdi2020-data, m5d.metal. The launcher is a process of the same machine that
 * starts one monitor after another, 3.5 ms each (proc.forkexec): this, not the number asked for, bounds how many are
 * under way, so a hundred at a time are hardly slower than fifty.
 */
describe('microVM boots, alone and in crowds', () => {
  it.each([
    ['firecracker', 1, 'vm.boot.firecracker.e2e', 0.02],
    ['firecracker', 10, 'vm.boot.parallel10.firecracker', 0.05],
    ['firecracker', 50, 'vm.boot.parallel50.firecracker', 0.15],
    ['firecracker', 100, 'vm.boot.parallel100.firecracker', 0.15],
    ['cloud-hypervisor', 1, 'vm.boot.cloudhypervisor.e2e', 0.02],
    ['cloud-hypervisor', 50, 'vm.boot.parallel50.cloudhypervisor', 0.15],
    ['cloud-hypervisor', 100, 'vm.boot.parallel100.cloudhypervisor', 0.15],
    ['qemu', 1, 'vm.boot.qemu.seabios', 0.02],
    ['qemu', 50, 'vm.boot.parallel50.qemu', 0.1],
    ['qemu', 100, 'vm.boot.parallel100.qemu', 0.1],
    // Ten at a time were measured a fifth faster than one alone (cores that do not fall asleep): the model has no such thing.
    ['cloud-hypervisor', 10, 'vm.boot.parallel10.cloudhypervisor', 0.3],
    ['qemu', 10, 'vm.boot.parallel10.qemu', 0.25],
  ] as const)(
    '%s, %i at a time: the median of %s within its tolerance',
    (monitor, atATime, fact, tolerance) => {
      const boxes = startAtATime(oneHost(bare(monitor)), atATime, atATime === 1 ? 60 : 400, BOOT);
      const ours = median(boxes.map((box) => spanMs(box, BOOT)));
      expect(Math.abs(ours / measured(fact) - 1)).toBeLessThan(tolerance);
    },
  );

  it('a core starts five a second: vm.rate.firecracker', () => {
    const boxes = startAtATime(oneHost({ ...bare('firecracker'), cores: 4 }), 20, 200, BOOT);
    const seconds = Math.max(...boxes.map((box) => box.createdAtMicros)) / 1e6;
    const perCore = 180 / seconds / 4;
    expect(Math.abs(perCore / measured('vm.rate.firecracker') - 1)).toBeLessThan(0.1);
  });
});

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

describe('growth with what is there already (LightVM)', () => {
  it.each([
    ['full-vm-type-1', 'debian', 'Create VM', 42_000, 0.1],
    ['unikernel', undefined, 'Create VM', 700, 0.1],
  ] as const)('%s: the 1000th takes %i ms to create', (technology, guest, name, ms, tolerance) => {
    const scenario = oneHost({ technology, replicas: 999, place: guest === undefined ? {} : { guest } });
    const last = startAtOnce(scenario, 1000).at(-1);
    if (last === undefined) throw new Error('nothing started');
    expect(Math.abs(spanMs(last, [name]) / ms - 1)).toBeLessThan(tolerance);
  });

  it('a container with 3,000 on the host takes a second to start: ct.start.docker.3000', () => {
    const last = startAtOnce(oneHost({ technology: 'container', replicas: 3000 }), 3001).at(-1);
    if (last === undefined) throw new Error('nothing started');
    const ours = spanMs(last, ['Create container', 'Namespaces, cgroup, mounts']);
    expect(Math.abs(ours / measured('ct.start.docker.3000') - 1)).toBeLessThan(0.1);
  });
});
