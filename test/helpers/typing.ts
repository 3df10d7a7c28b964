/** Lines typed into a lab, as tests of the terminal's tools use them. */
import { Lab, transcriptOf, typeScript, type TypedLine } from '../../simulations';
import { shipped } from './scenarios';

/** “Burst at 09:02, three ways”, a minute after its start. */
export function threeWays(at = 60e6): Lab {
  const lab = Lab.open(shipped('three-ways'));
  lab.runTo(at);
  return lab;
}

/** What a line printed, by stream, and how it ended. */
export interface Typed {
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly exitCode: number;
  readonly commands: TypedLine['commands'];
}

/** Types lines, waits until they are over, and gives the last one. */
export function type(lab: Lab, line: string): Typed {
  const typed = typeScript(lab, line).at(-1);
  const of = (stream: 'out' | 'err'): readonly string[] =>
    (typed?.output ?? []).filter((o) => o.stream === stream).map((o) => o.text);
  return {
    out: of('out'),
    err: of('err'),
    exitCode: typed?.exitCode ?? 0,
    commands: typed?.commands ?? [],
  };
}

export const transcript = (lab: Lab, script: string): string => transcriptOf(typeScript(lab, script));
