/** What can be tried on a sandbox to see what keeps it apart: pause, crash, move, faults. Typed commands with their spelling. */
import {
  migrationRefusal,
  spell,
  technologyOf,
  type CommandCall,
  type Frame,
  type SandboxFrame,
} from '../../../simulations';
import { text } from '../../text/en';

interface Disturbance {
  readonly label: string;
  readonly line: string;
  readonly call: CommandCall;
}

const named = (label: string, call: CommandCall): Disturbance => ({ label, line: spell(call), call });

/** Empty for what is stopped: there is nothing to disturb. */
export function disturbancesFor(frame: Frame, sandbox: SandboxFrame): readonly Disturbance[] {
  const { id, state } = sandbox;
  if (state === 'stopped' || state === 'failed' || state === 'stopping') return [];
  const technology = technologyOf(sandbox.technology);
  const words = text.inspector;
  const pauses: readonly Disturbance[] = technology.perRequest
    ? []
    : state === 'paused'
      ? [named(words.resume, { name: 'resume', args: { sandbox: id } })]
      : state === 'running'
        ? [named(words.pause, { name: 'pause', args: { sandbox: id } })]
        : [];
  const other = frame.deployments
    .find((deployment) => deployment.id === sandbox.deployment)
    ?.hosts.find((host) => host !== sandbox.host);
  const moves: readonly Disturbance[] =
    other === undefined || state !== 'running' || migrationRefusal(technology) !== null
      ? []
      : [named(words.migrate(other), { name: 'migrate', args: { sandbox: id, host: other } })];
  const hasKernel = technology.stack.some(({ layer, scope }) => layer === 'go' && scope === 'own');
  const fault = (kind: Extract<CommandCall, { name: 'fault' }>['args']['kind']): CommandCall => ({
    name: 'fault',
    args: { kind, target: id },
  });
  return [
    ...pauses,
    named(words.kill, { name: 'kill', args: { sandbox: id } }),
    ...moves,
    ...(hasKernel ? [named(words.panic, fault('guest-kernel-panic'))] : []),
    ...(state === 'running' && sandbox.host !== '' ? [named(words.noisy, fault('noisy-neighbour'))] : []),
    named(words.escape, fault('escape')),
  ];
}
