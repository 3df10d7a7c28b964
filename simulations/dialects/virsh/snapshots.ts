/** `virsh snapshot-…`: what a guest was, kept under a name on the disk of its host. */
import { printable } from '../../base/errors';
import { isoOf, SCENARIO_DAY } from '../../lab/machines';
import type { Frame, SnapshotFrame } from '../../lab/frame';
import {
  defineSubcommand,
  flag,
  ignored,
  type Arguments,
  type Context,
  type Followed,
  type Plain,
} from '../dialect';
import { domainsOf } from '../objects';
import { vshFields, vshTable } from '../output/vsh-table';
import { DOMAIN, failed, inOrder, isActive, isIntent, said, withDomain, type Domain } from './domains';

const NAMES = (frame: Frame): readonly string[] => [
  ...new Set(domainsOf(frame).flatMap(({ snapshots = [] }) => snapshots.map(({ name }) => name))),
];
const SNAPSHOT = flag('snapshotname', 'snapshot name', { value: 'string', names: NAMES });
const operands = (frame: Frame, position: number): readonly string[] =>
  position === 0 ? domainsOf(frame).map((d) => d.id) : position === 1 ? NAMES(frame) : [];

/** `2026-03-02 09:00:12 +0000` */
const stampOf = (frame: Frame, atMicros: number): string =>
  `${isoOf(frame, atMicros, 0).replace('T', ' ').replace('Z', '')} +0000`;

const stateOf = ({ memoryBytes }: SnapshotFrame): string => (memoryBytes === 0 ? 'shutoff' : 'running');

interface Copying {
  readonly domain: string;
  readonly name: string;
  readonly reverts: boolean;
  readonly quiet: boolean;
}

/** Waits until the memory of the guest has been written, or read. */
function followCopy(state: Plain, frame: Frame): Followed {
  const { domain, name, reverts, quiet } = state as unknown as Copying;
  const found = domainsOf(frame).find(({ id }) => id === domain);
  if (found?.copying !== undefined) return { next: state };
  const end = quiet ? [] : [''];
  const isKept = found?.snapshots?.some((one) => one.name === name) === true;
  if (!isKept || (reverts && found !== undefined && !isActive(found)))
    return {
      err: ['error: operation failed: domain is not running any more'],
      out: end,
      exitCode: 1,
      next: null,
    };
  return {
    out: reverts ? [`Domain snapshot ${name} reverted`, ...end] : [`Domain snapshot ${name} created`, ...end],
    next: null,
  };
}

const ORDER = ['domain', 'name', 'description'] as const;

/** What is given in order; without a name libvirt takes the seconds since 1970. */
function givenTo(args: Arguments): ReadonlyMap<string, string> {
  const given = inOrder(args, ORDER);
  return isIntent(given) ? new Map() : (given as ReadonlyMap<string, string>);
}

const secondsSince1970 = (frame: Frame): number =>
  Math.floor((SCENARIO_DAY * 86_400e6 + frame.startsAtMicros + frame.nowMicros) / 1e6);

const CREATE = { words: ['virsh', 'snapshot-create-as'] } as const;

/** `virsh snapshot-create-as DOMAIN NAME` */
export const virshSnapshotCreateAs = defineSubcommand({
  id: 'virsh snapshot-create-as',
  ...CREATE,
  usage: 'virsh snapshot-create-as <domain> [<name>] [<description>]',
  summary: 'Create a snapshot from a set of args',
  flags: [
    DOMAIN,
    flag('name', 'name of snapshot', { value: 'string' }),
    ignored('description', 'description of snapshot', { value: 'string' }),
    ignored('atomic', 'require atomic operation'),
  ],
  leavesOut: {
    'disk-only': 'keeps the disk of a running VM without its memory.',
    live: 'lets the VM run on while its memory is written, into a file of its own.',
    quiesce: 'asks the guest to flush its file systems first.',
    diskspec: 'says for each disk where it is kept.',
    memspec: 'says where the memory is kept.',
    'no-metadata': 'lets libvirt forget the snapshot at once.',
    halt: 'shuts the VM off afterwards.',
    'print-xml': 'only prints the description of the snapshot.',
  },
  examples: [
    'virsh snapshot-create-as web-1 before',
    'virsh destroy web-3; virsh snapshot-create-as web-3 off',
  ],
  operands: (frame, position) => (position === 0 ? domainsOf(frame).map((d) => d.id) : []),
  models:
    'A snapshot inside the disk image. A VM that runs stands still while the memory that it touches is written to the disk of its host, which others share; the bytes stay there until the snapshot is deleted. One that is shut off keeps the state of its disk, at no cost.',
  differs: 'What is overwritten later is not kept twice: blocks of the disk are not followed one by one.',
  run(args, context) {
    const given = givenTo(args);
    const name = given.get('name') ?? String(secondsSince1970(context.frame));
    const names = ORDER.filter((key) => key === 'domain' || given.has(key));
    const create = ({ sandbox }: Domain): ReturnType<typeof said> => ({
      acts: [
        {
          call: { name: 'snapshot', args: { sandbox: sandbox.id, name } },
          done: (_reply, after) =>
            domainsOf(after).some(({ id, copying }) => id === sandbox.id && copying !== undefined)
              ? {
                  follow: { domain: sandbox.id, name, reverts: false, quiet: args.has('quiet') },
                }
              : said(args, `Domain snapshot ${printable(name, 80)} created`),
          refused: ({ message }) => failed(args, `error: operation failed: ${message}`),
        },
      ],
    });
    return withDomain(args, context, CREATE, create, names);
  },
  follow: followCopy,
});

/** A snapshot of a domain by its name; otherwise what virsh says. */
function withSnapshot(
  args: Arguments,
  context: Context,
  itself: { readonly words: readonly string[] },
  answer: (domain: Domain, snapshot: SnapshotFrame) => ReturnType<typeof said>,
): ReturnType<typeof said> {
  return withDomain(
    args,
    context,
    itself,
    (domain) => {
      const given = inOrder(args, ['domain', 'snapshotname']);
      if (isIntent(given)) return given;
      const name = (given as ReadonlyMap<string, string>).get('snapshotname') ?? '';
      const found = domain.sandbox.snapshots?.find((one) => one.name === name);
      return found === undefined
        ? failed(
            args,
            `error: Domain snapshot not found: no domain snapshot with matching name '${printable(name, 80)}'`,
          )
        : answer(domain, found);
    },
    ['domain', 'snapshotname'],
  );
}

const REVERT = { words: ['virsh', 'snapshot-revert'] } as const;

/** `virsh snapshot-revert DOMAIN NAME` */
export const virshSnapshotRevert = defineSubcommand({
  id: 'virsh snapshot-revert',
  ...REVERT,
  usage: 'virsh snapshot-revert <domain> [<snapshotname>] [--current] [--running] [--paused] [--force]',
  summary: 'Revert a domain to a snapshot',
  flags: [DOMAIN, SNAPSHOT, ignored('force', 'try harder on risky reverts')],
  leavesOut: {
    current: 'goes back to the last snapshot, without its name.',
    running: 'lets the VM run afterwards, whatever it did.',
    paused: 'leaves the VM paused afterwards.',
  },
  examples: ['virsh snapshot-create-as web-1 before; virsh snapshot-revert web-1 before'],
  operands,
  models:
    'What the guest has begun fails. Its memory is read from the disk of its host, then it goes on as it was, without a boot; to a snapshot of a VM that was shut off it is shut off.',
  differs: 'Older versions of the real one say nothing when it is done.',
  run: (args, context) =>
    withSnapshot(args, context, REVERT, ({ sandbox }, { name, memoryBytes }) => ({
      acts: [
        {
          call: { name: 'revert', args: { sandbox: sandbox.id, name } },
          done: () =>
            memoryBytes === 0
              ? said(args, `Domain snapshot ${name} reverted`)
              : { follow: { domain: sandbox.id, name, reverts: true, quiet: args.has('quiet') } },
          refused: ({ message }) => failed(args, `error: operation failed: ${message}`),
        },
      ],
    })),
  follow: followCopy,
});

const DELETE = { words: ['virsh', 'snapshot-delete'] } as const;

/** `virsh snapshot-delete DOMAIN NAME` */
export const virshSnapshotDelete = defineSubcommand({
  id: 'virsh snapshot-delete',
  ...DELETE,
  usage: 'virsh snapshot-delete <domain> [<snapshotname>] [--current] [--children] [--metadata]',
  summary: 'Delete a domain snapshot',
  flags: [DOMAIN, SNAPSHOT],
  leavesOut: {
    current: 'deletes the last snapshot, without its name.',
    children: 'deletes what was made of it too.',
    'children-only': 'deletes what was made of it, and leaves it.',
    metadata: 'lets libvirt forget the snapshot and leaves its bytes.',
  },
  examples: ['virsh snapshot-create-as web-1 before; virsh snapshot-delete web-1 before'],
  operands,
  models: 'Its bytes on the disk of the host are free at once.',
  run: (args, context) =>
    withSnapshot(args, context, DELETE, ({ sandbox }, { name }) => ({
      acts: [
        {
          call: { name: 'delete-snapshot', args: { sandbox: sandbox.id, name } },
          done: () => said(args, `Domain snapshot ${name} deleted`),
          refused: ({ message }) =>
            failed(args, `error: Failed to delete snapshot ${name}`, `error: operation failed: ${message}`),
        },
      ],
    })),
});

const LIST = { words: ['virsh', 'snapshot-list'] } as const;

/** `virsh snapshot-list DOMAIN` */
export const virshSnapshotList = defineSubcommand({
  id: 'virsh snapshot-list',
  ...LIST,
  usage: 'virsh snapshot-list <domain> [--name]',
  summary: 'List snapshots for a domain',
  flags: [DOMAIN, flag('name', 'list snapshot names only')],
  leavesOut: {
    tree: 'shows which snapshot was made of which.',
    parent: 'shows the parent of each.',
  },
  examples: ['virsh snapshot-list web-1', 'virsh snapshot-create-as web-1 before; virsh snapshot-list web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  run: (args, context) =>
    withDomain(args, context, LIST, ({ sandbox }) => {
      const list = (sandbox.snapshots ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
      if (args.has('name')) return said(args, ...list.map(({ name }) => name));
      const rows = list.map((one) => [one.name, stampOf(context.frame, one.atMicros), stateOf(one)]);
      return said(args, ...vshTable(['Name', 'Creation Time', 'State'], rows));
    }),
});

const INFO = { words: ['virsh', 'snapshot-info'] } as const;

/** `virsh snapshot-info DOMAIN NAME` */
export const virshSnapshotInfo = defineSubcommand({
  id: 'virsh snapshot-info',
  ...INFO,
  usage: 'virsh snapshot-info <domain> [<snapshotname>] [--current]',
  summary: 'snapshot information',
  flags: [DOMAIN, SNAPSHOT],
  leavesOut: { current: 'tells of the last snapshot, without its name.' },
  examples: ['virsh snapshot-create-as web-1 before; virsh snapshot-info web-1 before'],
  operands,
  differs: 'Each snapshot stands alone: none has a parent or children. The last line is the model’s own.',
  run: (args, context) =>
    withSnapshot(args, context, INFO, ({ sandbox }, snapshot) => {
      const isCurrent = sandbox.snapshots?.at(-1)?.name === snapshot.name;
      const fields: readonly (readonly [string, string])[] = [
        ['Name', snapshot.name],
        ['Domain', sandbox.id],
        ['Current', isCurrent ? 'yes' : 'no'],
        ['State', stateOf(snapshot)],
        ['Location', 'internal'],
        ['Parent', '-'],
        ['Children', '0'],
        ['Descendants', '0'],
        ['Metadata', 'yes'],
      ];
      const kept = `(${Math.round(snapshot.memoryBytes / 2 ** 20)} MiB of memory on the disk of ${sandbox.host})`;
      return said(args, ...vshFields(fields, 16), kept);
    }),
});
