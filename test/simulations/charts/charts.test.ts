import { describe, expect, it } from 'vitest';
import {
  describeStrips,
  drawServiceGraph,
  drawStartUps,
  drawStrips,
  edgesOf,
  Lab,
  startUpRows,
  svgOf,
  TECHNOLOGIES,
} from '../../../simulations';
import { shipped } from '../../helpers/scenarios';

const light = { variant: 'light', patterns: true, selected: null, provenance: 'test' } as const;

describe('start-up phases', () => {
  it('have a row for every technology, slowest first, and phases that add up to the total', () => {
    const rows = startUpRows('median', 'slow');
    expect(rows).toHaveLength(TECHNOLOGIES.length);
    for (const [i, row] of rows.entries()) {
      const sum = row.phases.reduce((total, phase) => total + phase.micros, 0);
      expect(sum).toBeCloseTo(row.totalMicros, 3);
      expect(row.p5Micros).toBeLessThanOrEqual(row.p50Micros);
      expect(row.p50Micros).toBeLessThanOrEqual(row.p95Micros);
      if (i > 0) expect(row.totalMicros).toBeLessThanOrEqual(rows[i - 1]!.totalMicros);
    }
    const p99 = startUpRows('p99', 'slow');
    for (const row of p99)
      expect(row.totalMicros).toBeGreaterThanOrEqual(rows.find(({ id }) => id === row.id)!.totalMicros);
  });

  it('draw a log axis with its linear twin, or a linear axis alone; equal input gives an equal drawing', () => {
    const rows = startUpRows('median', 'layer');
    const log = drawStartUps(rows, { ...light, axis: 'log', width: 1000 });
    const linear = drawStartUps(rows, { ...light, axis: 'linear', width: 1000 });
    expect(svgOf(log.drawing)).toContain('The same bars, linear');
    expect(svgOf(linear.drawing)).not.toContain('The same bars, linear');
    expect(log.drawing.height).toBeGreaterThan(linear.drawing.height);
    expect(svgOf(drawStartUps(rows, { ...light, axis: 'log', width: 1000 }).drawing)).toBe(
      svgOf(log.drawing),
    );
    expect(log.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });

  it('draw nothing but the axes of no technology', () => {
    expect(svgOf(drawStartUps([], { ...light, axis: 'log', width: 900 }).drawing)).toContain(
      'No technologies.',
    );
  });
});

describe('the service graph', () => {
  const scenario = shipped('hot-search');
  const lab = Lab.open(scenario);
  lab.runTo(60e6);
  const graph = drawServiceGraph(lab.frame(), scenario, 'cms', { ...light, width: 800, height: 420 });

  it('has a box for every component, none over another, and the ways of the routes', () => {
    expect(graph.nodes.map(({ id }) => id)).toEqual(scenario.components.map(({ id }) => id));
    for (const a of graph.nodes)
      for (const b of graph.nodes)
        if (a.id !== b.id)
          expect(
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
          ).toBe(true);
    const edges = edgesOf(scenario, new Set(graph.nodes.map(({ id }) => id)));
    expect(edges).toContainEqual({ from: null, to: 'web' });
    expect(edges).toContainEqual({ from: 'web', to: 'search' });
    expect(edges).toContainEqual({ from: 'comments', to: 'database' });
    expect(edges).toHaveLength(9);
  });

  it('says in words what it shows', () => {
    const search = lab.frame().deployments[0]!.components.find(({ id }) => id === 'search')!;
    expect(graph.drawing.description).toContain(`${search.queued} waiting`);
  });

  it('is empty for a deployment that does not exist', () => {
    expect(
      drawServiceGraph(lab.frame(), scenario, 'none', { ...light, width: 800, height: 400 }).nodes,
    ).toEqual([]);
  });
});

describe('series over time', () => {
  const strip = {
    title: 'Queue',
    subtitle: 'at search',
    unit: '',
    lines: [{ name: 'search', hue: 'ct', values: [0, 4, 2] }],
  } as const;

  it('are told as a trend', () => {
    expect(describeStrips([strip])).toBe('Queue, search: from 0 to 2, at most 4 at 50 % of the time shown.');
  });

  it('are drawn under one time axis, empty ones too', () => {
    const options = {
      width: 800,
      atMicros: [0, 1e6, 2e6],
      startsAtMicros: 0,
      durationMicros: 2e6,
      variant: 'dark',
      provenance: 'test',
      marks: [{ label: 'A', atMicros: 1e6 }],
    } as const;
    expect(svgOf(drawStrips([strip], options))).toContain('>A</text>');
    expect(svgOf(drawStrips([{ ...strip, lines: [{ ...strip.lines[0], values: [] }] }], options))).toContain(
      'Queue',
    );
  });
});
