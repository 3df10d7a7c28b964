/**
 * Logarithm, exponential and power from IEEE basic operations only, so that every JavaScript engine returns the
 * same bits. The built-in `Math.log`, `Math.exp` and `Math.pow` may differ in the last digit between engines, which
 * would change a run's digest. Relative error is below 1e-15 (tested against the built-ins).
 */
const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = 1.90821492927058770002e-10;
const LOG2_E = 1.4426950408889634;
const SQRT_HALF = 0.7071067811865476;

const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);
/** Which half of a double holds the exponent: the only place where byte order is asked. */
const HIGH = ((): 0 | 1 => {
  double[0] = 1;
  return words[1] === 0x3ff00000 ? 1 : 0;
})();

/** Natural logarithm: x = m * 2^e with m near 1, then ln m = 2 artanh((m - 1) / (m + 1)) by its series. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let scaled = x;
  let exponent = 0;
  if (scaled < 2.2250738585072014e-308) {
    scaled *= 18014398509481984;
    exponent = -54;
  }
  double[0] = scaled;
  const high = words[HIGH] as number;
  exponent += (high >>> 20) - 1022;
  words[HIGH] = (high & 0x000fffff) | 0x3fe00000;
  let mantissa = double[0] as number;
  if (mantissa < SQRT_HALF) {
    mantissa *= 2;
    exponent--;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  // Horner's scheme, written out: the compiler keeps the odd reciprocals as constants.
  let series = z / 25;
  series = (series + 1 / 23) * z;
  series = (series + 1 / 21) * z;
  series = (series + 1 / 19) * z;
  series = (series + 1 / 17) * z;
  series = (series + 1 / 15) * z;
  series = (series + 1 / 13) * z;
  series = (series + 1 / 11) * z;
  series = (series + 1 / 9) * z;
  series = (series + 1 / 7) * z;
  series = (series + 1 / 5) * z;
  series = (series + 1 / 3) * z;
  return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW));
}

/** e^x: x = k ln 2 + r with |r| <= ln 2 / 2, then the Taylor series of e^r scaled by 2^k. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 709.78) return Infinity;
  if (x < -745) return 0;
  const k = Math.round(x * LOG2_E);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let series = 1;
  for (let n = 17; n >= 1; n--) series = 1 + (series * r) / n;
  return scaleByPowerOfTwo(series, k);
}

function scaleByPowerOfTwo(value: number, exponent: number): number {
  const half = exponent >> 1;
  return value * powerOfTwo(half) * powerOfTwo(exponent - half);
}

function powerOfTwo(exponent: number): number {
  words[HIGH] = (exponent + 1023) << 20;
  words[1 - HIGH] = 0;
  return double[0] ?? 0;
}

/** base^exponent for a base >= 0. */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  return base === 0 ? 0 : exp(exponent * ln(base));
}
