/**
 * Random streams: one per entity and purpose, so that changing one component leaves the draws of the others as they
 * were (common random numbers). The generator is xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom
 * number generators", 2021); two outputs make one 53-bit fraction. A stream is four 32-bit words: it is copied,
 * hashed and stored with the rest of a run.
 */
export type RandomStream = Uint32Array;

/** The stream of `name` under `seed`: any two different pairs give unrelated streams. */
export function openStream(seed: number, name: string): RandomStream {
  let [a, b] = mixWord(seed >>> 0, Math.floor(seed / 4294967296) >>> 0, 0x9e3779b9);
  for (let i = 0; i < name.length; i++) [a, b] = mixWord(a, b, name.charCodeAt(i) + 1);
  const state = new Uint32Array(4);
  for (let i = 0; i < 4; i++) {
    [a, b] = mixWord(a, b, 0x85ebca6b + i);
    state[i] = a ^ b;
  }
  if (state.every((word) => word === 0)) state[0] = 1;
  return state;
}

/**
 * Makes `into` the stream of draw number `index` of one member of a family: a function of the three alone, so that the
 * draws of a user or a trigger are the same however far it has come in one deployment or another, and nothing is stored.
 */
export function deriveStream(
  family: RandomStream,
  member: number,
  index: number,
  into: RandomStream,
): RandomStream {
  let [a, b] = mixWord(family[0] as number, family[1] as number, member + 1);
  [a, b] = mixWord(a, b, index >>> 0);
  [a, b] = mixWord(a, b, Math.floor(index / 4294967296) + 1);
  for (let i = 0; i < 4; i++) {
    [a, b] = mixWord(a, b, (family[2] as number) + i);
    into[i] = a ^ b;
  }
  if (into.every((word) => word === 0)) into[0] = 1;
  return into;
}

/** One round of a 64-bit mixing permutation on two lanes; every input bit reaches both lanes. */
function mixWord(a: number, b: number, word: number): [number, number] {
  let x = (a ^ word) >>> 0;
  let y = (b + word + 0x6d2b79f5) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  y = Math.imul(y ^ (y >>> 15), 0x735a2d97) ^ x;
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97) + y;
  y = Math.imul(y ^ (y >>> 16), 0x21f0aaad) ^ (x >>> 13);
  return [x >>> 0, (y + x) >>> 0];
}

/** The next 32 bits. */
export function nextWord(state: RandomStream): number {
  const s1 = state[1] as number;
  const scrambled = Math.imul(s1, 5);
  const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  const s2 = (state[2] as number) ^ (state[0] as number);
  const s3 = (state[3] as number) ^ s1;
  state[1] = s1 ^ s2;
  state[0] = (state[0] as number) ^ s3;
  state[2] = s2 ^ (s1 << 9);
  state[3] = (s3 << 11) | (s3 >>> 21);
  return result;
}

/** A fraction in [0, 1) with 53 random bits. */
export function nextFraction(state: RandomStream): number {
  const high = nextWord(state) >>> 5;
  const low = nextWord(state) >>> 6;
  return (high * 67108864 + low) / 9007199254740992;
}

/** A fraction in (0, 1]: safe to take a logarithm of. */
export function nextPositiveFraction(state: RandomStream): number {
  return 1 - nextFraction(state);
}

/** The seed of replication `index`: adding replications leaves the earlier ones alone. Replication 0 keeps the seed. */
export function replicationSeed(seed: number, index: number): number {
  if (index === 0) return seed;
  const stream = openStream(seed, `replication/${index}`);
  return nextWord(stream);
}
