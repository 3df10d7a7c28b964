/** What can be done to the selection: typed commands, each with the line that a terminal would take. */
import { useState, type ReactNode } from 'react';
import {
  technologyOf,
  type CommandCall,
  type Frame,
  type HostFrame,
  type SandboxFrame,
} from '../../../simulations';
import { useSession } from '../../state/session';
import { text } from '../../text/en';
import { disturbancesFor } from './disturbances';
import { Section } from './Section';

export interface Action {
  readonly label: string;
  readonly line: string;
  readonly call: CommandCall;
}

export function actionsFor(frame: Frame, sandbox: SandboxFrame): readonly Action[] {
  if (sandbox.functionId !== undefined) {
    return [
      {
        label: text.inspector.invoke,
        line: `aws lambda invoke --function-name ${sandbox.functionId} out`,
        call: { name: 'invoke', args: { function: sandbox.functionId } },
      },
    ];
  }
  const { tool } = technologyOf(sandbox.technology);
  const pool = frame.deployments
    .find((d) => d.id === sandbox.deployment)
    ?.components.find((c) => c.id === sandbox.component);
  const stopped = sandbox.state === 'stopped';
  const desired = pool?.desired ?? 1;
  const scale = (replicas: number): CommandCall => ({
    name: 'scale',
    args: { component: sandbox.component, replicas, deployment: sandbox.deployment },
  });
  const scaleLine = (replicas: number): string =>
    tool === 'docker'
      ? `kubectl scale deploy/${sandbox.component} --replicas=${replicas}`
      : `scale ${sandbox.component} ${replicas} --in ${sandbox.deployment}`;
  return [
    stopped
      ? {
          label: text.inspector.start,
          line: `${STARTS[tool]} ${sandbox.id}`,
          call: { name: 'start', args: { sandbox: sandbox.id } },
        }
      : {
          label: text.inspector.stop,
          line: `${STOPS[tool]} ${sandbox.id}`,
          call: { name: 'stop', args: { sandbox: sandbox.id } },
        },
    { label: text.inspector.oneMore, line: scaleLine(desired + 1), call: scale(desired + 1) },
    ...(desired > 0
      ? [{ label: text.inspector.oneLess, line: scaleLine(desired - 1), call: scale(desired - 1) }]
      : []),
    ...(tool === 'virsh' ? snapshotActions(sandbox) : []),
  ];
}

/** A snapshot under the next free name, and the way back to the newest one. */
function snapshotActions({ id, state, snapshots = [], copying }: SandboxFrame): readonly Action[] {
  if (copying !== undefined || (state !== 'running' && state !== 'stopped')) return [];
  const taken = new Set(snapshots.map(({ name }) => name));
  let number = 1;
  while (taken.has(`snap-${number}`)) number++;
  const name = `snap-${number}`;
  const newest = snapshots.toSorted((a, b) => b.atMicros - a.atMicros)[0];
  return [
    {
      label: text.inspector.snapshot,
      line: `virsh snapshot-create-as ${id} ${name}`,
      call: { name: 'snapshot', args: { sandbox: id, name } },
    },
    ...(newest === undefined
      ? []
      : [
          {
            label: text.inspector.revert.replace('{0}', newest.name),
            line: `virsh snapshot-revert ${id} ${newest.name}`,
            call: { name: 'revert', args: { sandbox: id, name: newest.name } } as const,
          },
        ]),
  ];
}

/** A host is closed for what is new, and opened again; a provider keeps that to itself. */
export function hostActionsFor({ id, technology, cordoned }: HostFrame): readonly Action[] {
  const { tool } = technologyOf(technology);
  if (tool === 'aws') return [];
  const prefix = tool === 'docker' ? 'kubectl ' : '';
  const act = (name: 'cordon' | 'uncordon' | 'drain'): Action => ({
    label: text.inspector[name],
    line: `${prefix}${name} ${id}`,
    call: { name, args: { host: id } },
  });
  return [act(cordoned === true ? 'uncordon' : 'cordon'), act('drain')];
}

type Tool = ReturnType<typeof technologyOf>['tool'];

/** As each tool says it; a bare process has no tool of its own, so the neutral words serve. */
const STARTS: Readonly<Record<Tool, string>> = {
  virsh: 'virsh start',
  docker: 'docker start',
  aws: 'start',
  shell: 'start',
};
const STOPS: Readonly<Record<Tool, string>> = {
  virsh: 'virsh shutdown',
  docker: 'docker stop',
  aws: 'stop',
  shell: 'stop',
};

export const Actions = ({
  frame,
  sandbox,
}: {
  readonly frame: Frame;
  readonly sandbox: SandboxFrame;
}): ReactNode => <ActionList actions={[...actionsFor(frame, sandbox), ...disturbancesFor(frame, sandbox)]} />;

/** Buttons, each beside the line that says the same, and what the last one answered. */
export function ActionList({ actions }: { readonly actions: readonly Action[] }): ReactNode {
  const { lab } = useSession();
  const [answer, setAnswer] = useState<string | null>(null);
  const act = async (action: Action): Promise<void> => {
    const outcome = await lab.execute(action.call);
    setAnswer(outcome.ok ? outcome.value.text : outcome.error.message);
  };
  return (
    <Section title={text.inspector.actions}>
      <div className="actions">
        {actions.map((action) => (
          <div key={action.label} className="action">
            <button type="button" className="button" onClick={() => void act(action)}>
              {action.label}
            </button>
            <code>{action.line}</code>
          </div>
        ))}
      </div>
      {answer !== null && (
        <p className="para is-data" role="status">
          {answer}
        </p>
      )}
    </Section>
  );
}
