/** The prediction as a slider on a scale; after the run what was said is drawn over what came. */
import type { ReactNode } from 'react';
import type { Prediction } from '../../../simulations';
import { Slider } from '../../parts/controls';
import { Segmented } from '../../parts/controls';
import { text } from '../../text/en';
import type { Confidence, StepProgress } from './progress';

const CONFIDENCES: readonly Confidence[] = ['guessing', 'fairly sure', 'certain'];

interface Props {
  readonly prediction: Prediction;
  readonly progress: StepProgress;
  readonly onChange: (change: Partial<StepProgress>) => void;
}

export function PredictionScale({ prediction, progress, onChange }: Props): ReactNode {
  const { low, high, unit } = prediction;
  const { answer, committed, result } = progress;
  const ready = answer !== null && progress.confidence !== null;
  return (
    <section className="predict" aria-label={text.lesson.prediction}>
      <header>
        <h3>{text.lesson.predict}</h3>
        {committed ? (
          <span className="quiet">
            {progress.confidence === null ? '' : text.lesson.confidences[progress.confidence]}
          </span>
        ) : (
          <Segmented
            label={text.lesson.confidence}
            value={progress.confidence ?? ('' as Confidence)}
            onChange={(confidence) => onChange({ confidence })}
            options={CONFIDENCES.map((value) => ({ value, label: text.lesson.confidences[value] }))}
          />
        )}
      </header>
      <p>{prediction.question}</p>
      {!committed && (
        <>
          <Slider
            label={text.lesson.answer}
            shown={answer === null ? text.lesson.noAnswer : `${answer} ${unit}`}
            fraction={((answer ?? low) - low) / (high - low)}
            steps={high - low}
            onChange={(fraction) => onChange({ answer: Math.round(low + fraction * (high - low)) })}
          />
          <div className="row">
            {answer === null && (
              <button type="button" className="button" onClick={() => onChange({ answer: low })}>
                {text.lesson.answerLow(low)}
              </button>
            )}
            <button
              type="button"
              className="button"
              aria-disabled={!ready}
              onClick={() => ready && onChange({ committed: true })}
            >
              {ready ? text.lesson.commit : text.lesson.commitFirst}
            </button>
          </div>
        </>
      )}
      {committed && answer !== null && <Comparison prediction={prediction} answer={answer} result={result} />}
    </section>
  );
}

const [X0, X1] = [16, 398];

/** A circle where the learner stood, a diamond where the run came out, and the way between. */
function Comparison({
  prediction,
  answer,
  result,
}: {
  readonly prediction: Prediction;
  readonly answer: number;
  readonly result: number | null;
}): ReactNode {
  const { low, high, unit } = prediction;
  const x = (value: number): number =>
    X0 + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (X1 - X0);
  const step = [1, 2, 5, 10, 20, 50, 100].find((s) => (high - low) / s <= 8) ?? high - low;
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
  const close = result !== null && Math.abs(x(answer) - x(result)) < 90;
  const words =
    result === null ? text.lesson.said(answer, unit) : text.lesson.saidAndWas(answer, unit, result);
  return (
    <svg className="comparison" viewBox="0 0 414 84" role="img" aria-label={words}>
      <path d={`M${X0} 42H${X1}`} style={{ stroke: 'var(--rule-strong)' }} />
      {ticks.map((tick) => (
        <g key={tick}>
          <path d={`M${x(tick)} 38v8`} style={{ stroke: 'var(--rule-strong)' }} />
          <text x={x(tick)} y="62" textAnchor="middle" className="tick-text">
            {tick}
          </text>
        </g>
      ))}
      {result !== null && (
        <path d={`M${x(answer)} 42H${x(result)}`} style={{ stroke: 'var(--ink)' }} strokeWidth="3" />
      )}
      <circle
        cx={x(answer)}
        cy="42"
        r="7"
        style={{ fill: 'var(--bg-stage)', stroke: 'var(--ink)' }}
        strokeWidth="2.5"
      />
      <text x={clampX(x(answer))} y={20} textAnchor={anchorAt(x(answer))} className="comparison-text">
        {text.lesson.youSaid(answer)}
      </text>
      {result !== null && (
        <>
          <path d={`M${x(result)} 33l9 9-9 9-9-9z`} style={{ fill: 'var(--fn)', stroke: 'var(--fn-edge)' }} />
          <text
            x={clampX(x(result))}
            y={close ? 80 : 20}
            textAnchor={anchorAt(x(result))}
            className="comparison-text is-result"
          >
            {text.lesson.itWas(result)}
          </text>
        </>
      )}
    </svg>
  );
}

const clampX = (x: number): number => Math.min(X1 + 8, Math.max(X0 - 8, x));
const anchorAt = (x: number): 'start' | 'middle' | 'end' =>
  x < 50 ? 'start' : x > X1 - 40 ? 'end' : 'middle';
