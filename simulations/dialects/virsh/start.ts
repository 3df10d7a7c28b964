import { formatClock } from '../../base/quantity';
import { printable } from '../../base/errors';
import { defineSubcommand, error } from '../dialect';
import { domainsOf } from './list';

/** `virsh start DOMAIN`: boots a VM that is shut off, or the next one of its group. */
export const virshStart = defineSubcommand({
  id: 'virsh start',
  words: ['virsh', 'start'],
  usage: 'virsh start DOMAIN',
  summary: 'Start a virtual machine',
  valued: [],
  switches: [],
  short: {},
  run({ rest }, frame) {
    const [name] = rest;
    if (name === undefined) return error(1, "error: command 'start' requires <domain> option");
    const domains = domainsOf(frame);
    const known = domains.find((d) => d.id === name);
    if (known !== undefined && known.state !== 'stopped') return error(1, `error: Domain is already active`);
    const report = (_text: string, subject: string | undefined, after: typeof frame): readonly string[] => {
      const booted = domainsOf(after).find((d) => d.id === subject);
      const until =
        booted === undefined
          ? ''
          : `   (boots until ${formatClock(after.startsAtMicros + booted.readyAtMicros, false)})`;
      return [`Domain '${subject ?? name}' started${until}`];
    };
    if (known !== undefined)
      return { kind: 'command', call: { name: 'start', args: { sandbox: name } }, report };
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
    return {
      kind: 'command',
      call: { name: 'run', args: { component: sibling.component, deployment: sibling.deployment } },
      report,
    };
  },
});
