import { Check, Circle, CircleDot } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Lesson } from '../../../simulations';
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
  return (
    <nav className="lesson-steps panel" aria-label="Steps of the lesson">
      <h2 className="pane-heading">
        Lesson {lesson.number}{' '}
        <span className="unit">{`${lesson.steps.filter((step) => steps[stepKey(lesson.id, step.id)]?.done === true).length} of ${lesson.steps.length} done`}</span>
      </h2>
      <div className="lesson-band" aria-hidden="true" />
      <ol>
        {lesson.steps.map((step, i) => {
          const done = steps[stepKey(lesson.id, step.id)]?.done === true;
          return (
            <li key={step.id}>
              <button type="button" aria-current={i === at ? 'step' : undefined} onClick={() => onGo(i)}>
                {done ? (
                  <Check size={14} aria-label="done" />
                ) : i === at ? (
                  <CircleDot size={14} aria-label="current" />
                ) : (
                  <Circle size={14} aria-label="open" />
                )}
                <span>{step.title}</span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className="lesson-keeps quiet">Progress is kept on this computer only.</p>
    </nav>
  );
}
