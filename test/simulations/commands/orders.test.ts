import { describe, expect, it } from 'vitest';
import { Lab, type Scenario } from '../../../simulations';
import { act, captions, failedChecks, mustAct } from '../../helpers/acting';
import { read, shipped } from '../../helpers/scenarios';

/** Two hosts, their disks at 100 MB/s, and a component that is asked once in ten seconds for two of them. */
const two = (technology: string, changes: object = {}): Scenario =>
  read({
    format: 'strata-scenario',
    version: 1,
    title: 'two hosts',
    duration: '10 min',
    hosts: ['a', 'b'].map((id) => ({ id, cores: 4, memory: '16 GiB', disk: { read: '100 MB/s' } })),
    components: [{ id: 'web', workers: 1, serviceTime: '2 s', memory: '100 MiB' }],
    deployments: [
      {
        id: 'one',
        technology,
        hosts: ['a', 'b'],
        ...(technology === 'container' && { orchestrator: 'kubernetes' }),
        place: [
          { component: 'web', replicas: 2, ...(technology === 'full-vm-type-1' && { memory: '2 GiB' }) },
        ],
      },
    ],
    workloads: [{ id: 'load', arrivals: 'constant(0.1/s)' }],
    ...changes,
  });

const sandboxesOf = (lab: Lab) => lab.frame().hosts.flatMap((host) => host.sandboxes);
const diskOf = (lab: Lab, owner: string): number =>
  lab
    .frame()
    .hosts.flatMap((host) => host.diskByOwner)
    .filter((entry) => entry.owner === owner)
    .reduce((sum, { bytes }) => sum + bytes, 0);

describe('a snapshot of a VM', () => {
  it('takes as long as its memory takes to the disk, keeps as many bytes there, and stops the VM meanwhile', () => {
    const lab = Lab.open(two('full-vm-type-1'));
    lab.runTo(20e6);
    const touched = sandboxesOf(lab)[0]?.memory.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
    expect(touched).toBeGreaterThan(100 * 2 ** 20);
    mustAct(lab, 'snapshot web-1 before');
    expect(sandboxesOf(lab)[0]).toMatchObject({ state: 'paused', copying: 'snapshot' });
    expect(act(lab, 'resume web-1').ok).toBe(false);
    const micros = (touched / 100e6) * 1e6;
    lab.runTo(20e6 + micros - 1000);
    expect(sandboxesOf(lab)[0]?.snapshots).toBeUndefined();
    lab.runTo(20e6 + micros + 1000);
    expect(sandboxesOf(lab)[0]).toMatchObject({
      state: 'running',
      snapshots: [{ name: 'before', atMicros: 20e6, memoryBytes: touched }],
    });
    expect(diskOf(lab, 'snapshots')).toBe(touched);
    mustAct(lab, 'delete-snapshot web-1 before');
    expect(diskOf(lab, 'snapshots')).toBe(0);
  });

  it('shares the disk: two at once on one host take twice as long', () => {
    const alone = Lab.open(two('full-vm-type-1'));
    mustAct(alone, 'snapshot web-1 x');
    const both = Lab.open(
      two('full-vm-type-1', {
        hosts: [
          { id: 'a', cores: 4, memory: '16 GiB', disk: { read: '100 MB/s' } },
          { id: 'b', cores: 1, memory: '1 GiB' },
        ],
      }),
    );
    mustAct(both, 'snapshot web-1 x');
    mustAct(both, 'snapshot web-2 x');
    const took = (lab: Lab): number => {
      while (sandboxesOf(lab).some(({ copying }) => copying !== undefined)) lab.runTo(lab.nowMicros + 10_000);
      return lab.nowMicros;
    };
    const [one, twice] = [took(alone), took(both)];
    expect(twice / one).toBeGreaterThan(1.95);
    expect(twice / one).toBeLessThan(2.05);
  });

  it('is gone back to: what is in service fails, and it goes on as it was', () => {
    const lab = Lab.open(two('full-vm-type-1', { workloads: [{ id: 'load', arrivals: 'constant(1/s)' }] }));
    mustAct(lab, 'snapshot web-1 before');
    lab.runTo(30.5e6);
    const before = lab.result().requests.failed;
    expect(sandboxesOf(lab)[0]?.busy).toBe(1);
    mustAct(lab, 'revert web-1 before');
    expect(lab.result().requests.failed).toBe(before + 1);
    lab.runTo(60e6);
    expect(sandboxesOf(lab)[0]?.state).toBe('running');
    expect(captions(lab).some((line) => line.includes('web-1 is as it was in its snapshot, after'))).toBe(
      true,
    );
    expect(failedChecks(lab)).toEqual([]);
  });

  it('of a VM that is shut off costs nothing, and shuts it off again', () => {
    const lab = Lab.open(two('full-vm-type-1'));
    mustAct(lab, 'stop web-2');
    mustAct(lab, 'snapshot web-2 off');
    expect(diskOf(lab, 'snapshots')).toBe(0);
    mustAct(lab, 'start web-2');
    lab.runTo(100e6);
    expect(sandboxesOf(lab)[1]?.state).toBe('running');
    mustAct(lab, 'revert web-2 off');
    expect(sandboxesOf(lab)[1]?.state).toBe('stopped');
    expect(failedChecks(lab)).toEqual([]);
  });

  it('with memory brings a VM back without a boot', () => {
    const lab = Lab.open(two('full-vm-type-1'));
    mustAct(lab, 'snapshot web-1 warm');
    lab.runTo(30e6);
    mustAct(lab, 'stop web-1');
    lab.runTo(40e6);
    mustAct(lab, 'revert web-1 warm');
    expect(sandboxesOf(lab)[0]?.state).toBe('paused');
    lab.runTo(60e6);
    expect(sandboxesOf(lab)[0]?.state).toBe('running');
    expect(failedChecks(lab)).toEqual([]);
  });

  it('keeps a VM on its host, and goes with it; containers have none', () => {
    const lab = Lab.open(two('full-vm-type-1'));
    mustAct(lab, 'snapshot web-1 here');
    lab.runTo(30e6);
    const moved = act(lab, 'migrate web-1 b');
    expect(moved.ok || moved.error.message).toContain('cannot migrate domain with 1 snapshots');
    mustAct(lab, 'remove web-1');
    expect(diskOf(lab, 'snapshots')).toBe(0);
    expect(act(Lab.open(two('container')), 'snapshot web-1 x').ok).toBe(false);
  });
});

describe('a host that is cordoned', () => {
  const hostsOfWeb = (lab: Lab): readonly string[] =>
    sandboxesOf(lab)
      .filter(({ state }) => state !== 'stopping' && state !== 'stopped')
      .map(({ host }) => host);

  it('takes nothing new, keeps what it has, and takes new ones again', () => {
    const lab = Lab.open(two('container'));
    mustAct(lab, 'cordon a');
    expect(lab.frame().hosts[0]?.cordoned).toBe(true);
    mustAct(lab, 'scale web 6');
    expect(hostsOfWeb(lab).filter((host) => host === 'a')).toHaveLength(1);
    mustAct(lab, 'uncordon a');
    mustAct(lab, 'scale web 8');
    expect(hostsOfWeb(lab).filter((host) => host === 'a')).toHaveLength(3);
    expect(act(lab, 'uncordon a').ok).toBe(false);
  });

  it('is drained: what runs there finishes what it has begun and is replaced elsewhere at once', () => {
    const lab = Lab.open(two('container'));
    lab.runTo(10.5e6);
    mustAct(lab, 'drain a');
    expect(hostsOfWeb(lab)).toEqual(['b', 'b']);
    lab.runTo(60e6);
    expect(lab.frame().hosts.map((host) => host.sandboxes.length)).toEqual([0, 2]);
    expect(lab.result().requests.failed).toBe(0);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('leaves pending what finds no room elsewhere, and takes it back when it is open again', () => {
    const lab = Lab.open(
      two('container', {
        hosts: [
          { id: 'a', cores: 4, memory: '4 GiB' },
          { id: 'b', cores: 4, memory: '4 GiB' },
        ],
      }),
    );
    mustAct(lab, 'drain b');
    mustAct(lab, 'drain a');
    lab.runTo(30e6);
    expect(sandboxesOf(lab)).toHaveLength(0);
    mustAct(lab, 'uncordon b');
    lab.runTo(60e6);
    expect(hostsOfWeb(lab)).toEqual(['b', 'b']);
  });

  it('is not drained of what cannot be replaced', () => {
    const outcome = act(Lab.open(two('full-vm-type-1')), 'drain a');
    expect(outcome.ok || outcome.error.hint).toBe('migrate web-1 HOST');
  });
});

describe('an autoscaler that comes while a run goes on', () => {
  const busy = (): Lab =>
    Lab.open(two('container', { workloads: [{ id: 'load', arrivals: 'constant(0.9/s)' }] }));
  const desired = (lab: Lab): number => lab.frame().deployments[0]?.components[0]?.desired ?? 0;

  it('looks every 15 s from then on, and is gone when it is taken away', () => {
    const lab = busy();
    lab.runTo(100e6);
    expect(desired(lab)).toBe(2);
    mustAct(lab, 'autoscale web 50% --min 1 --max 5');
    expect(lab.frame().deployments[0]?.components[0]?.hpa).toEqual({
      target: 0.5,
      measured: null,
      min: 1,
      max: 5,
    });
    lab.runTo(114.9e6);
    expect(desired(lab)).toBe(2);
    lab.runTo(115.1e6);
    // 90 % busy over a target of 50 %: 2 × 1.8, rounded up.
    expect(desired(lab)).toBe(4);
    mustAct(lab, 'autoscale web off');
    mustAct(lab, 'scale web 1');
    lab.runTo(300e6);
    expect(desired(lab)).toBe(1);
    expect(act(lab, 'autoscale web off').ok).toBe(false);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('is one autoscaler, however often it is set', () => {
    const lab = busy();
    for (const line of ['autoscale web 50%', 'autoscale web off', 'autoscale web 60%', 'autoscale web 70%'])
      mustAct(lab, line);
    const looks = new Set<number>();
    for (let second = 1; second <= 60; second++) {
      lab.runTo(second * 1e6);
      const measured = lab.frame().deployments[0]?.components[0]?.hpa?.measured;
      if (measured !== null && measured !== undefined) looks.add(measured);
    }
    expect(looks.size).toBeLessThanOrEqual(4);
  });

  it('also for a component that was added while the run went on', () => {
    const lab = Lab.open(
      two('container', {
        components: [
          { id: 'web', workers: 1, serviceTime: '2 s', memory: '100 MiB' },
          { id: 'late', workers: 1, serviceTime: '2 s', memory: '100 MiB' },
        ],
        deployments: [
          { id: 'one', technology: 'container', hosts: ['a', 'b'], place: [{ component: 'web' }] },
          { id: 'more', technology: 'container', hosts: ['a', 'b'], place: [{ component: 'late' }] },
        ],
      }),
    );
    mustAct(lab, 'add late --in one');
    mustAct(lab, 'autoscale late 50% --max 3 --in one');
    const late = lab.frame().deployments[0]?.components.find(({ id }) => id === 'late');
    expect(late?.hpa).toMatchObject({ target: 0.5, max: 3 });
  });
});

describe('provisioned instances', () => {
  it('start ahead of requests, serve them warm, and go by the keep-alive when they are fewer', () => {
    const lab = Lab.open(shipped('three-ways'));
    const fn = () => lab.frame().deployments.find(({ id }) => id === 'functions')?.components[0];
    mustAct(lab, 'set workloads.visitors.intensity 0');
    lab.runTo(1e6);
    const before = fn()?.replicas ?? 0;
    mustAct(lab, 'provision thumb 5');
    lab.runTo(10e6);
    expect(fn()?.replicas).toBe(before + 5);
    const cold = fn()?.coldStarts;
    for (let i = 0; i < before + 5; i++) mustAct(lab, 'invoke thumb');
    expect(fn()?.coldStarts).toBe(cold);
    lab.runTo(20e6);
    mustAct(lab, 'provision thumb 0');
    mustAct(lab, 'set functions.thumb.keepAlive 30s');
    lab.runTo(120e6);
    expect(fn()?.replicas).toBe(0);
    expect(failedChecks(lab)).toEqual([]);
  });
});
