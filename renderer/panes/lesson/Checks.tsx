import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import {
  formatNumber,
  newShell,
  type Check,
  type Frame,
  type LessonStep,
  type Verdict,
} from '../../../simulations';
import type { LabSession } from '../../state/lab-session';
import { useLab } from '../../state/session';
import { text } from '../../text/en';

interface Props {
  readonly step: LessonStep;
  readonly lab: LabSession;
  readonly verdicts: readonly Verdict[];
  /** A command that was clicked in the text; counted, so that the same one can be clicked twice. */
  readonly asked: { readonly line: string; readonly count: number };
  readonly hints: number;
  readonly onHint: () => void;
}

const TYPING_MS = 24;

/** Conditions on the model's state, met by any route; hints open in order; a command line to act with. */
export function Checks({ step, lab, verdicts, asked, hints, onHint }: Props): ReactNode {
  const [line, setLine] = useState('');
  const [answer, setAnswer] = useState<readonly string[]>([]);
  const frame = useLab((state) => state.frame, lab);
  const commands = frame?.commands;
  const act = async (typed: string): Promise<void> => {
    if (typed.trim() === '') return;
    // What is changed holds from the beginning of the run: the same arrivals, another policy.
    lab.seek(0);
    const reply = await lab.type(newShell(), typed);
    setAnswer(reply.lines);
    if (reply.exitCode === 0) setLine('');
  };
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  // A clicked command is typed where everybody sees it, letter by letter, and ended.
  useEffect(() => {
    if (asked.count === 0) return undefined;
    const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    let length = calm ? asked.line.length : 0;
    const timer = setInterval(() => {
      length = Math.min(asked.line.length, length + 1);
      setLine(asked.line.slice(0, length));
      if (length < asked.line.length) return;
      clearInterval(timer);
      void latest.current(asked.line);
    }, TYPING_MS);
    return () => clearInterval(timer);
  }, [asked]);
  return (
    <section className="checks">
      <header>
        <h3>{text.lesson.check}</h3>
      </header>
      <ul>
        {step.checks.map((check) => {
          const verdict = verdicts.find((v) => v.check === check);
          return (
            <li key={check.path}>
              {verdict === undefined ? (
                <CircleDashed size={15} aria-label={text.lesson.verdicts.open} />
              ) : verdict.holds ? (
                <CircleCheck size={15} aria-label={text.lesson.verdicts.holds} />
              ) : (
                <CircleX size={15} aria-label={text.lesson.verdicts.fails} className="is-wrong" />
              )}
              <span>{check.words}</span>
              <span className="quiet">
                {verdict === undefined
                  ? text.lesson.runToSee
                  : verdict.holds
                    ? text.lesson.verdicts.holds
                    : text.lesson.wanted(
                        verdict.actual === null ? text.lesson.noValue : formatNumber(verdict.actual),
                        check.comparison,
                        check.value,
                      )}
              </span>
              {verdict?.holds === false && (
                <button
                  type="button"
                  className="link"
                  onClick={() => frame !== null && lab.seek(firstViolation(check, frame))}
                >
                  {text.lesson.showMe}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <form
        className="command-line"
        onSubmit={(event) => {
          event.preventDefault();
          void act(line);
        }}
      >
        <label htmlFor="lesson-command">{text.lesson.prompt}</label>
        <input
          id="lesson-command"
          value={line}
          spellCheck={false}
          autoComplete="off"
          placeholder={text.lesson.command}
          onChange={(event) => setLine(event.target.value)}
        />
      </form>
      {answer.length > 0 && <pre className="answer">{answer.join('\n')}</pre>}
      {(commands?.length ?? 0) > 0 && (
        <p className="quiet">
          {text.lesson.soFar((commands ?? []).map((command) => command.text).join('; '))}
        </p>
      )}
      <div className="hints">
        {step.hints.slice(0, hints).map((hint) => (
          <p key={hint}>{hint}</p>
        ))}
        {hints < step.hints.length && (
          <button type="button" className="button" onClick={onHint}>
            {text.lesson.hint(hints + 1, step.hints.length)}
          </button>
        )}
      </div>
    </section>
  );
}

/** The instant from which a check no longer holds: for cold starts the first one too many, else the end of the run. */
function firstViolation(check: Check, frame: Frame): number {
  const name = /^functions\.([^.]+)\.coldStarts$/.exec(check.path)?.[1];
  const starts = frame.deployments
    .flatMap((deployment) => deployment.starts)
    .filter((start) => start.sandbox.replace(/-\d+$/, '') === name);
  return starts[check.value]?.fromMicros ?? frame.durationMicros;
}
