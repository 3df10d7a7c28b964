/** What a slider of the scenario shows and what it writes: round stops, and the value as a person would write it. Pure. */
import {
  formatDuration,
  formatNumber,
  medianOf,
  parseDistribution,
  parseQuantity,
  type KnobFrame,
} from '../../simulations';
import { text } from '../text/en';

export interface Knob {
  readonly label: string;
  readonly path: string;
  /** The value now, in the unit of the stops. */
  readonly value: number;
  /** Rising, evenly spaced on the slider. */
  readonly stops: readonly number[];
  readonly show: (value: number) => string;
  /** As the scenario file would say it. */
  readonly write: (value: number) => string;
}

const SECOND = 1e6;
const MINUTE = 60 * SECOND;
const ROUND = [1, 1.5, 2, 3, 4, 5, 7];
const SHORT = [1e3, 1e4, 1e5]
  .flatMap((unit) => [...ROUND, 8.5].map((digit) => digit * unit))
  .concat([1e6, 1.5e6, 2e6, 3e6, 5e6, 1e7]);
const LONG = [
  ...[1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45].map((n) => n * SECOND),
  ...[1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60].map((n) => n * MINUTE),
];
const FACTORS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4];

export function knobOf(knob: KnobFrame): Knob | null {
  switch (knob.kind) {
    case 'intensity': {
      const peak = knob.peakPerSecond ?? 1;
      const show = (factor: number): string => rateText(peak * factor);
      const label = `${knob.name.replace(/^Arrivals: /, '')}, ${text.load.peak}`;
      return {
        label,
        path: knob.path,
        value: knob.value,
        stops: FACTORS,
        show,
        write: (factor) => `${Math.round(factor * 100)} %`,
      };
    }
    case 'duration':
      return {
        label: knob.name,
        path: knob.path,
        value: knob.value,
        stops: LONG,
        show: formatDuration,
        write: formatDuration,
      };
    case 'distribution': {
      const written = knob.written ?? '';
      const parsed = parseDistribution(written);
      if (!parsed.ok) return null;
      const median = medianOf(parsed.value);
      const write = (value: number): string => scaleTimes(written, value / median);
      return { label: knob.name, path: knob.path, value: median, stops: SHORT, show: formatDuration, write };
    }
  }
}

/** Where a value lies among the stops: an index, between two of them where it is none. */
export function positionOf({ stops, value }: Pick<Knob, 'stops' | 'value'>): number {
  const above = stops.findIndex((stop) => stop >= value);
  if (above <= 0) return above === 0 ? 0 : stops.length - 1;
  const [low, high] = [stops[above - 1] ?? 0, stops[above] ?? 1];
  return above - 1 + (value - low) / (high - low);
}

/** Every time in a written distribution, scaled: its form stays as it is. */
export function scaleTimes(written: string, factor: number): string {
  return written.replace(/\d+(?:\.\d+)?\s*(?:us|µs|ms|min|s|h|d)\b/g, (time) => {
    const micros = parseQuantity(time, 'duration');
    return micros.ok ? formatDuration(micros.value * factor) : time;
  });
}

/** "62 req/s", "4 req/h": the unit in which the number reads best. */
export function rateText(perSecond: number): string {
  if (perSecond === 0 || perSecond >= 0.5) return `${formatNumber(perSecond)} req/s`;
  return perSecond >= 0.5 / 60
    ? `${formatNumber(perSecond * 60)} req/min`
    : `${formatNumber(perSecond * 3600)} req/h`;
}
