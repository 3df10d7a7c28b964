/** Proof of a lesson: its checks pass with the solution, and each fails without it. */
import { interpretScriptLine } from './script';
import { Lab } from '../lab/lab';
import { judge } from './check';
import type { Lesson, LessonStep } from './lesson';

export interface CheckReport {
  readonly step: string;
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

export function checkLesson(lesson: Lesson): readonly CheckReport[] {
  return lesson.steps.flatMap((step) => {
    if (step.checks.length === 0) return [];
    const solved = play(lesson, step.solution);
    const untouched = play(lesson, []);
    return step.checks.map((check): CheckReport => {
      const [withIt, without] = [judge(check, solved.result), judge(check, untouched.result)];
      const detail =
        solved.failed !== undefined
          ? solved.failed
          : !withIt.holds
            ? `fails with the solution: ${String(withIt.actual)}`
            : without.holds
              ? `holds without the solution: ${String(without.actual)}`
              : '';
      return {
        step: step.title,
        check: `${check.path} ${check.comparison} ${check.value}`,
        ok: detail === '',
        detail,
      };
    });
  });
}

function play(
  lesson: Lesson,
  lines: LessonStep['solution'],
): { readonly result: ReturnType<Lab['result']>; readonly failed: string | undefined } {
  const lab = Lab.open(lesson.scenario);
  let failed: string | undefined;
  for (const line of lines) {
    const reply = interpretScriptLine(lab, line);
    if (reply.exitCode !== 0) failed ??= `${line}: ${reply.lines.join(' ')}`;
  }
  lab.runTo(lesson.scenario.duration);
  return { result: lab.result(), failed };
}
