import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SweepJob, type SweepSpec, type SweptRun } from '../../renderer/engine/sweep-job';
import { placeOfValue, pointsOf, spacedValues } from '../../renderer/state/sweep-session';
import { rangeOf } from '../../renderer/views/sweep/parameters';
import { findingOf } from '../../renderer/views/sweep/finding';
import { drawSweep, Lab, measureRun, parseScenario, svgOf, type SweepPanel } from '../../simulations';

const text = readFileSync(
  new URL('../../assets/scenarios/three-ways.scenario.json', import.meta.url),
  'utf8',
);
const spec: SweepSpec = {
  text,
  overrides: [['duration', '20 s']],
  path: 'functions.thumb.keepAlive',
  values: ['1 s', '5 s', '20 s'],
  replications: 2,
  seed: 7,
};

const runAll = (asked: SweepSpec): readonly SweptRun[] => {
  const begun = SweepJob.begin(asked);
  if (!begun.ok) throw new Error(begun.error[0]!.message);
  const runs: SweptRun[] = [];
  while (!begun.value.done) {
    const run = begun.value.advance(() => 0, 1);
    if (run !== null) runs.push(run);
  }
  return runs;
};

describe('a sweep', () => {
  it('runs every point once before any twice, and gives what single runs give', () => {
    const runs = runAll(spec);
    expect(runs.map(({ point, replication }) => `${replication}${point}`)).toEqual([
      '00',
      '01',
      '02',
      '10',
      '11',
      '12',
    ]);
    const parsed = parseScenario(text, { overrides: [...spec.overrides, [spec.path, '5 s']] });
    if (!parsed.ok) throw new Error('a good scenario');
    const lab = Lab.open(parsed.value, { seed: 7 });
    lab.runTo(20e6);
    expect(runs[1]!.measured['functions']).toEqual(measureRun(lab.result(), 'functions', ['cloud']));
  });

  it('meets the same arrivals at every point: what is not varied measures the same', () => {
    const runs = runAll(spec).filter(({ replication }) => replication === 0);
    expect(new Set(runs.map(({ measured }) => JSON.stringify(measured['vms']))).size).toBe(1);
    const cold = runs.map(({ measured }) => measured['functions']!.cold!);
    expect(cold[0]).toBeGreaterThan(cold[2]!);
  });

  it('gives way when its time is up, in the middle of a run', () => {
    const begun = SweepJob.begin(spec);
    if (!begun.ok) throw new Error('a good sweep');
    expect(begun.value.advance(() => 5, 1)).toBeNull();
    expect(begun.value.done).toBe(false);
  });

  it('is refused as a whole when one value is wrong', () => {
    const begun = SweepJob.begin({ ...spec, values: ['1 s', 'soon'] });
    expect(begun.ok).toBe(false);
    if (!begun.ok) expect(begun.error[0]!.message).toContain('soon');
  });

  it('gathers means and half-widths by point', () => {
    const plan = {
      path: spec.path,
      name: 'Keep-alive',
      values: spec.values,
      replications: 2,
      seed: 7,
      document: { name: 'x', text },
      deployments: ['functions'],
    };
    const state = { plan, runs: runAll(spec), running: false, issues: [] };
    const points = pointsOf(state, 'functions', 'cold');
    expect(points.map(({ at }) => at)).toEqual([1e6, 5e6, 20e6]);
    expect(points.every(({ figure }) => figure?.n === 2 && figure.halfWidth95 !== null)).toBe(true);
    expect(pointsOf(state, 'vms', 'cold').every(({ figure }) => figure === null)).toBe(true);
  });
});

describe('values of a parameter', () => {
  it('are spaced on a line or a log line, each once, and find their place again', () => {
    expect(spacedValues('duration', 1e6, 100e6, 3, 'log')).toEqual(['1 s', '10 s', '100 s']);
    expect(spacedValues('count', 1, 4, 7, 'linear')).toEqual(['1', '2', '3', '4']);
    expect(placeOfValue('10 min')).toBe(600e6);
    expect(placeOfValue('3')).toBe(3);
    expect(placeOfValue('70 %')).toBeCloseTo(0.7);
    expect(placeOfValue('newest')).toBeNull();
  });
});

describe('the sweep chart', () => {
  const point = (written: string, at: number, mean: number) => ({
    written,
    at,
    figure: { mean, halfWidth95: 1, n: 5 },
    replications: [mean - 1, mean + 1],
  });
  const panel: SweepPanel = {
    name: 'Latency p99',
    unit: 'ms',
    series: [{ name: 'Functions', hue: 'fn', points: [point('1 s', 1e6, 600), point('10 s', 1e7, 300)] }],
  };
  const options = {
    width: 800,
    axis: 'log',
    parameter: 'Keep-alive',
    selected: '10 s',
    replications: true,
    variant: 'light',
    provenance: 'test',
    title: 'T',
  } as const;

  it('draws bands, points and the chosen value; equal input, equal drawing', () => {
    const svg = svgOf(drawSweep([panel], options));
    expect(svg).toContain('Keep-alive (log axis)');
    expect(svgOf(drawSweep([panel], options))).toBe(svg);
    expect(svg).toContain('from 600 at 1 s to 300 at 10 s');
  });

  it('proposes the finding as a sentence', () => {
    expect(findingOf([panel], 'Keep-alive')).toBe(
      'Latency p99 (functions): down from 600 ms to 300 ms as keep-alive goes from 1 s to 10 s',
    );
    const flat = {
      ...panel,
      series: [{ ...panel.series[0]!, points: [point('1 s', 1e6, 300), point('10 s', 1e7, 301)] }],
    };
    expect(findingOf([flat], 'Keep-alive')).toContain('near 300 ms, whatever keep-alive is');
  });

  it('draws nothing measured as empty axes', () => {
    expect(svgOf(drawSweep([{ ...panel, series: [] }], { ...options, selected: null }))).toContain(
      'Latency p99',
    );
  });
});

describe('the range that is proposed', () => {
  const parameter = { path: 'x', name: 'x' };

  it('lies within the run: a keep-alive longer than it would give a flat line', () => {
    const minutes = 60e6;
    expect(rangeOf({ ...parameter, kind: 'duration', now: 10 * minutes }, 4 * minutes)).toEqual({
      from: '2 s',
      to: '2 min',
    });
    expect(rangeOf({ ...parameter, kind: 'duration', now: 8e6 }, 4 * minutes)).toEqual({
      from: '2 s',
      to: '32 s',
    });
    expect(rangeOf({ ...parameter, kind: 'fraction', now: 1 }, 4 * minutes)).toEqual({
      from: '25 %',
      to: '200 %',
    });
  });
});
