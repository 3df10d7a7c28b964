/** What can be done to the selection: typed commands, each with the line that a terminal would take. */
import { useState, type ReactNode } from 'react';
import { technologyOf, type CommandCall, type Frame, type SandboxFrame } from '../../../simulations';
import { useSession } from '../../state/session';
import { text } from '../../text/en';
import { disturbancesFor } from './disturbances';
import { Section } from './Section';

interface Action {
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
  ];
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

export function Actions({
  frame,
  sandbox,
}: {
  readonly frame: Frame;
  readonly sandbox: SandboxFrame;
}): ReactNode {
  const { lab } = useSession();
  const [answer, setAnswer] = useState<string | null>(null);
  const act = async (action: Action): Promise<void> => {
    const outcome = await lab.execute(action.call);
    setAnswer(outcome.ok ? outcome.value.text : outcome.error.message);
  };
  return (
    <Section title={text.inspector.actions}>
      <div className="actions">
        {[...actionsFor(frame, sandbox), ...disturbancesFor(frame, sandbox)].map((action) => (
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
