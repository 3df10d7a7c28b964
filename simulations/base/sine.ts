/**
 * Sine and cosine from IEEE basic operations only: the built-in ones may differ in the last digit between JavaScript
 * engines, which would change a run's digest. The argument is in whole turns, so that a period needs no multiple of pi;
 * the absolute error is below 1e-15 (tested against the built-ins).
 */
const TAU = 6.283185307179586;

/** sin(2 pi x): reduced to an eighth of a turn, then its Taylor series. */
export function sineOfTurns(turns: number): number {
  const fraction = turns - Math.floor(turns);
  const eighths = Math.floor(fraction * 8 + 0.5);
  const rest = (fraction - eighths / 8) * TAU;
  const half = 0.7071067811865476;
  switch (eighths & 7) {
    case 0:
      return sineSeries(rest);
    case 1:
      return half * (cosineSeries(rest) + sineSeries(rest));
    case 2:
      return cosineSeries(rest);
    case 3:
      return half * (cosineSeries(rest) - sineSeries(rest));
    case 4:
      return -sineSeries(rest);
    case 5:
      return -half * (cosineSeries(rest) + sineSeries(rest));
    case 6:
      return -cosineSeries(rest);
    default:
      return half * (sineSeries(rest) - cosineSeries(rest));
  }
}

export const cosineOfTurns = (turns: number): number => sineOfTurns(turns + 0.25);

/** For |x| <= pi / 8. */
function sineSeries(x: number): number {
  const z = x * x;
  let sum = 1;
  for (let n = 15; n >= 3; n -= 2) sum = 1 - (sum * z) / (n * (n - 1));
  return x * sum;
}

function cosineSeries(x: number): number {
  const z = x * x;
  let sum = 1;
  for (let n = 16; n >= 2; n -= 2) sum = 1 - (sum * z) / (n * (n - 1));
  return sum;
}
