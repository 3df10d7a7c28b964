/**
 * What a program writes to its log: a line when it begins to listen, and an access line for each request that it has
 * answered, in the form of a web server's log. The run remembers the last ones of all sandboxes together; earlier ones
 * are gone, as from a log that was rotated. `docker logs` and `kubectl logs` read the same lines.
 */
import { answersOf } from '../lab/answers';
import type { AnswerLine, Frame, SandboxFrame } from '../lab/frame';
import { instantOf, MONTH_NAMES } from '../lab/machines';
import type { World } from '../world/world';

export interface LogLine {
  readonly sequence: number;
  readonly atMicros: number;
  readonly sandbox: string;
  readonly text: string;
}

/** As many as the ring of notices may hold. */
const ALL = 2048;
/** The port on which the programs of the model listen, inside. */
export const APP_PORT = 80;

const two = (n: number): string => String(n).padStart(2, '0');

/** `02/Mar/2026:09:02:17 +0000` */
function stampOf(frame: Frame, atMicros: number): string {
  const { year, month, day, hour, minute, second } = instantOf(frame, atMicros);
  return `${two(day)}/${MONTH_NAMES[month - 1] ?? ''}/${year}:${two(hour)}:${two(minute)}:${two(second)} +0000`;
}

/** Who asks: all requests come in through the bridge of the host. */
const clientOf = (frame: Frame, deployment: string): string =>
  `10.${Math.max(
    0,
    frame.deployments.findIndex(({ id }) => id === deployment),
  )}.0.1`;

/** `10.1.0.1 - - [02/Mar/2026:09:02:17 +0000] "GET /thumb/5338 HTTP/1.1" 200 0.117`, the time in seconds at the end. */
export function accessLine(frame: Frame, answer: AnswerLine): string {
  const { deployment, component, number, atMicros, tookMicros } = answer;
  const request = `"GET /${component}/${number} HTTP/1.1" 200 ${(tookMicros / 1e6).toFixed(3)}`;
  return `${clientOf(frame, deployment)} - - [${stampOf(frame, atMicros)}] ${request}`;
}

const lineOf = (frame: Frame, answer: AnswerLine): LogLine => ({
  sequence: answer.sequence,
  atMicros: answer.atMicros,
  sandbox: answer.sandbox,
  text: accessLine(frame, answer),
});

const isUp = ({ state }: SandboxFrame): boolean =>
  state !== 'starting' && state !== 'stopped' && state !== 'failed';

const startLine = (sandbox: SandboxFrame): LogLine => ({
  sequence: -1,
  atMicros: sandbox.readyAtMicros,
  sandbox: sandbox.id,
  text: `${sandbox.component} listening on port ${APP_PORT}`,
});

/** All that is remembered of these sandboxes, oldest first. */
export function logOfSandboxes(
  world: Readonly<World>,
  sandboxes: readonly SandboxFrame[],
  frame: Frame,
): readonly LogLine[] {
  const wanted = new Set(sandboxes.map(({ id }) => id));
  const answers = answersOf(world as World, ALL).filter(({ sandbox }) => wanted.has(sandbox));
  const lines = [...sandboxes.filter(isUp).map(startLine), ...answers.map((one) => lineOf(frame, one))];
  return lines.toSorted((a, b) => a.atMicros - b.atMicros || a.sequence - b.sequence);
}

/** What came since: lines behind a sequence number, and the number after them. */
export function newLines(
  frame: Frame,
  sandboxes: readonly string[],
  seen: number,
): { readonly lines: readonly LogLine[]; readonly seen: number } {
  const fresh = frame.answers.filter(({ sequence }) => sequence > seen);
  const lines = fresh.filter(({ sandbox }) => sandboxes.includes(sandbox)).map((one) => lineOf(frame, one));
  return { lines, seen: fresh.at(-1)?.sequence ?? seen };
}

export const lastSequence = (frame: Frame): number => frame.answers.at(-1)?.sequence ?? -1;
