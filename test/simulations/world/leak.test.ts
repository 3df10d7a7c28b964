import { describe, expect, it } from 'vitest';
import type { Lab, Scenario, TechnologyId } from '../../../simulations';
import { captions, failedChecks, script } from '../../helpers/acting';
import { read } from '../../helpers/scenarios';

const leaky = (technology: TechnologyId, memory?: string): Scenario =>
  read({
    format: 'strata-scenario',
    version: 1,
    title: 'leak',
    duration: '300 s',
    hosts: [{ id: 'host', memory: '4 GiB' }],
    components: [{ id: 'web', serviceTime: '10 ms', memory: '100 MiB' }],
    deployments: [
      {
        id: 'one',
        technology,
        hosts: ['host'],
        orchestrator: technology === 'container' ? 'kubernetes' : 'none',
        place: [{ component: 'web', replicas: 2, ...(memory !== undefined && { memory }) }],
      },
    ],
    workloads: [{ id: 'load', arrivals: 'constant(0.5/s)' }],
  });

const states = (lab: Lab): readonly string[] =>
  lab.frame().hosts[0]?.sandboxes.map(({ id, state }) => `${id} ${state}`) ?? [];

describe('a memory leak', () => {
  it('ends at the limit of a container, which is restarted, and leaves the other alone', () => {
    const lab = script(leaky('container', '512 MiB'), [[10, 'fault memory-leak web-1 --by "64 MiB/s"']], 25);
    const log = lab.frame().log;
    const killed = log.find((line) => line.subject === 'web-1' && line.caption.includes('limit'));
    expect(killed?.cause).toBe('Memory leak in web-1');
    // It begins near 100 MiB plus its shim and libraries and grows by 64 MiB a second to 512 MiB.
    expect((killed?.atMicros ?? 0) / 1e6).toBeGreaterThan(15);
    expect((killed?.atMicros ?? 0) / 1e6).toBeLessThanOrEqual(17);
    expect(
      captions(lab).some((line) => line.startsWith('1') && line.includes('Memory leak in web-1 is over')),
    ).toBe(true);
    expect(states(lab)).toContain('web-2 running');
    lab.runTo(100e6);
    expect(states(lab)).toEqual(['web-1 running', 'web-2 running']);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('without a limit takes the host’s memory, and the host’s kernel ends the biggest', () => {
    const lab = script(leaky('bare-process'), [[10, 'fault memory-leak web-1 --by "100 MiB/s"']]);
    expect(states(lab)).toEqual(['web-1 failed', 'web-2 running']);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('stays within its VM: the guest kernel ends the process, which starts again', () => {
    const lab = script(
      leaky('full-vm-type-1', '1 GiB'),
      [[10, 'fault memory-leak web-1 --by "64 MiB/s"']],
      200,
    );
    expect(
      lab.frame().log.some((line) => line.caption.startsWith('The guest of web-1 starts its process again')),
    ).toBe(true);
    expect(states(lab)).toEqual(['web-1 running', 'web-2 running']);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('is over when it is repaired; what was leaked stays until the process ends', () => {
    const touched = (until: number): number =>
      script(leaky('container'), [[10, 'fault memory-leak web-1 --by "10 MiB/s" --for 20s']], until)
        .frame()
        .hosts[0]?.memoryByOwner.find(({ owner }) => owner === 'free')?.bytes ?? 0;
    expect(touched(9) - touched(29.5)).toBe(19 * 10 * 1024 ** 2);
    expect(touched(100)).toBe(touched(31));
  });
});
