import { defineSubcommand, flag, ignored } from '../dialect';
import { vshTable } from '../output/vsh-table';
import { domainsAt, said, stateOf, type Domain } from './domains';

/** `virsh list [--all]` */
export const virshList = defineSubcommand({
  id: 'virsh list',
  words: ['virsh', 'list'],
  usage:
    'virsh list [--inactive] [--all] [--uuid] [--name] [--id] [--state-running] [--state-paused] [--state-shutoff]',
  summary: 'list domains',
  flags: [
    flag('inactive', 'list inactive domains'),
    flag('all', 'list inactive & active domains'),
    flag('state-running', 'list domains in running state'),
    flag('state-paused', 'list domains in paused state'),
    flag('state-shutoff', 'list domains in shutoff state'),
    flag('state-other', 'list domains in other states'),
    flag('uuid', "list uuid's only"),
    flag('name', 'list domain names only'),
    flag('id', 'list domain IDs only'),
    ignored('table', 'list table (default)'),
    ignored('persistent', 'list persistent domains'),
    ignored('managed-save', 'mark inactive domains with managed save state'),
    flag('title', 'show domain title'),
  ],
  leavesOut: {
    transient: 'lists domains that are gone once they are shut off; here all are persistent.',
    autostart: 'lists domains that start with their host; here none does.',
    'with-snapshot': 'lists domains that have snapshots; there are none in this model.',
  },
  examples: ['virsh list', 'virsh list --all', 'virsh list --name --state-running', 'virsh list --uuid'],
  models: 'A guest that still boots is running, as for the real one, which knows nothing of guests.',
  differs:
    'From your desk without --connect it lists the domains of all hosts. The number of a domain counts starts on its host.',
  run(args, context) {
    const domains = inOrderOf(domainsAt(args, context).filter((domain) => isWanted(domain, args.has)));
    const only = (['id', 'uuid', 'name'] as const).filter((name) => args.has(name));
    if (only.length > 0)
      return said(args, ...domains.map((d) => only.map((what) => valueOf(d, what)).join(' ')));
    const titles = args.has('title') ? [''] : [];
    const rows = domains.map((d) => [valueOf(d, 'id'), d.sandbox.id, stateOf(d.sandbox.state), ...titles]);
    const heading = ['Id', 'Name', 'State', ...(args.has('title') ? ['Title'] : [])];
    const table = vshTable(heading, rows);
    return said(args, ...(args.has('quiet') ? table.slice(2) : table));
  },
});

const valueOf = ({ number, uuid, sandbox }: Domain, what: 'id' | 'uuid' | 'name'): string =>
  what === 'id' ? (number === null ? '-' : String(number)) : what === 'uuid' ? uuid : sandbox.id;

const STATES = { 'state-running': 'running', 'state-paused': 'paused', 'state-shutoff': 'shut off' } as const;

/** Active ones by default; states narrow the choice, and choose among all that there are. */
function isWanted({ sandbox, number }: Domain, has: (flag: string) => boolean): boolean {
  const state = stateOf(sandbox.state);
  const names = Object.entries(STATES).filter(([name]) => has(name));
  const other = has('state-other') && !Object.values(STATES).some((known) => known === state);
  const picks = names.length > 0 || has('state-other');
  if (picks && !other && !names.some(([, wanted]) => wanted === state)) return false;
  if (has('all')) return true;
  if (has('inactive')) return number === null;
  return number !== null || (has('state-shutoff') && picks);
}

/** Active ones by number, then the others by name. */
const inOrderOf = (domains: readonly Domain[]): readonly Domain[] =>
  domains.toSorted((a, b) => {
    if (a.number !== null && b.number !== null) return a.number - b.number;
    if (a.number !== null || b.number !== null) return a.number !== null ? -1 : 1;
    return a.sandbox.id < b.sandbox.id ? -1 : 1;
  });
