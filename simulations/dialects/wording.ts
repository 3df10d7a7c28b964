/** A typed command of the lab in the words of a tool: what a button did, as one would type it. */
import { spell, type CommandCall } from '../commands/catalogue';
import type { Frame } from '../lab/frame';
import { technologyOf } from '../technologies/catalogue';
import { sandboxOf } from './shell/place';

export const WORDINGS = ['neutral', 'kubernetes', 'swarm'] as const;
export type Wording = (typeof WORDINGS)[number];

/** The neutral spelling where the tool has no word for it. */
export function wordedAs(call: CommandCall, wording: Wording, frame: Frame | null): string {
  return (wording === 'neutral' || frame === null ? undefined : inTools(call, wording, frame)) ?? spell(call);
}

function inTools(call: CommandCall, wording: Exclude<Wording, 'neutral'>, frame: Frame): string | undefined {
  switch (call.name) {
    case 'scale': {
      const { component, replicas, deployment } = call.args;
      const isContainer = frame.deployments.some(
        (d) =>
          (deployment === undefined || d.id === deployment) &&
          technologyOf(d.technology).tool === 'docker' &&
          d.components.some((c) => c.id === component),
      );
      if (!isContainer) return undefined;
      return wording === 'kubernetes'
        ? `kubectl scale deploy/${component} --replicas=${replicas}`
        : `docker service scale ${component}=${replicas}`;
    }
    case 'invoke':
      return `aws lambda invoke --function-name ${call.args.function} out`;
    case 'stop':
    case 'start':
    case 'restart':
    case 'pause':
    case 'resume':
    case 'kill':
      return onSandbox(call.name, call.args.sandbox, wording, frame);
    case 'provision':
      return `aws lambda put-provisioned-concurrency-config --function-name ${call.args.function} --qualifier live --provisioned-concurrent-executions ${call.args.instances}`;
    case 'snapshot':
      return `virsh snapshot-create-as ${call.args.sandbox} ${call.args.name}`;
    case 'revert':
      return `virsh snapshot-revert ${call.args.sandbox} ${call.args.name}`;
    case 'delete-snapshot':
      return `virsh snapshot-delete ${call.args.sandbox} ${call.args.name}`;
    case 'cordon':
    case 'uncordon':
    case 'drain':
      return wording === 'kubernetes' ? `kubectl ${call.name} ${call.args.host}` : undefined;
    default:
      return undefined;
  }
}

const VIRSH = {
  stop: 'shutdown',
  start: 'start',
  restart: 'reboot',
  pause: 'suspend',
  resume: 'resume',
  kill: 'destroy',
} as const;
const DOCKER = {
  stop: 'stop',
  start: 'start',
  restart: 'restart',
  pause: 'pause',
  resume: 'unpause',
  kill: 'kill',
} as const;

function onSandbox(
  verb: keyof typeof VIRSH,
  name: string,
  wording: Exclude<Wording, 'neutral'>,
  frame: Frame,
): string | undefined {
  const sandbox = sandboxOf(frame, name);
  const tool = sandbox === undefined ? undefined : technologyOf(sandbox.technology).tool;
  if (tool === 'virsh') return `virsh ${VIRSH[verb]} ${name}`;
  if (tool !== 'docker') return undefined;
  // kubectl has nothing that stops one pod and wants no other: a pod that is deleted is replaced.
  if (wording === 'kubernetes') return undefined;
  return `docker ${DOCKER[verb]} ${name}`;
}
