import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab, MIB, type RunResult, type Scenario } from '../../../simulations';
import { addTouched } from '../../../simulations/world/memory';
import { memberRows } from '../../../simulations/world/members';
import type { World } from '../../../simulations/world/world';
import { oneHost, sandboxesOf, type } from '../../helpers/starts';

const GIB = 1024 * MIB;
const hostOf = (lab: Lab): RunResult['hosts'][number] => lab.result().hosts[0] as RunResult['hosts'][number];
const owned = (lab: Lab): number => hostOf(lab).memory.byOwner.reduce((sum, { bytes }) => sum + bytes, 0);
const part = (lab: Lab, name: string): number =>
  hostOf(lab).memory.byPart.find((one) => one.part === name)?.bytes ?? 0;
const captions = (lab: Lab): string =>
  lab
    .frame()
    .log.map((line) => line.caption)
    .join('\n');

/** For tests: the first sandbox touches more memory, as a leak does. */
function leak(lab: Lab, bytes: number, index = 0): void {
  const world = lab.world as World;
  const row = memberRows((world.pools[0] as World['pools'][number]).members)[index] ?? -1;
  addTouched(world, row, bytes);
}

describe('density', () => {
  it('is what fits, and no more', () => {
    const lab = Lab.open(oneHost({ technology: 'microvm', memory: '16 GiB', place: { memory: '256 MiB' } }));
    const { density } = lab.frame().deployments[0] as { density: { perHost: number } };
    expect(() => type(lab, `scale app ${density.perHost + 5}`)).toThrow(`${density.perHost} of`);
    type(lab, `scale app ${density.perHost}`);
    expect(sandboxesOf(lab).length).toBe(density.perHost);
  });
});

describe('a limit of a cgroup', () => {
  const scenario = (memory: string): Scenario =>
    oneHost({
      technology: 'container',
      place: { memory },
      replicas: 1,
      component: { memory: '50 MB', memoryPerRequest: '20 MB', workers: 10, serviceTime: '1 s' },
      extra: { workloads: [{ id: 'w', arrivals: { times: ['1 s', '1 s', '1 s', '1 s'] } }] },
    });

  it('kills what goes past it, with the requests that it serves', () => {
    const lab = Lab.open(scenario('100 MB'));
    lab.runTo(30e6);
    expect(captions(lab)).toContain('its cgroup’s limit is');
    expect(lab.result().requests.failed).toBeGreaterThan(0);
  });

  it('kills what needs more than that as soon as it is up, again and again where it is started again', () => {
    const tight = (orchestrator: string): RunResult => {
      const lab = Lab.open(
        oneHost({
          technology: 'container',
          place: { memory: '40 MB' },
          replicas: 1,
          component: { memory: '50 MB', serviceTime: '1 s' },
          deployment: { orchestrator },
          extra: { duration: '10 min', workloads: [{ id: 'w', arrivals: 'poisson(1/s)' }] },
        }),
      );
      lab.runTo(lab.scenario.duration);
      expect(captions(lab)).toContain('its cgroup’s limit is');
      return lab.result();
    };
    const [once, again] = [tight('none'), tight('kubernetes')];
    for (const { requests, checks } of [once, again]) {
      expect(requests.completed).toBe(0);
      expect(checks.filter((check) => !check.ok)).toEqual([]);
    }
    // A back-off that doubles: 10 s, 20 s, 40 s … at most 5 minutes.
    expect(again.events - once.events).toBeGreaterThan(20);
    expect(again.events - once.events).toBeLessThan(200);
  });

  it('leaves alone what stays below, and memory of requests comes back', () => {
    const lab = Lab.open(scenario('200 MB'));
    lab.runTo(1.5e6);
    const busy = part(lab, 'applications');
    lab.runTo(30e6);
    expect(busy - part(lab, 'applications')).toBe(4 * 20e6);
    expect(lab.result().requests.completed).toBe(4);
    expect(captions(lab)).not.toContain('killed');
  });
});

describe('a host whose memory is promised twice', () => {
  const vms = (host: object): Scenario =>
    oneHost({
      technology: 'full-vm-type-1',
      memory: '8 GiB',
      host: { overcommit: { memory: 2 }, ...host },
      place: { memory: '2 GiB' },
      component: { memory: '200 MiB', serviceTime: '1 s', workers: 4 },
      replicas: 7,
    });

  it('holds what its guests touch, not what they were assigned', () => {
    const lab = Lab.open(vms({}));
    const { memory } = hostOf(lab);
    expect(memory.assignedBytes).toBe(14 * GIB);
    expect(memory.touchedBytes).toBe(7 * 620 * MIB);
    expect(part(lab, 'reserved')).toBe(0);
    expect(owned(lab)).toBe(8 * GIB);
  });

  it('is not let past the promise', () => {
    expect(() => Lab.open(vms({ overcommit: { memory: 1.2 } }))).toThrow('does not fit its hosts');
  });

  it('keeps equal pages of guests once where it looks for them', () => {
    const [apart, shared] = [Lab.open(vms({})), Lab.open(vms({ pageSharing: true }))];
    const saved = hostOf(shared).memory.sharedBytes;
    expect(saved).toBe(6 * Math.round(420 * MIB * 0.3));
    expect(part(shared, 'free') - part(apart, 'free')).toBe(saved);
  });

  it('asks for memory back, then swaps, then kills the biggest', () => {
    const lab = Lab.open(vms({ ballooning: true, swap: { size: '1 GiB' } }));
    lab.runTo(1e6);
    // 8 GiB less 150 MiB and 7 times 620 MiB leaves 3702 MiB.
    for (const index of [0, 1, 2]) leak(lab, 1300 * MIB, index);
    lab.runTo(2e6);
    expect(hostOf(lab).memory).toMatchObject({ balloonedBytes: 198 * MIB, swappedBytes: 0 });
    expect(captions(lab)).toContain('asks its guests for memory back');
    leak(lab, 1300 * MIB, 3);
    lab.runTo(3e6);
    const { balloonedBytes, swappedBytes } = hostOf(lab).memory;
    expect(balloonedBytes).toBe(7 * Math.round(364 * MIB * 0.4));
    expect(swappedBytes).toBe((198 + 1300) * MIB - balloonedBytes);
    expect(owned(lab)).toBe(8 * GIB);
    expect(lab.result().checks.filter((check) => !check.ok)).toEqual([]);
    leak(lab, 1000 * MIB, 4);
    lab.runTo(4e6);
    expect(captions(lab)).toContain('its kernel kills box-1, which touched most');
    expect(hostOf(lab).memory.byOwner.find(({ owner }) => owner === 'free')?.bytes).toBeGreaterThanOrEqual(0);
  });

  it('is slow while it swaps', () => {
    const took = (extra: number): number => {
      const scenario = oneHost({
        technology: 'container',
        memory: '4 GiB',
        host: { swap: { size: '4 GiB', slowdown: 20 } },
        component: { serviceTime: '1 s', memory: '1 GiB' },
        replicas: 1,
        extra: { workloads: [{ id: 'w', arrivals: { times: ['10 s'] } }] },
      });
      const lab = Lab.open(scenario);
      lab.runTo(1e6);
      leak(lab, extra);
      lab.runTo(600e6);
      return lab.result().requests.latencyMs.max ?? 0;
    };
    expect(took(0)).toBe(1000);
    // 1 GiB + 3.9 MiB + 4 GiB held, 500 MiB of plates, 4 GiB there: the rest is out.
    const held = 5 * GIB + Math.round(3.9 * MIB);
    const out = held + 500 * MIB - 4 * GIB;
    expect(took(4 * GIB)).toBeCloseTo(1000 * (1 + (19 * out) / held), 0);
  });

  it('places no more virtual CPUs than it promises', () => {
    const lab = Lab.open(
      oneHost({
        technology: 'full-vm-type-1',
        cores: 4,
        host: { overcommit: { cpu: 2 } },
        place: { vcpus: 2, memory: '1 GiB' },
      }),
    );
    expect(() => type(lab, 'scale app 10')).toThrow('4 of 10 fit');
    type(lab, 'scale app 4');
    expect(sandboxesOf(lab).length).toBe(4);
  });
});

describe('a guest', () => {
  it('that runs out of its own memory kills the application, which its services start again', () => {
    const lab = Lab.open(
      oneHost({ technology: 'full-vm-type-1', replicas: 1, place: { memory: '1 GiB' }, component: {} }),
    );
    lab.runTo(1e6);
    leak(lab, GIB);
    lab.runTo(2e6);
    expect(captions(lab)).toContain('The guest of box-1 is out of memory and kills app');
    lab.runTo(60e6);
    expect(sandboxesOf(lab)[0]?.state).toBe('running');
    expect(hostOf(lab).memory.touchedBytes).toBeLessThan(GIB);
  });
});

describe('every byte of a host', () => {
  const shape = fc.record({
    technology: fc.constantFrom('container', 'microvm', 'full-vm-type-1', 'container-in-vm', 'bare-process'),
    ratio: fc.constantFrom(1, 1.5, 3),
    swap: fc.boolean(),
    sharing: fc.boolean(),
    replicas: fc.integer({ min: 0, max: 8 }),
    image: fc.boolean(),
  });
  const act = fc.tuple(
    fc.constantFrom('scale', 'leak', 'run'),
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 1, max: 900 }),
  );

  it('has one owner, whatever is started, stopped or leaked', () => {
    fc.assert(
      fc.property(shape, fc.array(act, { maxLength: 10 }), (s, acts) => {
        const lab = Lab.open(
          oneHost({
            technology: s.technology,
            memory: '16 GiB',
            host: {
              overcommit: { memory: s.ratio },
              ballooning: s.sharing,
              pageSharing: s.sharing,
              ...(s.swap && { swap: { size: '2 GiB' } }),
            },
            place: { ...(s.image && { image: 'app:1' }) },
            component: { memory: '100 MB', memoryPerRequest: '3 MB', serviceTime: '200 ms' },
            replicas: s.replicas,
            extra: { workloads: [{ id: 'w', arrivals: 'poisson(2/s)' }] },
          }),
        );
        let now = 0;
        for (const [what, count, size] of acts) {
          if (what === 'scale') type(lab, `scale app ${count}`);
          if (what === 'leak' && sandboxesOf(lab).length > 0) leak(lab, size * 10 * MIB);
          lab.runTo((now += 5e6));
          expect(owned(lab)).toBe(16 * GIB);
          expect(hostOf(lab).memory.byPart.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(16 * GIB);
          expect(Math.min(...hostOf(lab).memory.byPart.map(({ bytes }) => bytes))).toBeGreaterThanOrEqual(0);
          expect(lab.result().checks.filter((check) => !check.ok)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
