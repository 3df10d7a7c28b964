import { describe, expect, it } from 'vitest';
import { Lab, type Scenario, type TechnologyId } from '../../../simulations';
import { act, captions, failedChecks, mustAct, script } from '../../helpers/acting';
import { read, shipped } from '../../helpers/scenarios';
import { oneHost, sandboxesOf } from '../../helpers/starts';

interface Two {
  readonly technology?: TechnologyId;
  readonly orchestrator?: string;
  readonly replicas?: number;
  readonly vcpus?: number;
  readonly cores?: number;
  readonly serviceTime?: string;
  readonly every?: string;
  readonly faults?: readonly object[];
  readonly duration?: string;
  readonly workers?: number;
}

/** Two hosts, one component, constant times. */
const two = (settings: Two = {}): Scenario =>
  read({
    format: 'strata-scenario',
    version: 1,
    title: 'two hosts',
    duration: settings.duration ?? '200 s',
    hosts: [
      { id: 'left', cores: settings.cores ?? 8, memory: '16 GiB' },
      { id: 'right', cores: settings.cores ?? 8, memory: '16 GiB' },
    ],
    components: [{ id: 'web', workers: settings.workers ?? 1, serviceTime: settings.serviceTime ?? '1 s' }],
    deployments: [
      {
        id: 'one',
        technology: settings.technology ?? 'container',
        orchestrator: settings.orchestrator ?? 'none',
        hosts: ['left', 'right'],
        place: [
          {
            component: 'web',
            replicas: settings.replicas ?? 4,
            memory: '1 GiB',
            ...(settings.vcpus !== undefined && { vcpus: settings.vcpus }),
          },
        ],
      },
    ],
    workloads: [{ id: 'load', arrivals: `constant(${settings.every ?? '0.1/s'})` }],
    ...(settings.faults !== undefined && { faults: settings.faults }),
  });

const states = (lab: Lab, host: number): readonly string[] =>
  lab.frame().hosts[host]?.sandboxes.map(({ id, state }) => `${id} ${state}`) ?? [];

describe('faults that strike', () => {
  it('a panic of the host kernel takes its containers down, and the machine comes back', () => {
    const lab = script(two(), [[20, 'fault host-kernel-panic left']], 21);
    expect(states(lab, 0)).toEqual(['web-1 failed', 'web-3 failed']);
    expect(states(lab, 1)).toEqual(['web-2 running', 'web-4 running']);
    expect(lab.frame().faults.map(({ kind, target }) => [kind, target])).toEqual([
      ['host-kernel-panic', 'left'],
    ]);
    expect(act(lab, 'fault host-loss left')).toMatchObject({
      ok: false,
      error: { message: 'left: it is down already' },
    });
    expect(act(lab, 'run web').ok).toBe(true);
    lab.runTo(150e6);
    expect(captions(lab)).toContain('20 Host kernel panic on left for 90 s');
    expect(captions(lab)).toContain('110 Host kernel panic on left is over after 90 s');
    expect(lab.frame().faults).toEqual([]);
    expect(states(lab, 1)).toContain('web-5 running');
    expect(failedChecks(lab)).toEqual([]);
  });

  it('a lost host stays lost until it is repaired', () => {
    const lab = script(two({ orchestrator: 'kubernetes' }), [[20, 'fault host-loss left']], 150);
    expect(states(lab, 0)).toEqual(['web-1 failed', 'web-3 failed']);
    mustAct(lab, 'repair left');
    lab.runTo(200e6);
    expect(states(lab, 0)).toEqual(['web-1 running', 'web-3 running']);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('a panic in a guest takes one VM; a crashed process only its process', () => {
    const vm = two({ technology: 'full-vm-type-1', every: '0.5/s', serviceTime: '3 s' });
    const panic = script(vm, [[9, 'fault guest-kernel-panic web-1']], 10);
    expect(states(panic, 0)).toEqual(['web-1 failed', 'web-3 running']);
    const crash = script(vm, [[9, 'fault process-crash web-1']], 10);
    expect(states(crash, 0)).toEqual(['web-1 starting', 'web-3 running']);
    const [web1] = crash.frame().hosts[0]?.sandboxes ?? [];
    // Code and health check, not the boot of a guest.
    const left = ((web1?.readyAtMicros ?? 0) - 9e6) / 1e6;
    expect(left).toBeGreaterThan(1);
    expect(left).toBeLessThan(9);
    crash.runTo(20e6);
    expect(states(crash, 0)).toEqual(['web-1 running', 'web-3 running']);
    expect(failedChecks(crash)).toEqual([]);
  });

  it('the program of a hosted hypervisor falls with its VMs; its machine does not', () => {
    const lab = script(two({ technology: 'full-vm-type-2' }), [[20, 'fault hypervisor-crash left']], 20);
    expect(states(lab, 0)).toEqual(['web-1 failed', 'web-3 failed']);
    expect(lab.frame().faults).toEqual([]);
    expect(act(lab, 'start web-1').ok).toBe(true);
    const bare = script(two({ technology: 'full-vm-type-1' }), [[20, 'fault hypervisor-crash left']], 20);
    expect(bare.frame().faults.map(({ untilMicros }) => untilMicros)).toEqual([110e6]);
    expect(act(bare, 'start web-1').ok).toBe(false);
  });

  it('without its engine a host runs on and starts nothing', () => {
    const lab = script(two({ replicas: 2 }), [[20, 'fault engine-crash left']], 21);
    expect(states(lab, 0)).toEqual(['web-1 running']);
    mustAct(lab, 'scale web 4');
    expect(states(lab, 0)).toEqual(['web-1 running']);
    expect(states(lab, 1).length).toBe(3);
    mustAct(lab, 'repair left');
    mustAct(lab, 'scale web 5');
    expect(states(lab, 0).length).toBe(2);
  });

  it('is refused with the reason where the stack has no such layer', () => {
    const reason = (technology: TechnologyId, line: string): string => {
      const outcome = act(script(two({ technology }), [], 5), line);
      return outcome.ok ? 'carried out' : outcome.error.message;
    };
    expect(reason('container', 'fault guest-kernel-panic web-1')).toBe(
      'web-1: it has no kernel of its own: it runs on the kernel of its host',
    );
    expect(reason('full-vm-type-1', 'fault host-kernel-panic left')).toBe(
      'left: its hypervisor stands on the hardware: there is no host kernel',
    );
    expect(reason('container', 'fault host-kernel-panic web-1')).toBe(
      'web-1: it is a sandbox: name its host, left',
    );
    expect(reason('container', 'fault process-crash left')).toBe(
      'left: it is a host: name one of its sandboxes',
    );
    expect(reason('container', 'fault process-crash web-1 --for 5s')).toBe('a process crash is over at once');
    expect(reason('container', 'fault slow-disk left --by 2')).toContain('less than 100 %');
    expect(reason('container', 'fault slow-disk lef')).toBe('no host "lef"');
    expect(reason('container', 'repair left')).toBe('left has no fault');
  });
});

describe('faults that last', () => {
  /** One call on a host of 2 cores next to a noisy neighbour. */
  const service = (technology: TechnologyId, lines: readonly (readonly [number, string])[]): number => {
    const scenario = two({
      technology,
      cores: 2,
      replicas: 4,
      serviceTime: '10 s',
      every: '0.02/s',
      vcpus: 1,
      duration: '140 s',
    });
    const lab = Lab.open(scenario);
    lab.runTo(51e6);
    const busy = lab.frame().hosts.findIndex((host) => host.sandboxes.some((sandbox) => sandbox.busy > 0));
    const [neighbour] = lab.frame().hosts[busy]?.sandboxes.filter((sandbox) => sandbox.busy === 0) ?? [];
    for (const [at, line] of lines) {
      lab.runTo(at * 1e6);
      mustAct(lab, line.replace('NEIGHBOUR', neighbour?.id ?? ''));
    }
    lab.runTo(140e6);
    expect(failedChecks(lab)).toEqual([]);
    const done = captions(lab).find((line) => line.includes('Request 1 is answered'));
    return Number(done?.split(' ')[0]);
  };

  it('a noisy neighbour takes its share of the cores, and its limits decide how much that is', () => {
    const alone = service('bare-process', []);
    expect(alone).toBe(60);
    // Two threads and one call of equal weight on two cores: 2/3 of a core each; nine seconds of work take 13.5.
    expect(service('bare-process', [[51, 'fault noisy-neighbour NEIGHBOUR']])).toBeCloseTo(51 + 9 * 1.5, 5);
    // A VM of one virtual CPU takes one core: the other one is left.
    expect(service('full-vm-type-1', [[51, 'fault noisy-neighbour NEIGHBOUR']])).toBe(
      service('full-vm-type-1', []),
    );
  });

  /** Three containers on two cores: two serve all the time, the third is noisy. Core-seconds that each of them serves a second. */
  const throughput = (place: object, isNoisy: boolean): readonly number[] => {
    const scenario = read({
      format: 'strata-scenario',
      version: 1,
      title: 'quota',
      duration: '20 min',
      hosts: [{ id: 'h', cores: 2, memory: '8 GiB' }],
      components: ['a', 'b', 'c'].map((id) => ({ id, workers: 2, serviceTime: 'constant(100 ms)' })),
      deployments: [
        {
          id: 'd',
          technology: 'container',
          hosts: ['h'],
          place: [{ component: 'a' }, { component: 'b' }, { component: 'c', ...place }],
        },
      ],
      routes: ['a', 'b'].map((id) => ({ id: `to-${id}`, steps: [id] })),
      workloads: ['a', 'b'].map((id) => ({ id, route: `to-${id}`, arrivals: 'constant(30/s)' })),
      faults: isNoisy ? [{ kind: 'noisy-neighbour', target: 'c-1', at: '1 min' }] : [],
    });
    const lab = Lab.open(scenario, { keepsCheckpoints: false });
    lab.runTo(120e6);
    const before = lab.result().routes.map(({ requests }) => requests.completed);
    lab.runTo(720e6);
    expect(failedChecks(lab)).toEqual([]);
    return lab
      .result()
      .routes.map(({ requests }, i) => ((requests.completed - (before[i] ?? 0)) / 600) * 0.1);
  };
  it('a noisy container gets the share of one sandbox, and never more than its quota', () => {
    for (const [place, noisy, each] of [
      [{}, false, 1],
      [{}, true, 2 / 3],
      [{ cpuLimit: 0.5 }, true, 3 / 4],
      [{ cpuWeight: 200 }, true, 1 / 2],
    ] as const)
      for (const share of throughput(place, noisy)) expect(share).toBeCloseTo(each, 2);
  });

  it('a slow disk makes longer what reads from it, by what is left of its bandwidth, and nothing else', () => {
    const boot = (lines: readonly string[]): ReadonlyMap<string, number> => {
      const lab = Lab.open(oneHost({ technology: 'full-vm-type-1', cores: 8 }), { keepsCheckpoints: false });
      for (const line of [...lines, 'scale app 1']) mustAct(lab, line);
      lab.runTo(1800e6);
      return new Map(sandboxesOf(lab)[0]?.phases.map((phase) => [phase.name, phase.durationMicros]));
    };
    const [fine, slow] = [boot([]), boot(['fault slow-disk host --by 1%'])];
    // The guest's services read at 28 MB/s when alone; 5 of 500 are left.
    expect((slow.get('Guest services') ?? 0) / (fine.get('Guest services') ?? 1)).toBeCloseTo(28 / 5, 3);
    expect(slow.get('Guest kernel')).toBe(fine.get('Guest kernel'));
  });

  it('ends by itself, by a repair, and with its sandbox; a paused one is quiet', () => {
    const noisy = 'fault noisy-neighbour NEIGHBOUR';
    expect(service('bare-process', [[51, `${noisy} --for 3s`]])).toBeCloseTo(54 + 7, 5);
    for (const end of ['repair NEIGHBOUR', 'kill NEIGHBOUR', 'remove NEIGHBOUR', 'pause NEIGHBOUR'])
      expect(
        service('bare-process', [
          [51, noisy],
          [54, end],
        ]),
        end,
      ).toBeCloseTo(54 + 7, 5);
    expect(
      service('bare-process', [
        [51, noisy],
        [54, 'pause NEIGHBOUR'],
        [55, 'resume NEIGHBOUR'],
      ]),
    ).toBeCloseTo(55 + 6 * 1.5, 5);
  });

  it('latency holds every call up before its work begins', () => {
    const one = two({ replicas: 1, serviceTime: '2 s', technology: 'bare-process', duration: '60 s' });
    const lab = script(one, [
      [15, 'fault network-latency left --by 250ms'],
      [35, 'repair left'],
    ]);
    expect(captions(lab).filter((line) => line.includes('answered'))).toEqual([
      '12 Request 1 is answered by web after 2 s',
      '22.25 Request 2 is answered by web after 2.25 s',
      '32.25 Request 3 is answered by web after 2.25 s',
      '42 Request 4 is answered by web after 2 s',
      '52 Request 5 is answered by web after 2 s',
    ]);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('a lost packet is sent again after 200 ms, 400 ms and so on; as often as it is lost', () => {
    const loss = 0.2;
    const many = two({
      replicas: 1,
      serviceTime: '1 ms',
      technology: 'bare-process',
      every: '1/s',
      workers: 50,
      duration: '5000 s',
    });
    const lab = script(many, [[0, `fault network-loss left --by ${loss * 100}%`]]);
    const { latencyMs, completed } = lab.result().requests;
    // Two ways a call; a way is held up by 200 ms (2^k - 1) with probability p^k (1 - p), at most six times.
    let mean = 0;
    for (let k = 1; k <= 6; k++) mean += 200 * 2 ** (k - 1) * loss ** k;
    expect(completed).toBe(4999);
    // The standard error of the mean of 5000 is below 3 ms.
    expect(Math.abs((latencyMs.mean ?? 0) - 1 - 2 * mean)).toBeLessThan(12);
    expect(failedChecks(lab)).toEqual([]);
  });

  it('an escape lists what is in reach until it is repaired', () => {
    const lab = script(two(), [[20, 'fault escape web-1']], 20);
    const [escape] = lab.frame().faults;
    expect(escape?.blast?.affected.map(({ id }) => id)).toEqual(['web-1', 'web-3']);
    expect(escape?.blast?.secrets).toEqual(['web']);
    expect(escape?.blast?.hosts).toEqual(['left']);
    mustAct(lab, 'repair web-1');
    expect(lab.frame().faults).toEqual([]);
  });
});

describe('faults of a scenario', () => {
  it('come at their time', () => {
    const lab = script(
      two({
        faults: [{ at: '30 s', kind: 'host-loss', target: 'left', for: '20 s' }],
        orchestrator: 'kubernetes',
      }),
      [],
    );
    expect(captions(lab)).toContain('30 Host loss on left for 20 s');
    expect(captions(lab)).toContain('50 Host loss on left is over after 20 s');
    expect(failedChecks(lab)).toEqual([]);
  });

  it('come again and again by chance: the share of time in failure is MTTR / (MTBF + MTTR)', () => {
    const hours = 2000;
    const scenario = two({
      replicas: 0,
      every: '0.0001/s',
      duration: `${hours} h`,
      faults: [
        { kind: 'slow-disk', target: 'left', mtbf: 'exponential(3 h)', mttr: 'exponential(1 h)' },
        { kind: 'slow-disk', target: 'right', mtbf: 'exponential(3 h)', mttr: 'constant(1 h)' },
      ],
    });
    const lab = Lab.open(scenario);
    const failing = [0, 0];
    const samples = hours * 4;
    for (let i = 1; i <= samples; i++) {
      lab.runTo((i / samples) * scenario.duration);
      for (const fault of lab.world.faults.active) failing[fault.host] = (failing[fault.host] as number) + 1;
    }
    // About 500 cycles: the standard error of the share is near 0.012.
    for (const count of failing) expect(Math.abs(count / samples - 0.25)).toBeLessThan(0.05);
  });

  it('hit one of several, drawn by a stream of their own; the arrivals stay as they were', () => {
    const faults = [{ kind: 'process-crash', target: 'web', mtbf: 'exponential(20 s)' }];
    const quiet = script(two({ orchestrator: 'kubernetes' }), []);
    const broken = script(two({ faults, orchestrator: 'kubernetes' }), []);
    const crashed = broken.frame().log.filter((line) => line.caption.startsWith('Process crash in'));
    expect(new Set(crashed.map((line) => line.subject)).size).toBeGreaterThan(1);
    expect(crashed.every((line) => line.cause === undefined)).toBe(true);
    expect(broken.frame().arrivals).toEqual(quiet.frame().arrivals);
    expect(broken.result().requests.arrived).toBe(quiet.result().requests.arrived);
    expect(failedChecks(broken)).toEqual([]);
  });

  it.each([
    [{ kind: 'host-loss', target: 'left' }, 'faults.0'],
    [{ kind: 'host-loss', target: 'left', at: '1 s', mtbf: 'constant(1 h)' }, 'faults.0'],
    [{ kind: 'host-loss', target: 'lef', at: '1 s' }, 'faults.0.target'],
    [{ kind: 'host-loss', target: 'web-1', at: '1 s' }, 'faults.0.target'],
    [{ kind: 'process-crash', target: 'left', at: '1 s' }, 'faults.0.target'],
    [{ kind: 'process-crash', target: 'web-1', at: '1 s', for: '5 s' }, 'faults.0.for'],
    [{ kind: 'slow-disk', target: 'left', at: '1 s', by: '0 %' }, 'faults.0.by'],
    [{ kind: 'host-loss', target: 'left', at: '1 s', by: '5 %' }, 'faults.0.by'],
    [{ kind: 'host-loss', target: 'left', at: '1 s', mttr: 'constant(1 s)' }, 'faults.0.mttr'],
    [{ kind: 'meteor', target: 'left', at: '1 s' }, 'faults.0.kind'],
  ])('%j is refused at %s', (fault, path) => {
    expect(() => two({ faults: [fault] })).toThrow(path);
  });
});

describe('a run with faults', () => {
  it('is the same after a checkpoint, in a fork, and however it is sliced', () => {
    const scenario = read({
      ...(shipped('three-ways').source as object),
      faults: [
        { kind: 'process-crash', target: 'containers', mtbf: 'exponential(15 s)' },
        { kind: 'network-loss', target: 'ct-host', at: '40 s', for: '30 s', by: '5 %' },
        { kind: 'noisy-neighbour', target: 'web-1', at: '100 s', for: '20 s' },
        { kind: 'process-crash', target: 'functions', mtbf: 'exponential(30 s)' },
      ],
    });
    const [straight, sliced] = [Lab.open(scenario), Lab.open(scenario)];
    straight.runTo(150e6);
    while (sliced.runTo(60e6, 97) === 'budget');
    const fork = sliced.fork();
    for (const lab of [sliced, fork]) lab.seek(150e6);
    sliced.seek(45e6);
    sliced.seek(150e6);
    expect(sliced.digest).toBe(straight.digest);
    expect(fork.digest).toBe(straight.digest);
    expect(fork.frame()).toEqual(straight.frame());
    expect(failedChecks(straight)).toEqual([]);
  });
});
