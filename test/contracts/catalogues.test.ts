import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkLesson,
  COMMANDS,
  FACTS,
  Lab,
  medianOf,
  parseScenario,
  parseDistribution,
  parseLesson,
  parseLine,
  spell,
  type Scenario,
  TECHNOLOGIES,
} from '../../simulations';
import type { Issue, Outcome } from '../../simulations/base/errors';
import { MONITORS } from '../../simulations/technologies/monitors/catalogue';
import { read, root, shipped } from '../helpers/scenarios';

describe('every sandbox technology', () => {
  it.each(TECHNOLOGIES.map((t) => [t.id, t] as const))(
    '%s is whole: stack from the ground up, every figure with a basis, every phase ends',
    (_id, technology) => {
      expect(technology.stack[0]?.layer).toBe('hw');
      expect(technology.stack.at(-1)?.layer).toBe('ap');
      const scopes = technology.stack.map((layer) => layer.scope);
      expect(scopes.lastIndexOf('shared')).toBeLessThan(scopes.indexOf('own'));
      const bases = [
        ...technology.stack,
        ...technology.startUp,
        ...Object.values(technology.overhead),
        ...technology.limits,
      ].map((figure) => figure.basis);
      expect(technology.boundary).not.toBe('');
      for (const basis of bases) {
        if (basis.kind === 'measured' || basis.kind === 'published')
          expect(FACTS.has(basis.fact ?? ''), basis.fact).toBe(true);
      }
      for (const phase of technology.startUp) {
        const time = parseDistribution(phase.time);
        expect(time.ok && medianOf(time.value)).toBeGreaterThan(0);
      }
      for (const factor of Object.values(technology.overhead))
        expect(factor.value).toBeGreaterThanOrEqual(0.9);
    },
  );
});

/** A place of one technology on a host that has enough of everything. */
const placing = (
  technology: string,
  monitor: string | undefined,
  asked: object,
): Outcome<Scenario, readonly Issue[]> =>
  parseScenario(
    JSON.stringify({
      format: 'strata-scenario',
      version: 1,
      title: 'limits',
      duration: '1 s',
      hosts: [{ id: 'h', cores: 1024, memory: '4 TiB' }],
      components: [{ id: 'c', serviceTime: '1 ms', memory: '1 MiB' }],
      functions: [{ id: 'f', serviceTime: '1 ms', ...(technology === 'isolate' && asked) }],
      deployments: [
        {
          id: 'd',
          technology,
          hosts: technology === 'isolate' ? [] : ['h'],
          place: [technology === 'isolate' ? { function: 'f' } : { component: 'c', monitor, ...asked }],
        },
      ],
      workloads: [{ id: 'w', arrivals: 'poisson(1/s)' }],
    }),
  );

describe('every limit of a sandbox', () => {
  const monitored = MONITORS.map(({ id, limits }) => ['microvm', id as string | undefined, limits] as const);
  const plain = TECHNOLOGIES.map(({ id, limits }) => [id as string, undefined, limits] as const);
  const cases = [...plain, ...monitored].flatMap(([technology, monitor, limits]) =>
    limits.map((limit) => [`${monitor ?? technology}: ${limit.of}`, technology, monitor, limit] as const),
  );
  it.each(cases)(
    '%s holds: what is at it is taken, what is past it refused',
    (_name, technology, monitor, limit) => {
      const { of, least, most, name } = limit;
      for (const [at, past] of [
        [least, (least ?? 0) - 1],
        [most, (most ?? 0) + 1],
      ] as const) {
        if (at === undefined) continue;
        expect(placing(technology, monitor, { [of]: at }).ok).toBe(true);
        const refused = placing(technology, monitor, { [of]: past });
        expect(refused.ok ? null : refused.error[0]).toMatchObject({
          path: expect.stringMatching(new RegExp(`\\.${of}$`)) as string,
          message: `beyond a limit of ${name}`,
        });
      }
    },
  );

  it('a guest that a technology cannot boot is refused, and so is less memory than guest and application take', () => {
    const first = (technology: string, asked: object): string => {
      const outcome = placing(technology, undefined, asked);
      return outcome.ok ? 'taken' : `${outcome.error[0]?.path}: ${outcome.error[0]?.message}`;
    };
    expect(first('microvm', { guest: 'windows-server-2022' })).toBe(
      'deployments.0.place.0.guest: a microVM cannot boot Windows Server 2022',
    );
    expect(first('unikernel', { guest: 'ubuntu-22.04' })).toContain('a unikernel cannot boot Ubuntu');
    expect(first('full-vm-type-1', { guest: 'windows-server-2022', memory: '4 GiB' })).toBe('taken');
    expect(first('full-vm-type-1', { guest: 'windows-server-2022', memory: '512 MiB' })).toBe(
      'deployments.0.place.0.memory: too little for Windows Server 2022 and c',
    );
  });
});

/** One has somewhere to move to. */
const twoVmHosts = (): Scenario => {
  const source = structuredClone(shipped('three-ways').source) as {
    hosts: object[];
    deployments: { hosts: string[] }[];
  };
  source.hosts.push({ id: 'other-host', memory: '16 GiB' });
  source.deployments[0]?.hosts.push('other-host');
  return read(source);
};

describe('every command', () => {
  it.each(COMMANDS.map((c) => [c.id, c] as const))(
    '%s: its example parses, spells back and runs; a wrong one changes nothing',
    (_id, command) => {
      const lab = Lab.open(command.id === 'migrate' ? twoVmHosts() : shipped('three-ways'));
      lab.runTo(30e6);
      const before = {
        start: 'stop web-1',
        resume: 'pause web-1',
        'resume-rollout': 'pause-rollout thumb',
        repair: 'fault slow-disk ct-host',
        uncordon: 'cordon ct-host',
        revert: 'snapshot web-1 before',
        'delete-snapshot': 'snapshot web-1 before',
      }[command.id];
      if (before !== undefined) {
        const first = parseLine(before);
        if (first.ok) lab.execute(first.value);
        lab.runTo(40e6);
      }
      const parsed = parseLine(command.example);
      if (!parsed.ok) throw new Error(parsed.error.message);
      expect(parseLine(spell(parsed.value))).toEqual(parsed);
      expect(lab.execute(parsed.value).ok).toBe(true);
      expect(parseLine(command.id).ok).toBe(false);
    },
  );
});

describe('every lesson', () => {
  const folder = path.join(root, 'assets/lessons');
  const names = JSON.parse(fs.readFileSync(path.join(folder, 'catalog.json'), 'utf8')) as string[];
  it.each(names)(
    '%s: the solution passes every check, each check fails without it, every prediction has an answer',
    (name) => {
      const text = (file: string): string => fs.readFileSync(path.join(folder, name, file), 'utf8');
      const parsed = parseLesson(name, text('lesson.md'), text('scene.scenario.json'));
      if (!parsed.ok) throw new Error(parsed.error[0]?.message);
      expect(checkLesson(parsed.value).filter((report) => !report.ok)).toEqual([]);
      expect(parsed.value.steps.some((step) => step.prediction !== null)).toBe(true);
      expect(parsed.value.leavesOut).not.toBe('');
    },
  );
  it('cold starts: eight of eight when rare, twenty of forty in a crowd, one when steady', () => {
    const text = fs.readFileSync(path.join(folder, 'cold-starts/scene.scenario.json'), 'utf8');
    const parsed = parseLesson(
      'cold-starts',
      fs.readFileSync(path.join(folder, 'cold-starts/lesson.md'), 'utf8'),
      text,
    );
    if (!parsed.ok) throw new Error('lesson');
    const lab = Lab.open(parsed.value.scenario);
    lab.runTo(lab.scenario.duration);
    expect(lab.result().functions.map((f) => [f.id, f.requests, f.coldStarts])).toEqual([
      ['rare', 8, 8],
      ['steady', 120, 1],
      ['crowd', 40, 20],
    ]);
  });
});

describe('shipped scenarios', () => {
  it('real traffic is the recorded counts', () => {
    const csv = fs
      .readFileSync(path.join(root, 'assets/traces/nasa-http-1995/busiest-30-minutes.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    const recorded = csv.map((line) => Number(line.split(',')[1]));
    const [workload] = shipped('real-traffic').workloads;
    expect(workload?.arrivals.kind === 'counts' && workload.arrivals.counts).toEqual(recorded);
    const lab = Lab.open(shipped('real-traffic'));
    lab.runTo(lab.scenario.duration);
    expect(lab.result().deployments.map((d) => d.requests.arrived)).toEqual([7791, 7791, 7791]);
    expect(recorded.reduce((sum, count) => sum + count, 0)).toBe(7791);
  });
  it('three guests boots a Linux, a FreeBSD and a Windows side by side, the Windows longest', () => {
    const lab = Lab.open(shipped('three-guests'));
    lab.runTo(45e6);
    const starting = (): readonly string[] =>
      lab
        .frame()
        .hosts.flatMap((host) => host.sandboxes)
        .filter((sandbox) => sandbox.state === 'starting')
        .map((sandbox) => sandbox.guest ?? '');
    expect([...starting()].toSorted()).toEqual(['FreeBSD 14.1', 'Ubuntu 22.04 LTS', 'Windows Server 2022']);
    lab.runTo(75e6);
    expect(starting()).toEqual(['Windows Server 2022']);
    lab.runTo(lab.scenario.duration);
    expect(lab.result().checks.filter((check) => !check.ok)).toEqual([]);
    expect(lab.result().components.map(({ replicas }) => replicas)).toEqual([2, 2, 2]);
  });
  it('three ways shows its queue, its boots and a cold start at 09:02:17', () => {
    const lab = Lab.open(shipped('three-ways'));
    for (const at of [137.0e6, 137.4e6]) {
      lab.runTo(at);
      const frame = lab.frame();
      expect(
        frame.hosts.map((host) => host.sandboxes.some((sandbox) => sandbox.state === 'starting')),
      ).toEqual([true, true, true]);
      expect(frame.deployments[0]?.waiting).toBeGreaterThan(40);
    }
  });
});
