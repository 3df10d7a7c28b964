/** The finding in a sentence, as far as the figures go: the series that the parameter moves most. Pure. */
import { formatNumber, type SweepPanel } from '../../../simulations';
import { text } from '../../text/en';

/** Less than this share of change is called none. */
const FLAT = 0.05;

export function findingOf(panels: readonly SweepPanel[], parameter: string): string {
  const moves = panels.flatMap((panel) =>
    panel.series.flatMap((series) => {
      const points = series.points.filter(({ figure }) => figure !== null);
      const [first, last] = [points[0], points.at(-1)];
      if (!first?.figure || !last?.figure || first === last) return [];
      const [from, to] = [first.figure.mean, last.figure.mean];
      const size = Math.abs(to - from) / Math.max(1e-9, Math.abs(from), Math.abs(to));
      return [{ panel, series, first, last, from, to, size }];
    }),
  );
  const most = moves.toSorted((a, b) => b.size - a.size)[0];
  if (most === undefined) return parameter;
  const unit = most.panel.unit.startsWith('%') ? ' %' : ` ${most.panel.unit}`;
  const named = `${most.panel.name} (${most.series.name.toLowerCase()})`;
  const fill = (template: string, ...parts: readonly string[]): string =>
    parts.reduce((filled, part, i) => filled.replace(`{${i}}`, part), template);
  if (most.size < FLAT)
    return fill(
      text.sweep.findingFlat,
      named,
      `${formatNumber(most.from, 2)}${unit}`,
      parameter.toLowerCase(),
    );
  return fill(
    text.sweep.finding,
    named,
    most.to < most.from ? text.sweep.falls : text.sweep.rises,
    `${formatNumber(most.from, 2)}${unit}`,
    `${formatNumber(most.to, 2)}${unit}`,
    parameter.toLowerCase(),
    most.first.written,
    most.last.written,
  );
}
