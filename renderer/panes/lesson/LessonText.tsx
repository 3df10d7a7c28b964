import { ChevronLeft, ChevronRight, Play } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { figureAt, judge, type Lesson, type LessonStep, type Verdict } from '../../../simulations';
import type { LabSession } from '../../state/lab-session';
import { useLab, useSession } from '../../state/session';
import { text } from '../../text/en';
import { Checks } from './Checks';
import { FRESH, stepKey, useProgress, type StepProgress } from './progress';
import { PredictionScale } from './PredictionScale';
import { Prose } from './Prose';

interface Props {
  readonly lesson: Lesson;
  readonly lab: LabSession;
  readonly step: LessonStep;
  readonly at: number;
  readonly onGo: (step: number) => void;
}

/** A lesson's run lasts about six seconds on the clock of the wall. */
const RUN_SECONDS = 6;

export function LessonText({ lesson, lab, step, at, onGo }: Props): ReactNode {
  const { client } = useSession();
  const key = stepKey(lesson.id, step.id);
  const progress = useProgress((state) => state.steps[key] ?? FRESH);
  const change = useProgress((state) => state.change);
  const [verdicts, setVerdicts] = useState<readonly Verdict[]>([]);
  const [asked, setAsked] = useState({ line: '', count: 0 });
  const playing = useLab((state) => state.playing, lab);
  const ran = progress.result !== null || verdicts.length > 0;
  const last = lesson.steps.length - 1;
  const locked = step.prediction !== null && !progress.committed;

  const run = async (): Promise<void> => {
    if (locked || playing) return;
    if (step.prediction !== null) lab.seek(0);
    lab.setSpeed(step.runMicros / 1e6 / RUN_SECONDS);
    await lab.playToEnd();
    const outcome = await client.result(lab.id);
    if (!outcome.ok) return;
    const result = outcome.value;
    const judged = step.checks.map((check) => judge(check, result));
    setVerdicts(judged);
    const answer = step.prediction === null ? null : figureAt(result, step.prediction.answer);
    change(key, {
      result: answer,
      done: judged.every((verdict) => verdict.holds) && (step.checks.length > 0 || progress.seen !== ''),
    });
  };

  return (
    <article className="lesson-text">
      <div className="lesson-scroll" tabIndex={0} aria-label={text.lesson.prose}>
        <p className="quiet">
          {text.lesson.of(lesson.number, lesson.title.toLowerCase(), at + 1, lesson.steps.length)}
        </p>
        <h2>{step.title}</h2>
        <Prose
          nodes={step.prose}
          onCommand={
            step.checks.length > 0 ? (line) => setAsked((n) => ({ line, count: n.count + 1 })) : undefined
          }
        />
        {step.prediction !== null && (
          <PredictionScale
            prediction={step.prediction}
            progress={progress}
            onChange={(c) => change(key, c)}
          />
        )}
        {step.checks.length > 0 && (
          <Checks
            step={step}
            lab={lab}
            verdicts={verdicts}
            asked={asked}
            hints={progress.hints}
            onHint={() => change(key, { hints: progress.hints + 1 })}
          />
        )}
        <div className="row lesson-run">
          <button
            type="button"
            className="button is-primary"
            aria-disabled={locked || playing}
            title={locked ? text.lesson.locked : undefined}
            onClick={() => void run()}
          >
            <Play size={14} aria-hidden="true" />{' '}
            {locked ? text.lesson.runLocked : playing ? text.lesson.running : text.lesson.run}
          </button>
        </div>
        {progress.result !== null && step.prediction !== null && (
          <AfterRun
            step={step}
            progress={progress}
            onSeen={(seen) => change(key, { seen, done: seen !== '' })}
          />
        )}
        {step.checks.length > 0 && ran && verdicts.every((verdict) => verdict.holds) && (
          <section className="explanation">
            <Prose nodes={step.explanation} />
          </section>
        )}
      </div>
      <footer className="lesson-foot">
        <button
          type="button"
          className="button"
          aria-disabled={at === 0}
          title={at === 0 ? text.lesson.atFirst : undefined}
          onClick={() => at > 0 && onGo(at - 1)}
        >
          <ChevronLeft size={14} aria-hidden="true" /> {text.lesson.back}
        </button>
        <details>
          <summary>{text.lesson.leavesOut}</summary>
          <p>{lesson.leavesOut}</p>
        </details>
        <button
          type="button"
          className="button"
          aria-disabled={at === last}
          title={at === last ? text.lesson.atLast : undefined}
          onClick={() => at < last && onGo(at + 1)}
        >
          {text.lesson.next} <ChevronRight size={14} aria-hidden="true" />
        </button>
      </footer>
    </article>
  );
}

/** First what the learner saw, then the explanation: in that order. */
function AfterRun({
  step,
  progress,
  onSeen,
}: {
  readonly step: LessonStep;
  readonly progress: StepProgress;
  readonly onSeen: (seen: string) => void;
}): ReactNode {
  const [written, setWritten] = useState(progress.seen);
  const { prediction } = step;
  if (prediction === null || progress.answer === null || progress.result === null) return null;
  const response =
    progress.answer < progress.result
      ? prediction.tooLow
      : progress.answer > progress.result
        ? prediction.tooHigh
        : text.lesson.right;
  return (
    <section className="after-run">
      <h3>
        <label htmlFor="what-did-you-see">{text.lesson.seen}</label>
      </h3>
      <div className="row">
        <input
          id="what-did-you-see"
          className="seen"
          value={written}
          maxLength={300}
          disabled={progress.seen !== ''}
          onChange={(event) => setWritten(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && written.trim() !== '' && onSeen(written.trim())}
        />
        {progress.seen === '' && (
          <button
            type="button"
            className="button"
            aria-disabled={written.trim() === ''}
            onClick={() => written.trim() !== '' && onSeen(written.trim())}
          >
            {text.lesson.explain}
          </button>
        )}
      </div>
      {progress.seen !== '' && (
        <div className="explanation">
          <p>
            <b>{response}</b>
          </p>
          <Prose nodes={step.explanation} />
        </div>
      )}
    </section>
  );
}
