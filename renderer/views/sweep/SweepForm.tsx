/** What is varied, how often it is repeated, what is measured; run and cancel. */
import { Play, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import {
  parseQuantity,
  SWEEP_FIGURES,
  technologyOf,
  type Frame,
  type Scenario,
  type SweepFigureId,
} from '../../../simulations';
import type { OpenRequest } from '../../engine/engine-client';
import { Segmented } from '../../parts/controls';
import { Check, Field, NumberField, QuantityField } from '../../parts/fields';
import { useSession } from '../../state/session';
import { spacedValues, type SweepState } from '../../state/sweep-session';
import { text } from '../../text/en';
import { parametersOf, rangeOf } from './parameters';

export interface Choices {
  readonly figures: readonly SweepFigureId[];
  readonly hidden: readonly string[];
  readonly spacing: 'log' | 'linear';
  readonly replications: boolean;
}

interface SweepFormProps {
  readonly frame: Frame;
  readonly scenario: Scenario;
  readonly document: OpenRequest;
  readonly state: SweepState;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
}

export function SweepForm(props: SweepFormProps): ReactNode {
  const { frame, scenario, document, state, choices, onChoices } = props;
  const { sweep } = useSession();
  const parameters = parametersOf(frame, scenario);
  const [path, setPath] = useState(
    () => (parameters.find(({ kind }) => kind === 'duration') ?? parameters[0])?.path ?? '',
  );
  const parameter = parameters.find((candidate) => candidate.path === path) ?? parameters[0];
  const [range, setRange] = useState(() =>
    parameter === undefined ? null : rangeOf(parameter, frame.durationMicros),
  );
  const [steps, setSteps] = useState(7);
  const [replications, setReplications] = useState(5);
  const form = useRef<HTMLFormElement>(null);
  useRunKey(form);
  if (parameter === undefined || range === null) return <p className="para">{text.sweep.noParameter}</p>;
  const [from, to] = [range.from, range.to].map((written) => parseQuantity(written, parameter.kind));
  const values =
    from?.ok === true && to?.ok === true
      ? spacedValues(parameter.kind, from.value, to.value, steps, choices.spacing)
      : [];
  const total = values.length * replications;
  const run = (): void => {
    if (values.length === 0) return;
    void sweep.run({
      path: parameter.path,
      name: parameter.name,
      values,
      replications,
      seed: frame.seed,
      document,
      deployments: frame.deployments.map(({ id }) => id),
    });
  };
  const choose = (chosen: string): void => {
    const next = parameters.find((candidate) => candidate.path === chosen);
    setPath(chosen);
    if (next !== undefined) setRange(rangeOf(next, frame.durationMicros));
  };
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <h2>{text.sweep.vary}</h2>
      <Field label={text.sweep.parameter}>
        <select className="input" value={parameter.path} onChange={(event) => choose(event.target.value)}>
          {parameters.map((candidate) => (
            <option key={candidate.path} value={candidate.path}>
              {candidate.name}
            </option>
          ))}
        </select>
      </Field>
      <QuantityField
        label={text.sweep.from}
        value={range.from}
        problem={problemOf(from)}
        onChange={(value) => setRange({ ...range, from: value })}
      />
      <QuantityField
        label={text.sweep.to}
        value={range.to}
        problem={problemOf(to)}
        onChange={(value) => setRange({ ...range, to: value })}
      />
      <NumberField label={text.sweep.steps} value={steps} most={60} onChange={setSteps} />
      <div className="choice">
        <span className="quiet">{text.sweep.spacing}</span>
        <Segmented
          label={text.sweep.spacing}
          value={choices.spacing}
          onChange={(spacing) => onChoices({ ...choices, spacing })}
          options={[
            { value: 'log', label: text.timeline.log },
            { value: 'linear', label: text.timeline.linear },
          ]}
        />
      </div>
      <p className="quiet">{values.join(', ')}</p>
      <h2>{text.sweep.repeat}</h2>
      <NumberField
        label={text.sweep.replications}
        value={replications}
        most={200}
        onChange={setReplications}
      />
      <Check
        label={text.sweep.showEach}
        checked={choices.replications}
        onChange={(shown) => onChoices({ ...choices, replications: shown })}
      />
      <Measured frame={frame} choices={choices} onChoices={onChoices} />
      {state.issues.map((issue, i) => (
        <p key={i} role="alert" className="form-problem">{`${issue.path}: ${issue.message}`}</p>
      ))}
      <Progress state={state} total={total} />
    </form>
  );
}

/** The key that the button names, from anywhere in the view and not only from within a field. */
function useRunKey(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || inDialog) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [form]);
}

const problemOf = (read: ReturnType<typeof parseQuantity> | undefined): string =>
  read === undefined || read.ok ? '' : read.error;

function Progress({ state, total }: { readonly state: SweepState; readonly total: number }): ReactNode {
  const { sweep } = useSession();
  const asked = state.plan === null ? total : state.plan.values.length * state.plan.replications;
  const shown = state.running ? text.sweep.progress : text.sweep.done;
  // The two buttons are two elements: a click on the one that goes must not submit by the one that comes.
  return (
    <div className="sweep-run">
      {state.plan !== null && (
        <p role="status" className="quiet">
          {shown.replace('{0}', String(state.runs.length)).replace('{1}', String(asked))}
        </p>
      )}
      {state.running && <progress max={asked} value={state.runs.length} aria-label={text.sweep.run} />}
      {state.running ? (
        <button key="cancel" type="button" className="button" onClick={() => sweep.cancel()}>
          <X size={14} aria-hidden="true" /> {text.sweep.cancel}
        </button>
      ) : (
        <button key="run" type="submit" className="button is-primary">
          <Play size={14} aria-hidden="true" /> {state.plan === null ? text.sweep.run : text.sweep.again}{' '}
          <kbd>Ctrl Enter</kbd>
        </button>
      )}
    </div>
  );
}

/** Figures and deployments that are drawn. */
function Measured({
  frame,
  choices,
  onChoices,
}: Pick<SweepFormProps, 'frame' | 'choices' | 'onChoices'>): ReactNode {
  return (
    <>
      <h2>{text.sweep.measure}</h2>
      {SWEEP_FIGURES.map(({ id, name }) => (
        <Check
          key={id}
          label={name}
          checked={choices.figures.includes(id)}
          onChange={(on) =>
            onChoices({
              ...choices,
              figures: on ? [...choices.figures, id] : choices.figures.filter((other) => other !== id),
            })
          }
        />
      ))}
      {frame.deployments.length > 1 && <h2>{text.sweep.show}</h2>}
      {frame.deployments.length > 1 &&
        frame.deployments.map(({ id, technology }) => (
          <Check
            key={id}
            label={technologyOf(technology).plural}
            checked={!choices.hidden.includes(id)}
            onChange={(on) =>
              onChoices({
                ...choices,
                hidden: on ? choices.hidden.filter((other) => other !== id) : [...choices.hidden, id],
              })
            }
          />
        ))}
    </>
  );
}
