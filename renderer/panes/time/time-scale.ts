/** Where instants lie on the scrubber and which of them carry words. Pure. */
import { formatClock, type Frame } from '../../../simulations';

export interface Tick {
  readonly micros: number;
  readonly label: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

const SECOND = 1_000_000;
const STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400,
].map((seconds) => seconds * SECOND);
/** Room that a label needs, without and with seconds. */
const LABEL_WIDTH = 58;
const LONG_LABEL_WIDTH = 84;

/** Round instants, as many as have room: clock times, with seconds only where they tell ticks apart. */
export function ticksOf(
  frame: Pick<Frame, 'durationMicros' | 'startsAtMicros'>,
  width: number,
): readonly Tick[] {
  const { durationMicros, startsAtMicros } = frame;
  const fits = (step: number): boolean =>
    (step / durationMicros) * width >= (step < 60 * SECOND ? LONG_LABEL_WIDTH : LABEL_WIDTH);
  const step = STEPS.find((candidate) => candidate <= durationMicros && fits(candidate)) ?? durationMicros;
  const count = Math.floor(durationMicros / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, i): Tick => {
    const micros = i * step;
    const clock = formatClock(startsAtMicros + micros, step < SECOND);
    const label = step < SECOND ? clock.slice(0, 10) : step < 60 * SECOND ? clock : clock.slice(0, 5);
    const nearEnd = ((durationMicros - micros) / durationMicros) * width < LABEL_WIDTH / 2;
    return { micros, label, anchor: i === 0 ? 'start' : nearEnd ? 'end' : 'middle' };
  });
}

/** Where a key leads from an instant: arrows a hundredth of the run, pages a tenth, Home and End its ends. */
export function keyTarget(
  key: string,
  { nowMicros, durationMicros }: Pick<Frame, 'nowMicros' | 'durationMicros'>,
): number | null {
  const hundredth = durationMicros / 100;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: nowMicros - hundredth,
    ArrowDown: nowMicros - hundredth,
    ArrowRight: nowMicros + hundredth,
    ArrowUp: nowMicros + hundredth,
    PageDown: nowMicros - 10 * hundredth,
    PageUp: nowMicros + 10 * hundredth,
    Home: 0,
    End: durationMicros,
  };
  const target = targets[key];
  return target === undefined ? null : Math.round(Math.min(durationMicros, Math.max(0, target)));
}
