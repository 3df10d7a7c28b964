import { defineSubcommand } from '../dialect';
import { domainsOf } from '../objects';
import { vshTable } from '../output/vsh-table';
import { DOMAIN, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'snapshot-list'] } as const;

/** `virsh snapshot-list DOMAIN` */
export const virshSnapshotList = defineSubcommand({
  id: 'virsh snapshot-list',
  ...ITSELF,
  usage: 'virsh snapshot-list <domain>',
  summary: 'List snapshots for a domain',
  flags: [DOMAIN],
  leavesOut: {
    tree: 'shows which snapshot was made of which.',
    name: 'lists the names alone.',
    parent: 'shows the parent of each.',
  },
  examples: ['virsh snapshot-list web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  differs: 'The list is always empty: a VM cannot go back to a snapshot in this model.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, () => said(args, ...vshTable(['Name', 'Creation Time', 'State'], []))),
});
