import type { ReactNode } from 'react';
import {
  formatBytes,
  formatClock,
  technologyOf,
  type Frame,
  type HostFrame,
  type SandboxFrame,
} from '../../../simulations';
import { LayerSwatch } from '../../parts/layers';
import { text } from '../../text/en';
import { Actions } from './Actions';
import { Connected } from './Connected';
import { Costs } from './Costs';
import { Doing } from './Doing';
import { Section } from './Section';
import { Faults } from './Faults';
import { numberSources, SourceList } from './sources';
import { WhyChain } from './WhyChain';

interface SandboxInspectorProps {
  readonly frame: Frame;
  readonly sandbox: SandboxFrame;
  readonly host: HostFrame;
}

/** A sandbox, always in this order: what it is, what it does, why, what it costs, whose numbers these are, what to do. */
export function SandboxInspector({ frame, sandbox, host }: SandboxInspectorProps): ReactNode {
  const technology = technologyOf(sandbox.technology);
  const claims = [...sandbox.phases, ...sandbox.memory];
  const numbers = numberSources(claims.map(({ basis }) => basis));
  return (
    <>
      <h3 className="inspector-title">
        <LayerSwatch layer={technology.hue} width={24} /> {sandbox.id}
      </h3>
      <p className="para">
        A <b>{technology.unit}</b>, {stateText(sandbox)}. {technology.description}
      </p>
      <Doing frame={frame} sandbox={sandbox} numbers={numbers} />
      <Snapshots frame={frame} sandbox={sandbox} />
      <WhyChain frame={frame} subject={sandbox.id} />
      <Costs frame={frame} sandbox={sandbox} host={host} numbers={numbers} />
      <Connected frame={frame} sandbox={sandbox} host={host} />
      <Section title={text.inspector.sources}>
        <SourceList numbers={numbers} claims={claims} />
      </Section>
      <Actions frame={frame} sandbox={sandbox} />
      {sandbox.state !== 'stopped' && (
        <Faults frame={frame} target={sandbox.id} technology={sandbox.technology} isHost={false} />
      )}
    </>
  );
}

function Snapshots({ frame, sandbox }: Pick<SandboxInspectorProps, 'frame' | 'sandbox'>): ReactNode {
  if (sandbox.snapshots === undefined || sandbox.snapshots.length === 0) return null;
  return (
    <Section title={text.inspector.snapshots}>
      <dl className="figures">
        {sandbox.snapshots.map(({ name, atMicros, memoryBytes }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {(memoryBytes === 0 ? text.inspector.snapshotOff : text.inspector.snapshotAt)
                .replace('{0}', formatClock(frame.startsAtMicros + atMicros))
                .replace('{1}', formatBytes(memoryBytes))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** The state in words, as it continues "A VM, …". */
export function stateText(sandbox: SandboxFrame): string {
  const { state, technology, busy, workers } = sandbox;
  switch (state) {
    case 'starting':
      return technology === 'cloud-function' ? 'cold-starting' : 'starting';
    case 'idle':
      return 'idle, kept alive for the next request';
    case 'running':
      return `running, ${busy} of ${workers} ${workers === 1 ? 'worker' : 'workers'} busy`;
    case 'paused':
      return 'paused: nothing computes, its memory stays';
    case 'stopping':
      return 'stopping: it finishes what it has begun';
    case 'stopped':
      return 'stopped, and still defined';
    case 'failed':
      return 'failed';
  }
}
