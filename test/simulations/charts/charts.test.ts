import { describe, expect, it } from 'vitest';
import {
  apart,
  describeStrips,
  drawServiceGraph,
  drawStartUps,
  drawStrips,
  edgesOf,
  Lab,
  notThereYet,
  startUpRows,
  svgOf,
  TECHNOLOGIES,
  textWidth,
  type Frame,
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

  it.each([680, 740, 800, 900, 1000])('have heads that keep out of each other’s way at %i', (width) => {
    const { drawing } = drawStartUps(startUpRows('median', 'slow'), { ...light, axis: 'log', width });
    const heads = drawing.marks
      .flatMap((mark) => (mark.kind === 'text' && mark.y === 26 ? [mark] : []))
      .map((mark) => {
        const wide = textWidth(mark.text, mark.size, mark.weight);
        const from = mark.x - (mark.anchor === 'end' ? wide : mark.anchor === 'middle' ? wide / 2 : 0);
        return { from, to: from + wide };
      })
      .toSorted((a, b) => a.from - b.from);
    expect(heads.length).toBeGreaterThan(3);
    for (const [i, head] of heads.slice(1).entries()) expect(head.from).toBeGreaterThan(heads[i]!.to);
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

describe('runs side by side', () => {
  const at = (nowMicros: number, durationMicros = 240e6) => ({ nowMicros, durationMicros }) as Frame;

  it('know who has not come to the instant of the first yet, and that a shorter run waits at its end', () => {
    expect(notThereYet([at(68e6), at(54e6), at(68e6)], 0)).toEqual([false, true, false]);
    expect(notThereYet([at(68e6), at(30e6, 30e6)], 0)).toEqual([false, false]);
    expect(notThereYet([at(68e6), at(67.9e6)], 0.6e6)).toEqual([false, false]);
  });

  it('have names that stand apart where their lines end at one place', () => {
    expect(apart([50, 50, 90])).toEqual([50, 62, 90]);
    expect(apart([60, 50])).toEqual([62, 50]);
    expect(apart([])).toEqual([]);
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
