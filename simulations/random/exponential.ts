/**
 * Exponential draws by the ziggurat method with 256 layers (Marsaglia and Tsang, "The Ziggurat Method for Generating
 * Random Variables", Journal of Statistical Software 5(8), 2000): almost every draw is one comparison and one product.
 * Index and value come from different bits. The tables are computed with our own logarithm and exponential, so they are
 * the same on every machine.
 */
import { exp, ln } from '../base/mathematics';
import { nextPositiveFraction, nextWord, type RandomStream } from './streams';

const LAYERS = 256;
/** Where the tail begins, and the area of each layer (table 1 of the paper). */
const TAIL = 7.69711747013105;
const AREA = 0.003949659822581557;
const TWO_53 = 9007199254740992;

/** Below `sure[i]` a 53-bit value of layer i lies under the curve; `width[i]` scales it; `height[i]` is the density. */
const { sure, width, height } = layers();

function layers(): {
  readonly sure: Float64Array;
  readonly width: Float64Array;
  readonly height: Float64Array;
} {
  const edges = new Float64Array(LAYERS + 1);
  edges[0] = AREA / exp(-TAIL);
  edges[1] = TAIL;
  for (let i = 2; i < LAYERS; i++)
    edges[i] = -ln(AREA / (edges[i - 1] as number) + exp(-(edges[i - 1] as number)));
  edges[LAYERS] = 0;
  return {
    sure: Float64Array.from({ length: LAYERS }, (_, i) =>
      Math.floor(((edges[i + 1] as number) / (edges[i] as number)) * TWO_53),
    ),
    width: Float64Array.from({ length: LAYERS }, (_, i) => (edges[i] as number) / TWO_53),
    height: Float64Array.from({ length: LAYERS + 1 }, (_, i) => exp(-(edges[i] as number))),
  };
}

/** One draw of mean 1. */
export function unitExponential(stream: RandomStream): number {
  const first = nextWord(stream);
  const second = nextWord(stream);
  const layer = first & 255;
  const value = (first >>> 8) * 536870912 + (second >>> 3);
  return value < (sure[layer] as number) ? value * (width[layer] as number) : edgeDraw(stream, layer, value);
}

/** A draw that hit the edge of a layer or the tail; it may be drawn anew. */
function edgeDraw(stream: RandomStream, layer: number, value: number): number {
  if (layer === 0) return TAIL - ln(nextPositiveFraction(stream));
  const x = value * (width[layer] as number);
  const [low, high] = [height[layer] as number, height[layer + 1] as number];
  return low + nextPositiveFraction(stream) * (high - low) < exp(-x) ? x : unitExponential(stream);
}

/** Fills `values` with draws of mean `mean`: those that single draws would give. The generator stays in local variables. */
export function fillExponential(values: Float64Array, mean: number, stream: RandomStream): void {
  let s0 = (stream[0] as number) | 0;
  let s1 = (stream[1] as number) | 0;
  let s2 = (stream[2] as number) | 0;
  let s3 = (stream[3] as number) | 0;
  for (let i = 0; i < values.length; i++) {
    let scrambled = Math.imul(s1, 5);
    const first = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    let shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    scrambled = Math.imul(s1, 5);
    const second = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
    shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = (s3 << 11) | (s3 >>> 21);
    const layer = first & 255;
    const value = (first >>> 8) * 536870912 + (second >>> 3);
    if (value < (sure[layer] as number)) {
      values[i] = value * (width[layer] as number) * mean;
      continue;
    }
    stream[0] = s0;
    stream[1] = s1;
    stream[2] = s2;
    stream[3] = s3;
    values[i] = edgeDraw(stream, layer, value) * mean;
    s0 = (stream[0] as number) | 0;
    s1 = (stream[1] as number) | 0;
    s2 = (stream[2] as number) | 0;
    s3 = (stream[3] as number) | 0;
  }
  stream[0] = s0;
  stream[1] = s1;
  stream[2] = s2;
  stream[3] = s3;
}
