import type { ReactNode } from 'react';
import { formatBytes, formatClock, formatDuration, progressText, technologyOf, type Basis, type EventLine, type Frame, type HostFrame, type SandboxFrame } from '../../../simulations';
import { LayerSign, LayerSwatch } from '../../parts/layers';
import { Why } from '../../parts/Provenance';
import { text } from '../../text/en';
import { Actions } from './Actions';
import { Section } from './Section';
import { Marked, numberSources, SourceList } from './sources';

interface Props {
  readonly frame: Frame;
  readonly sandbox: SandboxFrame;
  readonly host: HostFrame;
}

export function SandboxInspector({ frame, sandbox, host }: Props): ReactNode {
  const technology = technologyOf(sandbox.technology);
  const numbers = numberSources([...sandbox.phases.map((p) => p.basis), ...sandbox.memory.map((m) => m.basis)]);
  return (
    <>
      <h3 className="inspector-title">
        <LayerSwatch layer={technology.hue} width={24} /> {sandbox.id}
      </h3>
      <p className="para">
        A <b>{technology.unit}</b>, {stateText(sandbox)}. {technology.description}
      </p>
      <Doing frame={frame} sandbox={sandbox} numbers={numbers} />
      <WhyChain frame={frame} subject={sandbox.id} />
      <Costs sandbox={sandbox} host={host} numbers={numbers} />
      <Section title={text.inspector.sources}>
        <SourceList numbers={numbers} />
      </Section>
      <Actions frame={frame} sandbox={sandbox} />
    </>
  );
}

function stateText(sandbox: SandboxFrame): string {
  if (sandbox.state === 'starting') return sandbox.technology === 'cloud-function' ? 'cold-starting' : 'starting';
  if (sandbox.state === 'idle') return 'idle, kept alive for the next request';
  return sandbox.state === 'running' ? `running, ${sandbox.busy} of ${sandbox.workers} ${sandbox.workers === 1 ? 'worker' : 'workers'} busy` : sandbox.state;
}

function Doing({ frame, sandbox, numbers }: { readonly frame: Frame; readonly sandbox: SandboxFrame; readonly numbers: ReadonlyMap<string, number> }): ReactNode {
  const total = sandbox.readyAtMicros - sandbox.createdAtMicros;
  if (sandbox.phases.length === 0 || total <= 0) {
    return (
      <Section title={text.inspector.doing}>
        <p className="para">Up since before {formatClock(frame.startsAtMicros, false)}. It has answered {sandbox.served.toLocaleString('en')} requests. Address {sandbox.address}.</p>
      </Section>
    );
  }
  const elapsed = Math.min(total, frame.nowMicros - sandbox.createdAtMicros);
  const starting = sandbox.state === 'starting';
  let from = 0;
  return (
    <Section title={starting ? text.inspector.doing : 'How it started'} aside={starting ? progressText(elapsed, total) : formatDuration(total)}>
      {sandbox.phases.map((phase) => {
        const begin = from;
        from += phase.durationMicros;
        const done = Math.min(1, Math.max(0, (elapsed - begin) / Math.max(1, phase.durationMicros)));
        return (
          <div key={phase.name} className={done === 0 ? 'phase is-todo' : 'phase'}>
            <LayerSign layer={phase.layer} size={13} tint />
            <span>
              {phase.name} <Marked basis={phase.basis} numbers={numbers} />
            </span>
            <svg width="74" height="9" aria-hidden="true">
              <rect x=".5" y=".5" width="73" height="8" fill="none" style={{ stroke: 'var(--rule-2)' }} />
              <rect x={(begin / total) * 73 + 0.5} y=".5" width={Math.max(1.5, (phase.durationMicros / total) * 73)} height="8" style={{ fill: 'none', stroke: `var(--${phase.layer}-line)` }} strokeDasharray="2 2" />
              {done > 0 && <rect x={(begin / total) * 73 + 0.5} y=".5" width={Math.max(1.5, (phase.durationMicros / total) * 73 * done)} height="8" style={{ fill: `var(--${phase.layer})`, stroke: `var(--${phase.layer}-line)` }} />}
            </svg>
            <span className="amount">{formatDuration(phase.durationMicros)}</span>
          </div>
        );
      })}
    </Section>
  );
}

/** The chain of causes, as far as the log still holds it. */
function WhyChain({ frame, subject }: { readonly frame: Frame; readonly subject: string }): ReactNode {
  const bySequence = new Map(frame.log.map((line) => [line.sequence, line]));
  const last = frame.log.findLast((line) => line.subject === subject);
  const chain: string[] = [];
  let line: EventLine | undefined = last;
  while (line !== undefined && chain.length < 5) {
    chain.push(`${line.caption}, ${formatClock(frame.startsAtMicros + line.atMicros)}`);
    const next: EventLine | undefined = line.causeSequence === undefined ? undefined : bySequence.get(line.causeSequence);
    if (next === undefined && line.cause !== undefined) chain.push(line.cause);
    line = next;
  }
  if (chain.length === 0) return null;
  return (
    <Section title={text.inspector.why}>
      <p className="para is-data">
        {chain.map((link, i) => (
          <span key={link}>
            {i > 0 && <b> ← </b>}
            {link}
          </span>
        ))}
      </p>
    </Section>
  );
}

function Costs({ sandbox, host, numbers }: { readonly sandbox: SandboxFrame; readonly host: HostFrame; readonly numbers: ReadonlyMap<string, number> }): ReactNode {
  const used = sandbox.memory.reduce((sum, slice) => sum + slice.bytes, 0);
  const technology = technologyOf(sandbox.technology);
  const assigned: Basis = { kind: 'assumed', note: 'stated by the scenario' };
  const computed: Basis = { kind: 'computed' };
  const parts = sandbox.memory.map((slice) => formatBytes(slice.bytes)).join(' + ');
  return (
    <Section title={text.inspector.costs}>
      <dl className="figures">
        {sandbox.memory.toReversed().map((slice) => (
          <div key={`${slice.layer}-${slice.name}`}>
            <dt>{slice.name}</dt>
            <dd>
              {formatBytes(slice.bytes)} <Marked basis={slice.basis} numbers={numbers} />
            </dd>
          </div>
        ))}
        <div className="is-sum">
          <dt>Memory used</dt>
          <dd>
            {formatBytes(used)} <Why what="Memory used" value={formatBytes(used)} basis={computed} formula={`${parts} = ${formatBytes(used)}`} />
          </dd>
        </div>
        {technology.memoryIsReserved && (
          <div>
            <dt>{technology.perRequest ? 'Memory billed' : 'Memory reserved'}</dt>
            <dd>
              {formatBytes(used + sandbox.reservedBytes)} <Why what={technology.perRequest ? 'Memory billed' : 'Memory reserved'} value={formatBytes(used + sandbox.reservedBytes)} basis={assigned} />
            </dd>
          </div>
        )}
        <div>
          <dt>Share of {host.id}</dt>
          <dd>
            {(((used + sandbox.reservedBytes) / host.memoryBytes) * 100).toFixed(1)} % <Why what="Share of the host" value={`${(((used + sandbox.reservedBytes) / host.memoryBytes) * 100).toFixed(1)} %`} basis={computed} formula={`${formatBytes(used + sandbox.reservedBytes)} / ${formatBytes(host.memoryBytes)}`} />
          </dd>
        </div>
      </dl>
    </Section>
  );
}
