/** What a function's log holds: the platform's own lines around each call (START, END, REPORT, and INIT_START before). */
import { MIB } from '../../base/quantity';
import { answersOf } from '../../lab/answers';
import type { AnswerLine, Frame } from '../../lab/frame';
import { instantOf } from '../../lab/machines';
import { longId } from '../objects';
import type { PoolModel } from '../../world/model';
import type { World } from '../../world/world';
import { uuidOf } from './functions';

/** What the lines say of a function beside its calls. */
export interface LoggedFunction {
  readonly name: string;
  readonly runtime: string;
  readonly memoryMb: number;
  readonly usedMb: number;
}

export interface LogEvent {
  readonly sequence: number;
  readonly atMicros: number;
  readonly stream: string;
  readonly message: string;
}

/** As many as the ring of notices may hold. */
const ALL = 2048;

const two = (n: number): string => String(n).padStart(2, '0');
const ms = (micros: number): string => (micros / 1000).toFixed(2);

/** `2026/03/02/[$LATEST]` and a number of the instance. */
export function streamOf(frame: Frame, answer: Pick<AnswerLine, 'sandbox'>): string {
  const at = instantOf(frame, 0);
  return `${at.year}/${two(at.month)}/${two(at.day)}/[$LATEST]${longId(`stream/${answer.sandbox}`).slice(0, 32)}`;
}

export const requestIdOf = ({ sandbox, number, atMicros }: AnswerLine): string =>
  uuidOf(`request/${sandbox}/${number}/${atMicros}`);

/** The time of the handler: without the start that the call waited for. */
export const durationOf = ({ tookMicros, startMicros }: AnswerLine): number =>
  Math.max(0, tookMicros - (startMicros ?? 0));

export function reportOf(answer: AnswerLine, { memoryMb, usedMb }: LoggedFunction): string {
  const duration = durationOf(answer);
  return [
    `REPORT RequestId: ${requestIdOf(answer)}`,
    `Duration: ${ms(duration)} ms`,
    `Billed Duration: ${Math.ceil(duration / 1000)} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${usedMb} MB`,
    ...(answer.initMicros === undefined ? [] : [`Init Duration: ${ms(answer.initMicros)} ms`]),
  ].join('\t');
}

export function eventsOf(answer: AnswerLine, of: LoggedFunction, frame: Frame): readonly LogEvent[] {
  const { sequence, atMicros, initMicros } = answer;
  const stream = streamOf(frame, answer);
  const id = requestIdOf(answer);
  const began = atMicros - durationOf(answer);
  const init =
    initMicros === undefined
      ? []
      : [
          {
            sequence,
            atMicros: began - initMicros,
            stream,
            message: `INIT_START Runtime Version: ${runtimeOf(of.runtime)}`,
          },
        ];
  return [
    ...init,
    { sequence, atMicros: began, stream, message: `START RequestId: ${id} Version: $LATEST` },
    { sequence, atMicros, stream, message: `END RequestId: ${id}` },
    { sequence, atMicros, stream, message: reportOf(answer, of) },
  ];
}

/** `nodejs22.x` is logged as `nodejs:22`. */
const runtimeOf = (runtime: string): string => runtime.replace(/^([a-z]+)(\d+)(?:\.x)?$/, '$1:$2');

/** All that is remembered of a function, in order of time. */
export function logOf(world: Readonly<World>, of: LoggedFunction, frame: Frame): readonly LogEvent[] {
  return answersOf(world as World, ALL)
    .filter(({ functionId }) => functionId === of.name)
    .flatMap((answer) => eventsOf(answer, of, frame))
    .toSorted((a, b) => a.atMicros - b.atMicros || a.sequence - b.sequence);
}

/** What runtime and code touch; the guest's kernel below them is the provider's. */
export function usedMegabytes({ ownLayers }: PoolModel): number {
  const own = ownLayers.filter(({ layer }) => layer === 'fn' || layer === 'ap');
  return Math.max(1, Math.round(own.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0) / MIB));
}
