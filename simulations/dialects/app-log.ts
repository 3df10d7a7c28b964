/**
 * What a program writes to its log: a line when it begins to listen, and one for each request that it has answered. The
 * run remembers the last ones of all sandboxes together; earlier ones are gone, as from a log that was rotated.
 */
import { answersOf } from '../lab/answers';
import type { AnswerLine, Frame, SandboxFrame } from '../lab/frame';
import type { World } from '../world/world';

export interface LogLine {
  readonly sequence: number;
  readonly atMicros: number;
  readonly sandbox: string;
  readonly text: string;
}

/** As many as the ring of notices may hold. */
const ALL = 2048;

const milliseconds = (micros: number): string => (micros / 1000).toFixed(micros < 10_000 ? 2 : 0);

export const answerText = ({ number, tookMicros }: AnswerLine): string =>
  `request ${number} answered 200 in ${milliseconds(tookMicros)} ms`;

const lineOf = (answer: AnswerLine): LogLine => ({
  sequence: answer.sequence,
  atMicros: answer.atMicros,
  sandbox: answer.sandbox,
  text: answerText(answer),
});

const isUp = ({ state }: SandboxFrame): boolean =>
  state !== 'starting' && state !== 'stopped' && state !== 'failed';

/** All that is remembered of these sandboxes, oldest first. */
export function logOfSandboxes(
  world: Readonly<World>,
  sandboxes: readonly SandboxFrame[],
): readonly LogLine[] {
  const wanted = new Set(sandboxes.map(({ id }) => id));
  const answers = answersOf(world as World, ALL).filter(({ sandbox }) => wanted.has(sandbox));
  const listening = sandboxes.filter(isUp).map((sandbox): LogLine => ({
    sequence: -1,
    atMicros: sandbox.readyAtMicros,
    sandbox: sandbox.id,
    text: `${sandbox.component} listening on port 80`,
  }));
  return [...listening, ...answers.map(lineOf)].toSorted(
    (a, b) => a.atMicros - b.atMicros || a.sequence - b.sequence,
  );
}

/** What came since: lines behind a sequence number, and how many are missing between them and it. */
export function newLines(
  frame: Frame,
  sandboxes: readonly string[],
  seen: number,
): { readonly lines: readonly LogLine[]; readonly seen: number } {
  const fresh = frame.answers.filter(({ sequence }) => sequence > seen);
  const lines = fresh.filter(({ sandbox }) => sandboxes.includes(sandbox)).map(lineOf);
  return { lines, seen: fresh.at(-1)?.sequence ?? seen };
}

export const lastSequence = (frame: Frame): number => frame.answers.at(-1)?.sequence ?? -1;
