import { describe, expect, it } from 'vitest';
import { describeScene, Lab, outlineOf, sceneOf, type CommandCall, type Scene } from '../../../simulations';
import { shipped } from '../../helpers/scenarios';
import { oneHost } from '../../helpers/starts';

function at(seconds: number, calls: readonly CommandCall[], more = 0): Scene {
  const lab = Lab.open(shipped('three-ways'), { keepsCheckpoints: false });
  lab.runTo(seconds * 1e6);
  for (const call of calls) {
    const done = lab.execute(call);
    if (!done.ok) throw new Error(done.error.message);
  }
  lab.runTo((seconds + more) * 1e6);
  return sceneOf(lab.frame());
}

const host = (scene: Scene, id: string): Scene['hosts'][number] => {
  const found = scene.hosts.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no host ${id}`);
  return found;
};
const sandbox = (scene: Scene, id: string): Scene['hosts'][number]['sandboxes'][number] => {
  const found = scene.hosts.flatMap(({ sandboxes }) => sandboxes).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no sandbox ${id}`);
  return found;
};

describe('what an operator has done to hosts and VMs', () => {
  it('shows a cordon, in the heading and the outline, until it is lifted', () => {
    const cordon: CommandCall = { name: 'cordon', args: { host: 'ct-host' } };
    const scene = at(60, [cordon]);
    expect(host(scene, 'ct-host').cordoned).toBe(true);
    expect(host(scene, 'ct-host').sentence).toBe('4 running, cordoned');
    expect(host(scene, 'vm-host').sentence).not.toContain('cordoned');
    expect(describeScene(scene)).toContain('cordoned');
    expect(outlineOf(scene).find(({ id }) => id === 'ct-host')?.detail).toContain('cordoned');
    const lifted = at(60, [cordon, { name: 'uncordon', args: { host: 'ct-host' } }]);
    expect(host(lifted, 'ct-host').sentence).toBe('4 running');
  });

  it('shows a VM whose state is copied to a snapshot, then the snapshots that it has', () => {
    const take: CommandCall = { name: 'snapshot', args: { sandbox: 'web-1', name: 'before' } };
    const copied = sandbox(at(60, [take], 0.05), 'web-1');
    expect(copied.copying).toBe('snapshot');
    expect(copied.sentence).toContain('stands still while its state is copied to a snapshot');
    const kept = sandbox(at(60, [take], 60), 'web-1');
    expect(kept).toMatchObject({ copying: null, snapshots: 1 });
    expect(kept.sentence).toMatch(/, 1 snapshot$/);
    expect(sandbox(at(60, []), 'web-1')).toMatchObject({ copying: null, snapshots: 0 });
  });

  it('shows image layers on their way to a host, and that they have arrived', () => {
    const layer = (id: string): object => ({ id, size: '100 MB' });
    const scenario = oneHost({
      technology: 'container',
      host: { network: { bandwidth: '1 GB/s' }, disk: { read: '1 GB/s' } },
      extra: {
        images: [{ id: 'web:1', layers: [layer('base'), layer('web')] }],
        components: [{ id: 'web', serviceTime: '1 ms' }],
        deployments: [
          {
            id: 'one',
            technology: 'container',
            hosts: ['host'],
            place: [{ component: 'web', image: 'web:1', replicas: 0 }],
          },
        ],
        routes: [{ id: 'r', steps: ['web'] }],
        workloads: [{ id: 'w', arrivals: { times: ['119 min'] } }],
      },
    });
    const lab = Lab.open(scenario, { keepsCheckpoints: false });
    lab.runTo(1e6);
    lab.execute({ name: 'scale', args: { component: 'web', replicas: 1 } });
    lab.runTo(1.2e6);
    const pulling = host(sceneOf(lab.frame()), 'host');
    expect(pulling.pulling).toHaveLength(2);
    expect(pulling.sentence).toBe('0 running, 1 starting, pulling 2 image layers');
    lab.runTo(60e6);
    const arrived = host(sceneOf(lab.frame()), 'host');
    expect(arrived.pulling).toEqual([]);
    expect(arrived.sentence).toBe('1 running');
  });
});
