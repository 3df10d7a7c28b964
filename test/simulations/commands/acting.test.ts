import { describe, expect, it } from 'vitest';
import { Lab, type Scenario } from '../../../simulations';
import { act, captions, failedChecks, mustAct, script } from '../../helpers/acting';
import { read, shipped } from '../../helpers/scenarios';

interface Tiny {
  readonly components: readonly object[];
  readonly place: readonly object[];
  readonly steps?: readonly string[];
  readonly technology?: string;
  readonly every?: string;
  readonly duration?: string;
}

/** Constant times: every end is known. A bare process adds nothing to the work. */
const tiny = (settings: Tiny): Scenario =>
  read({
    format: 'strata-scenario',
    version: 1,
    title: 'tiny',
    duration: settings.duration ?? '100 s',
    hosts: [{ id: 'host', cores: 8, memory: '16 GiB' }],
    components: settings.components,
    deployments: [
      {
        id: 'one',
        technology: settings.technology ?? 'bare-process',
        hosts: ['host'],
        place: settings.place,
      },
    ],
    ...(settings.steps !== undefined && { routes: [{ id: 'way', steps: settings.steps }] }),
    workloads: [{ id: 'load', arrivals: `constant(${settings.every ?? '0.02/s'})` }],
  });

const answers = (lab: Lab): readonly string[] => captions(lab).filter((line) => line.includes('answered'));
const totals = (lab: Lab): readonly number[] => {
  const { completed, failed, inFlight } = lab.result().requests;
  return [completed, failed, inFlight];
};

describe('a paused sandbox', () => {
  const one = tiny({
    components: [{ id: 'web', workers: 1, serviceTime: '10 s' }],
    place: [{ component: 'web' }],
  });

  it('stretches the call in service by the pause', () => {
    const lab = script(one, [
      [52, 'pause web-1'],
      [59, 'resume web-1'],
    ]);
    expect(answers(lab)).toEqual(['67 Request 1 is answered by web after 17 s']);
    expect(captions(lab)).toContain(
      '52 web-1 is paused: its processes are frozen, its memory stays, one request in service waits',
    );
    expect(captions(lab)).toContain('59 web-1 goes on after a pause of 7 s');
    expect(failedChecks(lab)).toEqual([]);
  });

  it('does so for calls that share the cores of the host, and for calls that share the workers', () => {
    const crowded = read({
      ...(one.source as object),
      hosts: [{ id: 'host', cores: 1, memory: '16 GiB' }],
      components: [{ id: 'web', workers: 2, serviceTime: '10 s' }],
      workloads: [{ id: 'load', arrivals: 'constant(0.04/s)' }],
      duration: '45 s',
    });
    // Request 1 comes at 25 s and is half done at 30 s.
    expect(
      answers(
        script(crowded, [
          [30, 'pause web-1'],
          [32, 'resume web-1'],
        ]),
      ),
    ).toEqual(['37 Request 1 is answered by web after 12 s']);
    const shared = read({
      ...(crowded.source as object),
      components: [{ id: 'web', workers: 1, discipline: 'processor-sharing', serviceTime: '10 s' }],
    });
    expect(
      answers(
        script(shared, [
          [30, 'pause web-1'],
          [32, 'resume web-1'],
        ]),
      ),
    ).toEqual(['37 Request 1 is answered by web after 12 s']);
  });

  it('takes nothing new: what comes goes to another replica, or waits', () => {
    const two = tiny({
      components: [{ id: 'web', workers: 1, serviceTime: '10 s' }],
      place: [{ component: 'web', replicas: 2 }],
      every: '0.1/s',
      duration: '35 s',
    });
    const lab = script(two, [[5, 'pause web-1']]);
    expect(lab.frame().hosts[0]?.sandboxes.map((s) => [s.id, s.state, s.served])).toEqual([
      ['web-1', 'paused', 0],
      ['web-2', 'running', 2],
    ]);
    const all = script(two, [
      [5, 'pause web-1'],
      [5, 'pause web-2'],
    ]);
    expect(totals(all)).toEqual([0, 0, 3]);
    mustAct(all, 'resume web-2');
    expect(all.frame().hosts[0]?.sandboxes.map((s) => s.busy)).toEqual([0, 1]);
    expect(failedChecks(all)).toEqual([]);
  });

  it('learns after the pause that the call it waited for is over', () => {
    const chain = tiny({
      components: [
        { id: 'front', workers: 1, serviceTime: '1 s' },
        { id: 'back', workers: 1, serviceTime: '4 s' },
      ],
      place: [{ component: 'front' }, { component: 'back' }],
      steps: ['front', 'back'],
    });
    const lab = script(chain, [
      [52, 'pause front-1'],
      [60, 'resume front-1'],
    ]);
    // 50 + 1 + 4 = 55 without the pause; back is done at 55, front hears of it at 60.
    expect(answers(lab)).toEqual([
      '55 Request 1 is answered by back after 4 s',
      '60 Request 1 is answered by front after 10 s',
    ]);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('is refused where it means nothing', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(30e6);
    expect(act(lab, 'pause thumb-1')).toMatchObject({ ok: false, error: { code: 'not-possible' } });
    expect(act(lab, 'resume web-1')).toMatchObject({ ok: false, error: { code: 'not-possible' } });
    mustAct(lab, 'pause web-1');
    expect(act(lab, 'pause web-1').ok).toBe(false);
    expect(act(lab, 'stop web-1')).toMatchObject({ ok: false, error: { hint: 'resume web-1' } });
  });
});

describe('a killed sandbox', () => {
  it('takes the call in service with it; a retry goes to another replica', () => {
    const settings = (retries: number): Scenario =>
      tiny({
        components: [{ id: 'web', workers: 1, serviceTime: '10 s', retries }],
        place: [{ component: 'web', replicas: 2 }],
        duration: '80 s',
      });
    const busy = (lab: Lab): string =>
      lab.frame().hosts[0]?.sandboxes.find((sandbox) => sandbox.busy > 0)?.id ?? '';
    for (const [retries, expected] of [
      [0, [0, 1, 0]],
      [1, [1, 0, 0]],
    ] as const) {
      const lab = script(settings(retries), [], 55);
      mustAct(lab, `kill ${busy(lab)}`);
      lab.runTo(80e6);
      expect(totals(lab)).toEqual(expected);
      expect(failedChecks(lab)).toEqual([]);
    }
  });

  it('fails the call that waited for another when this is over, and frees the memory at once', () => {
    const chain = tiny({
      components: [
        { id: 'front', workers: 1, serviceTime: '1 s' },
        { id: 'back', workers: 1, serviceTime: '4 s' },
      ],
      place: [{ component: 'front' }, { component: 'back' }],
      steps: ['front', 'back'],
    });
    const lab = script(chain, [[52, 'kill front-1']], 54);
    const free = (): number =>
      lab.frame().hosts[0]?.memoryByOwner.find(({ owner }) => owner === 'free')?.bytes ?? 0;
    expect(free()).toBe((16 * 1024 - 380 - 128) * 1024 ** 2);
    expect(totals(lab)).toEqual([0, 0, 1]);
    lab.runTo(56e6);
    expect(totals(lab)).toEqual([0, 1, 0]);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('leaves a VM defined, and removes a container', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(20e6);
    mustAct(lab, 'kill web-1');
    mustAct(lab, 'remove web-2');
    mustAct(lab, 'remove api-2');
    const ids = lab.frame().hosts.flatMap((host) => host.sandboxes.map((s) => s.id));
    expect(ids).toContain('web-1');
    expect(ids).not.toContain('web-2');
    expect(ids).not.toContain('api-2');
    expect(failedChecks(lab)).toEqual([]);
  });
});

describe('components that come and go', () => {
  it('removed: requests to it fail at once; added again: they are served', () => {
    const one = tiny({
      components: [{ id: 'web', workers: 1, serviceTime: '2 s' }],
      place: [{ component: 'web' }],
      every: '0.1/s',
    });
    const lab = script(one, [[25, 'remove web']], 35);
    expect(totals(lab)).toEqual([2, 1, 0]);
    expect(act(lab, 'scale web 2').ok).toBe(false);
    mustAct(lab, 'add web');
    lab.runTo(100e6);
    expect(totals(lab)).toEqual([8, 1, 1]);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('a component is placed in a deployment that did not have it, and takes part in the routes', () => {
    const two = read({
      format: 'strata-scenario',
      version: 1,
      title: 'two',
      duration: '100 s',
      hosts: [{ id: 'a' }, { id: 'b' }],
      components: [
        { id: 'web', serviceTime: '2 s' },
        { id: 'db', serviceTime: '1 s' },
      ],
      deployments: [
        { id: 'left', technology: 'bare-process', hosts: ['a'], place: [{ component: 'web', name: 'l' }] },
        {
          id: 'right',
          technology: 'bare-process',
          hosts: ['b'],
          place: [{ component: 'web', name: 'r' }, { component: 'db' }],
        },
      ],
      routes: [{ id: 'way', steps: ['web', 'db'] }],
      workloads: [{ id: 'load', arrivals: 'constant(0.1/s)' }],
    });
    const lab = script(two, [[35, 'add db --in left']], 35);
    expect(lab.frame().hosts[0]?.sandboxes.map((s) => s.id)).toEqual(['l-1', 'left-db-1']);
    mustAct(lab, 'set components.web.serviceTime 3s');
    lab.runTo(100e6);
    const arrived = lab.result().deployments.map((d) => d.requests.arrived);
    expect(arrived).toEqual([7, 10]);
    const digest = lab.digest;
    lab.seek(10e6);
    lab.seek(100e6);
    expect(lab.digest).toBe(digest);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('a function that is removed fails its invocations, on the fast path too', () => {
    const lab = Lab.open(shipped('reference/faas-keep-alive'));
    lab.runTo(1000e6);
    mustAct(lab, 'remove function');
    const before = lab.result().requests;
    expect(before.inFlight).toBe(0);
    lab.runTo(1100e6);
    const after = lab.result().requests;
    expect(after.arrived).toBeGreaterThan(before.arrived + 50);
    expect(after.failed - before.failed).toBe(after.arrived - before.arrived);
    mustAct(lab, 'add function');
    lab.runTo(1200e6);
    expect(lab.result().requests.completed).toBeGreaterThan(after.completed + 50);
    expect(failedChecks(lab)).toEqual([]);
  });
});
