import { describe, expect, it } from 'vitest';
import { finish } from '../../../simulations';
import { clusterScenario } from '../../../main/cli/bench/cluster';
import { frameOf } from '../../../simulations/lab/frame-of';
import { resultInSteps, resultOf } from '../../../simulations/results/run-result';
import { compileModel } from '../../../simulations/world/compile';
import { buildInSteps, buildWorld, runWorld } from '../../../simulations/world/events';
import { tenantsOf } from '../../../simulations/world/tenants';
import type { World } from '../../../simulations/world/world';

/** Two hundred hosts with a hundred containers each. */
const model = compileModel(clusterScenario(20_000, 4000), 3);
const cluster = buildWorld(model);
runWorld(cluster, model.scenario.duration, Infinity);

/** The same world, whose columns of sandboxes count how often they are read: work, without a clock. */
function counting(world: World): { readonly world: World; readonly reads: () => number } {
  let reads = 0;
  const columns = Object.entries(world.sandboxes).map(([name, column]: [string, unknown]) => [
    name,
    ArrayBuffer.isView(column)
      ? new Proxy(column, {
          get(target, key) {
            reads++;
            const value: unknown = Reflect.get(target, key);
            return value;
          },
        })
      : column,
  ]);
  return {
    world: { ...world, sandboxes: Object.fromEntries(columns) as World['sandboxes'] },
    reads: () => reads,
  };
}

describe('a cluster of 20,000 sandboxes on 200 hosts', () => {
  it('is built in steps of at most 500 sandboxes', () => {
    const steps = buildInSteps(model);
    let count = 0;
    for (; steps.next().done !== true; count++);
    expect(count).toBeGreaterThanOrEqual(20_000 / 500);
  });

  it('gives its result by looking at every sandbox a few times, not once for every host', () => {
    const counted = counting(cluster);
    const result = finish(resultInSteps(counted.world));
    expect(counted.reads()).toBeLessThan(10 * 20_000);
    expect(counted.reads()).toBeGreaterThan(20_000);
    expect(result).toEqual(resultOf(cluster));
    expect(result.checks.every((check) => check.ok)).toBe(true);
  });

  it('gives its result in short steps: between two of them a Ctrl-C is heard', () => {
    const counted = counting(cluster);
    const steps = resultInSteps(counted.world);
    let most = 0;
    for (let before = 0; steps.next().done !== true; before = counted.reads())
      most = Math.max(most, counted.reads() - before);
    expect(most).toBeLessThanOrEqual(3 * 4096);
  });

  it('is drawn as a frame without walking all sandboxes for each host', () => {
    const counted = counting(cluster);
    const frame = frameOf(counted.world, true, []);
    expect(frame.hosts.map((host) => host.sandboxes.length)).toEqual(Array(200).fill(100));
    expect(counted.reads()).toBeLessThan(60 * 20_000);
  });

  it('knows who stands where, in order of creation', () => {
    const tenants = tenantsOf(cluster);
    const { host, serial } = cluster.sandboxes;
    tenants.forEach((some, i) => {
      const rows = some.flatMap(({ rows: own }) => own);
      expect(rows.every((row) => host[row] === i)).toBe(true);
      const serials = rows.map((row) => serial[row]!);
      expect(serials).toEqual(serials.toSorted((a, b) => a - b));
    });
    expect(tenants.flat().reduce((sum, { rows }) => sum + rows.length, 0)).toBe(20_000);
  });
});
