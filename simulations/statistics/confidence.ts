/** Confidence intervals over independent replications. */

const Z975 = 1.959963984540054;

/**
 * The 97.5 % quantile of Student's t distribution: exact for 1 and 2 degrees of freedom, else the Cornish-Fisher
 * expansion (Abramowitz and Stegun 26.7.5), within 0.2 % from 3 degrees on.
 */
export function studentT975(degrees: number): number {
  if (degrees <= 1) return 12.706204736432095;
  if (degrees === 2) return 4.302652729911275;
  const z = Z975;
  const [z3, z5, z7, z9] = [
    z * z * z,
    z * z * z * z * z,
    z * z * z * z * z * z * z,
    z * z * z * z * z * z * z * z * z,
  ];
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees * degrees) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * (degrees * degrees * degrees)) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) /
      (92_160 * (degrees * degrees * degrees * degrees))
  );
}

/** A figure over replications: mean and half width of its 95 % confidence interval; null for a single one. */
export interface Figure {
  readonly mean: number;
  readonly halfWidth95: number | null;
  readonly n: number;
}

export function figureOf(values: readonly number[]): Figure {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n < 2) return { mean, halfWidth95: null, n };
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1);
  return { mean, halfWidth95: studentT975(n - 1) * Math.sqrt(variance / n), n };
}
