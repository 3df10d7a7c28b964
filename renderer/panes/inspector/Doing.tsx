import type { ReactNode } from 'react';
import {
  formatClock,
  formatDuration,
  progressText,
  type Frame,
  type PhaseFrame,
  type SandboxFrame,
} from '../../../simulations';
import { LayerSign } from '../../parts/layers';
import { Why } from '../../parts/Provenance';
import { text } from '../../text/en';
import { Section } from './Section';

interface Timed {
  readonly phase: PhaseFrame;
  readonly beginMicros: number;
  /** 0 = not begun, 1 = over. */
  readonly done: number;
}

/** The phases of a start-up, one after the other, and how far each has come. Pure. */
export function timePhases(phases: readonly PhaseFrame[], elapsedMicros: number): readonly Timed[] {
  return phases.map((phase, i) => {
    const beginMicros = phases.slice(0, i).reduce((sum, earlier) => sum + earlier.durationMicros, 0);
    const done = Math.min(1, Math.max(0, (elapsedMicros - beginMicros) / Math.max(1, phase.durationMicros)));
    return { phase, beginMicros, done };
  });
}

interface DoingProps {
  readonly frame: Frame;
  readonly sandbox: SandboxFrame;
  readonly numbers: ReadonlyMap<string, number>;
}

/** What it is doing: its start-up phase by phase, or how long it has been up and what it has answered. */
export function Doing({ frame, sandbox, numbers }: DoingProps): ReactNode {
  const total = sandbox.readyAtMicros - sandbox.createdAtMicros;
  const starting = sandbox.state === 'starting';
  if (sandbox.phases.length === 0 || total <= 0) {
    return (
      <Section title={text.inspector.doing}>
        <p className="para">
          {starting
            ? text.inspector.aboutToBegin
            : `Up since before ${formatClock(frame.startsAtMicros, false)}. ${answered(sandbox)}`}
        </p>
      </Section>
    );
  }
  const elapsed = Math.min(total, frame.nowMicros - sandbox.createdAtMicros);
  return (
    <Section
      title={starting ? text.inspector.doing : text.inspector.started}
      aside={starting ? progressText(elapsed, total) : formatDuration(total)}
    >
      {timePhases(sandbox.phases, elapsed).map((timed) => (
        <Phase key={timed.phase.name} timed={timed} totalMicros={total} numbers={numbers} />
      ))}
      {!starting && <p className="para is-data">{answered(sandbox)}</p>}
    </Section>
  );
}

const answered = (sandbox: SandboxFrame): string =>
  `It has answered ${sandbox.served.toLocaleString('en')} ${sandbox.served === 1 ? 'request' : 'requests'}. Address ${sandbox.address}.`;

interface PhaseProps {
  readonly timed: Timed;
  readonly totalMicros: number;
  readonly numbers: ReadonlyMap<string, number>;
}

const BAR = 73;

function Phase({ timed, totalMicros, numbers }: PhaseProps): ReactNode {
  const { phase, beginMicros, done } = timed;
  const duration = formatDuration(phase.durationMicros);
  const x = (beginMicros / totalMicros) * BAR + 0.5;
  const width = Math.max(1.5, (phase.durationMicros / totalMicros) * BAR);
  const line = `var(--${phase.layer}-line)`;
  return (
    <div className={done === 0 ? 'phase is-todo' : 'phase'}>
      <LayerSign layer={phase.layer} size={13} tint />
      <span>
        {phase.name}{' '}
        <Why
          what={phase.name}
          value={duration}
          basis={phase.basis}
          number={numbers.get(phase.basis.fact ?? '')}
        />
      </span>
      <svg width="74" height="9" aria-hidden="true">
        <rect x=".5" y=".5" width={BAR} height="8" fill="none" style={{ stroke: 'var(--rule-2)' }} />
        <rect
          x={x}
          y=".5"
          width={width}
          height="8"
          fill="none"
          style={{ stroke: line }}
          strokeDasharray="2 2"
        />
        {done > 0 && (
          <rect
            x={x}
            y=".5"
            width={Math.max(1, width * done)}
            height="8"
            style={{ fill: `var(--${phase.layer})`, stroke: line }}
          />
        )}
      </svg>
      <span className="amount">
        {duration}
        <span className="visually-hidden">
          {done >= 1 ? ', done' : done > 0 ? `, ${Math.round(done * 100)} % done` : ', to come'}
        </span>
      </span>
    </div>
  );
}
