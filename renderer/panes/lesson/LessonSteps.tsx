import { Check, Circle, CircleDot } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Lesson } from '../../../simulations';
import { text } from '../../text/en';
import { stepKey, useProgress } from './progress';

/** The steps of the lesson; any order is allowed. */
export function LessonSteps({
  lesson,
  at,
  onGo,
}: {
  readonly lesson: Lesson;
  readonly at: number;
  readonly onGo: (step: number) => void;
}): ReactNode {
  const steps = useProgress((state) => state.steps);
  const done = lesson.steps.filter((step) => steps[stepKey(lesson.id, step.id)]?.done === true).length;
  return (
    <nav className="lesson-steps panel" aria-label={text.lesson.steps}>
      <h2 className="pane-heading">
        {text.lesson.heading(lesson.number)}{' '}
        <span className="unit">{text.lesson.doneOf(done, lesson.steps.length)}</span>
      </h2>
      <div className="lesson-band" aria-hidden="true" />
      <ol>
        {lesson.steps.map((step, i) => {
          const isDone = steps[stepKey(lesson.id, step.id)]?.done === true;
          return (
            <li key={step.id}>
              <button type="button" aria-current={i === at ? 'step' : undefined} onClick={() => onGo(i)}>
                {isDone ? (
                  <Check size={14} aria-label={text.lesson.marks.done} />
                ) : i === at ? (
                  <CircleDot size={14} aria-label={text.lesson.marks.current} />
                ) : (
                  <Circle size={14} aria-label={text.lesson.marks.open} />
                )}
                <span>{step.title}</span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className="lesson-keeps quiet">{text.lesson.keeps}</p>
    </nav>
  );
}
