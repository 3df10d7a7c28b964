/** What a branch is called: what was done there, in plain words, and when. Pure. */
import { parseLine, type CommandCall } from '../../simulations';

/** `line` is a command as the log spells it; one that cannot be read back names the branch as it stands. */
export function branchName(line: string, clock: string): string {
  const parsed = parseLine(line);
  const words = parsed.ok ? doneWords(parsed.value) : null;
  return words === null ? line : `${words} at ${clock}`;
}

/** null for what needs no name of its own: the line says it best. */
function doneWords(call: CommandCall): string | null {
  switch (call.name) {
    case 'scale':
      return `scaled ${call.args.component} to ${call.args.replicas}`;
    case 'set':
      return `set ${call.args.path.split('.').at(-1) ?? call.args.path} to ${call.args.value}`;
    case 'start':
      return `started ${call.args.sandbox}`;
    case 'stop':
      return `stopped ${call.args.sandbox}`;
    case 'pause':
      return `paused ${call.args.sandbox}`;
    case 'resume':
      return `resumed ${call.args.sandbox}`;
    case 'kill':
      return `crashed ${call.args.sandbox}`;
    case 'migrate':
      return `moved ${call.args.sandbox} to ${call.args.host}`;
    case 'invoke':
      return `invoked ${call.args.function}`;
    case 'provision':
      return `kept ${call.args.instances} of ${call.args.function} ready`;
    case 'snapshot':
      return `took a snapshot of ${call.args.sandbox}`;
    case 'revert':
      return `put ${call.args.sandbox} back to ${call.args.name}`;
    case 'cordon':
      return `cordoned ${call.args.host}`;
    case 'uncordon':
      return `uncordoned ${call.args.host}`;
    case 'drain':
      return `drained ${call.args.host}`;
    default:
      return null;
  }
}
