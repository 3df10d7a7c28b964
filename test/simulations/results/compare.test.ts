import { describe, expect, it } from 'vitest';
import { compareFigures, figuresOf, Lab, type Figures } from '../../../simulations';
import { run, shipped } from '../../helpers/scenarios';

const of = (...values: readonly (number | null)[]): readonly Figures[] =>
  values.map((value) => new Map([['x', value]]));

describe('compared figures', () => {
  it('takes differences pair by pair: what both share cancels', () => {
    const [figure] = compareFigures([of(10, 20, 60), of(11, 22, 63)]);
    expect(figure?.values.map((value) => value?.mean)).toEqual([30, 32]);
    // Differences 1, 2, 3: mean 2, standard deviation 1, t(2) = 4.303, half width 4.303 / sqrt(3).
    expect(figure?.differences[0]).toBeNull();
    expect(figure?.differences[1]).toMatchObject({ mean: 2, n: 3, clear: false });
    expect(figure?.differences[1]?.halfWidth95).toBeCloseTo(2.4841, 4);
    expect(figure?.values[0]?.halfWidth95).toBeGreaterThan(60);
  });
  it('says which differences are clear, also where every pair differs by the same', () => {
    const clear = (...values: readonly number[]): boolean | undefined =>
      compareFigures([of(1, 2, 3), of(...values)])[0]?.differences[1]?.clear;
    expect(clear(2, 3, 4)).toBe(true);
    expect(clear(1, 2, 3)).toBe(false);
    expect(clear(101, 103, 102)).toBe(true);
  });
  it('pairs only replications in which both were measured', () => {
    const [figure] = compareFigures([of(1, null, 3), of(2, 5, null)]);
    expect(figure?.values.map((value) => value?.n)).toEqual([2, 2]);
    expect(figure?.differences[1]).toEqual({ mean: 1, halfWidth95: null, n: 1, clear: false });
  });
  it('leaves out figures that nobody measured and keeps those that one did', () => {
    expect(compareFigures([of(null), of(null)])).toEqual([]);
    const [figure] = compareFigures([of(1), [new Map()]]);
    expect(figure?.values[1]).toBeNull();
    expect(figure?.differences[1]).toBeNull();
  });
});

describe('the figures of a result', () => {
  const scenario = shipped('three-ways');
  const result = run(scenario);
  it('are named as in the document, list elements by id', () => {
    const figures = figuresOf(result);
    expect(figures.get('requests.arrived')).toBe(result.requests.arrived);
    expect(figures.get('deployments.vms.requests.latencyMs.p95')).toBe(
      result.deployments[0]?.requests.latencyMs.p95,
    );
    expect(figures.get('components.vms/thumb.utilization')).toBe(result.components[0]?.utilization);
    expect(figures.get('functions.thumb.coldStarts')).toBe(result.functions[0]?.coldStarts);
    expect(figures.get('routes.containers/visit.requests.completed')).toBe(
      result.routes[1]?.requests.completed,
    );
  });
  it('of a deployment have the paths that the whole would have', () => {
    const figures = figuresOf(result, { id: 'vms', hosts: ['vm-host'] });
    expect(figures.get('requests.completed')).toBe(result.deployments[0]?.requests.completed);
    expect(figures.get('components.thumb.utilization')).toBe(result.components[0]?.utilization);
    expect([...figures.keys()].filter((path) => /functions|ct-host|deployments/.test(path))).toEqual([]);
    const host = Lab.open(scenario).frame().hosts[0];
    expect(figures.get('memory.takenBytes')).toBeLessThanOrEqual(host?.memoryBytes ?? 0);
    expect(figures.get('memory.usedBytes')).toBeLessThan(figures.get('memory.takenBytes') ?? 0);
  });
});
