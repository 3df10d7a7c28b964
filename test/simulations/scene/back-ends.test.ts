import { describe, expect, it } from 'vitest';
import {
  describeChange,
  describeScene,
  drawArchitecture,
  drawServiceGraph,
  layoutHost,
  outlineOf,
  sceneOf,
  startText,
  supposeFault,
  type Scene,
} from '../../../simulations';
import { photoSite } from '../../helpers/back-ends';

const hostOf = (scene: Scene, id: string) => scene.hosts.find((host) => host.id === id)!;
const detailOf = (scene: Scene, id: string): string | undefined =>
  outlineOf(scene)
    .flatMap((node) => [node, ...node.children])
    .find((node) => node.id === id)?.detail;

describe('back ends on the stage', () => {
  const lab = photoSite(20);
  const frame = lab.frame();
  const scene = sceneOf(frame);

  it('stand at the hosts whose deployment calls them, and nowhere else', () => {
    expect(scene.hosts.map(({ services }) => services.map(({ name }) => name))).toEqual([
      [],
      [],
      ['orders'],
      ['pictures'],
    ]);
    expect(hostOf(scene, 'cloud').triggers.map(({ label }) => label)).toEqual(['on-upload', 'nightly']);
    expect(hostOf(scene, 'ct-host').triggers).toEqual([]);
  });

  it('count who is in work and who waits: 30 a second come, 20 are let in', () => {
    const [orders] = frame.services;
    expect(orders!.requests).toBe(orders!.answered + orders!.throttled + orders!.abandoned + orders!.open);
    // Ten a second are left over for 20 s.
    expect(orders!.waiting).toBeGreaterThan(170);
    // A turn lasts 50 ms and the answer takes 8: at most one is in work.
    expect(orders!.open - orders!.waiting).toBeLessThanOrEqual(1);
    expect(hostOf(scene, 'ct-host').services[0]).toMatchObject({ full: true, waiting: orders!.waiting });
    expect(hostOf(scene, 'cloud').services[0]).toMatchObject({ full: false, waiting: 0 });
  });

  it('are in the outline and in the description with the same words', () => {
    const [orders] = hostOf(scene, 'ct-host').services;
    expect(orders!.sentence).toMatch(/^database, \d+ in work, \d+ wait their turn, at most 20 a second$/);
    expect(detailOf(scene, 'service:containers/orders')).toBe(orders!.sentence);
    expect(describeScene(scene)).toContain(`orders: ${orders!.sentence}`);
    expect(detailOf(scene, 'trigger:functions/on-upload')).toMatch(
      /^invokes resize when an object is put in pictures, \d+ times so far$/,
    );
  });

  it('have a place beside the host, each trigger with the service that it listens to', () => {
    const { beside } = layoutHost(hostOf(scene, 'cloud'));
    expect(beside.map(({ id, triggers }) => [id, triggers.length])).toEqual([
      ['service:functions/pictures', 1],
      ['trigger:functions/nightly', 1],
    ]);
    expect(beside.every(({ box }) => box.x > 8.3)).toBe(true);
  });

  it('are nodes of the service graph, and calls go back to whoever called them', () => {
    const options = { width: 900, height: 400, variant: 'light', patterns: true, selected: null } as const;
    const containers = drawServiceGraph(frame, lab.scenario, 'containers', options);
    expect(containers.nodes.map(({ id }) => id)).toEqual(['front', 'orders']);
    expect(containers.drawing.description).toContain('Calls: front to orders.');
    const functions = drawServiceGraph(frame, lab.scenario, 'functions', options);
    expect(functions.drawing.description).toContain('upload to pictures');
    expect(functions.drawing.description).toContain('Triggers: pictures to resize.');
  });

  it('are named in the flat figure', () => {
    expect(JSON.stringify(drawArchitecture(frame).marks)).toContain('orders (database)');
  });
});

describe('faults on the stage', () => {
  it('that are only supposed mark whom they would hit, and leave the run alone', () => {
    const lab = photoSite(5);
    const frame = lab.frame();
    const blast = supposeFault(frame, 'host-kernel-panic', 'ct-host')!;
    const scene = sceneOf(frame, blast);
    const host = hostOf(scene, 'ct-host');
    expect(host.fallen).toMatchObject({ layer: 'hk', supposed: true });
    expect(host.sandboxes.map(({ hit }) => hit?.word)).toEqual(['would fall', 'would fall', 'would fall']);
    expect(hostOf(scene, 'vm-a').sandboxes.every(({ hit }) => hit === null)).toBe(true);
    expect(describeScene(scene)).toContain('Host kernel panic on ct-host, had it happened: 3 would fall');
    expect(describeChange(sceneOf(frame), scene)).toContain('3 would fall');
    expect(describeChange(scene, sceneOf(frame))).toContain('ct-host is no longer disturbed');
    expect(detailOf(scene, 'front-1')).toContain('would fall: Host kernel panic: stands on host kernel');
    expect(lab.frame().digest).toBe(frame.digest);
  });

  it('inside a VM spare its neighbours, and say why', () => {
    const frame = photoSite(5).frame();
    const scene = sceneOf(frame, supposeFault(frame, 'guest-kernel-panic', 'web-1')!);
    const hits = scene.hosts.flatMap(({ sandboxes }) =>
      sandboxes.flatMap(({ id, hit }) => (hit === null ? [] : [`${id} ${hit.effect}`])),
    );
    expect(hits).toContain('web-1 falls');
    expect(hits.filter((hit) => hit.endsWith('spared')).length).toBeGreaterThan(0);
    expect(scene.hosts.every(({ fallen }) => fallen === null)).toBe(true);
  });

  it('leave behind what has failed: a word each, and the layer that stopped', () => {
    const lab = photoSite(5);
    lab.execute({ name: 'fault', args: { kind: 'host-kernel-panic', target: 'ct-host' } });
    lab.runTo(5.05e6);
    const host = hostOf(sceneOf(lab.frame()), 'ct-host');
    expect(host.sentence).toBe('0 running, 3 failed');
    expect(host.sandboxes.map(({ hit }) => hit?.word)).toEqual(['failed', 'failed', 'failed']);
    expect(host.fallen).toMatchObject({ layer: 'hk', supposed: false });
  });

  it('that go on are marked without being asked for', () => {
    const lab = photoSite(5);
    const outcome = lab.execute({ name: 'fault', args: { kind: 'noisy-neighbour', target: 'front-1' } });
    expect(outcome.ok).toBe(true);
    lab.runTo(6e6);
    const scene = sceneOf(lab.frame());
    expect(hostOf(scene, 'ct-host').sandboxes.map(({ hit }) => hit?.word)).toEqual([
      'slowed',
      'slowed',
      'slowed',
    ]);
    expect(scene.faults[0]).toMatchObject({ target: 'front-1', supposed: false });
  });
});

describe('a VM that moves', () => {
  it('has a place kept at the other host, filled as far as its memory has gone over', () => {
    const lab = photoSite(5);
    const [from] = lab
      .frame()
      .hosts.flatMap(({ id, sandboxes }) => (sandboxes.some((s) => s.id === 'web-1') ? [id] : []));
    const to = from === 'vm-a' ? 'vm-b' : 'vm-a';
    const outcome = lab.execute({ name: 'migrate', args: { sandbox: 'web-1', host: to } });
    expect(outcome.ok).toBe(true);
    const fractions: number[] = [];
    const rests: boolean[] = [];
    for (let ms = 5100; ms <= 6500; ms += 100) {
      lab.runTo(ms * 1000);
      const scene = sceneOf(lab.frame());
      const host = hostOf(scene, to);
      const [move] = host.arriving;
      rests.push(move === undefined);
      if (move === undefined) continue;
      fractions.push(move.copiedFraction);
      const ghosts = layoutHost(host).ghosts.filter(({ owner }) => owner === 'web-1');
      const [whole, part] = [
        ghosts.find(({ kind }) => kind === 'starting')!,
        ghosts.find(({ kind }) => kind === 'reserved'),
      ];
      expect((part?.height ?? 0) / whole.height).toBeCloseTo(move.copiedFraction, 6);
      expect(describeScene(scene)).toContain(move.sentence);
    }
    expect(fractions.length).toBeGreaterThan(1);
    expect(Math.max(...fractions)).toBeGreaterThan(Math.min(...fractions));
  });
});

describe('a start-up in words', () => {
  const start = { verb: 'starting', phases: [], current: '', elapsedMicros: 0, totalMicros: 0 } as const;

  it('says that what has been asked for at this very instant is about to begin', () => {
    expect(startText(start)).toBe('About to begin');
    expect(startText({ ...start, current: 'Boot', elapsedMicros: 500_000, totalMicros: 2_000_000 })).toBe(
      'Boot, 0.5 of 2 s',
    );
  });
});
