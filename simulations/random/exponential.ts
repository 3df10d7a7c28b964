/** Exponential draws many at a time: the generator's words stay in local variables. */
import { ln } from '../base/mathematics';
import type { RandomStream } from './streams';

/** Fills `values` with draws of mean `mean`, the same as single draws from the stream would give. */
export function fillExponential(values: Float64Array, mean: number, stream: RandomStream): void {
  let [s0, s1, s2, s3] = [
    (stream[0] as number) | 0,
    (stream[1] as number) | 0,
    (stream[2] as number) | 0,
    (stream[3] as number) | 0,
  ];
  for (let i = 0; i < values.length; i++) {
    let scrambled = Math.imul(s1, 5);
    const high = (Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0) >>> 5;
    let shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    scrambled = Math.imul(s1, 5);
    const low = (Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0) >>> 6;
    shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    values[i] = -ln(1 - (high * 67108864 + low) / 9007199254740992) * mean;
  }
  stream[0] = s0;
  stream[1] = s1;
  stream[2] = s2;
  stream[3] = s3;
}
