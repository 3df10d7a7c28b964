/** Speeds: simulated time over wall time, in steps of 1, 2 and 5. Pure. */

const decadeOf = (speed: number): number => 10 ** Math.floor(Math.log10(speed) + 1e-9);

/** The next step up or down; the same at the ends of the scale, where the lab bounds it. */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20].map((digit) => digit * decadeOf(speed));
  return direction === 1
    ? (steps.find((step) => step > speed * 1.01) ?? speed)
    : (steps.findLast((step) => step < speed * 0.99) ?? speed);
}

/** The step that is nearest on a log scale. */
export function roundSpeed(speed: number): number {
  const decade = decadeOf(speed);
  const digit = speed / decade;
  return decade * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
}

/** "1/20 ×", "1 ×", "50 ×". */
export function speedText(speed: number): string {
  if (speed >= 9.5) return `${Math.round(speed)} ×`;
  if (speed >= 1) return `${Number(speed.toPrecision(2))} ×`;
  return speed <= 0 ? '0 ×' : `1/${Math.round(1 / speed)} ×`;
}
