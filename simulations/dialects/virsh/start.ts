import { formatClock } from '../../base/quantity';
import { printable } from '../../base/errors';
import { defineSubcommand, error, type Act } from '../dialect';
import { domainsOf } from '../objects';

/** `virsh start DOMAIN`: boots a VM that is shut off, or the next one of its group. */
export const virshStart = defineSubcommand({
  id: 'virsh start',
  words: ['virsh', 'start'],
  usage: 'virsh start <domain>',
  summary: 'start a (previously defined) inactive domain',
  flags: [],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  run({ rest }, { frame }) {
    const [name] = rest;
    if (name === undefined) return error(1, "error: command 'start' requires <domain> option");
    const domains = domainsOf(frame);
    const known = domains.find((d) => d.id === name);
    if (known !== undefined && known.state !== 'stopped') return error(1, `error: Domain is already active`);
    const done: Act['done'] = ({ subject }, after) => {
      const booted = domainsOf(after).find((d) => d.id === subject);
      const until =
        booted === undefined
          ? ''
          : `   (boots until ${formatClock(after.startsAtMicros + booted.readyAtMicros, false)})`;
      return { out: [`Domain '${subject ?? name}' started${until}`] };
    };
    if (known !== undefined) return { acts: [{ call: { name: 'start', args: { sandbox: name } }, done }] };
    const sibling = domains.find((d) => d.id.replace(/-\d+$/, '') === name.replace(/-\d+$/, ''));
    const next =
      sibling === undefined
        ? ''
        : `${name.replace(/-\d+$/, '')}-${Math.max(...domains.map((d) => Number(/-(\d+)$/.exec(d.id)?.[1] ?? 0))) + 1}`;
    if (sibling === undefined || name !== next) {
      return error(
        1,
        `error: failed to get domain '${printable(name)}'`,
        ...(next === '' ? [] : [`the next one of this group is called ${next}`]),
      );
    }
    const args = { component: sibling.component, deployment: sibling.deployment };
    return { acts: [{ call: { name: 'run', args }, done }] };
  },
});
