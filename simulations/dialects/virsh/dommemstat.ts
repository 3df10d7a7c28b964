import { defineSubcommand, ignored } from '../dialect';
import { domainsOf } from '../objects';
import { DOMAIN, failed, isActive, kib, said, withDomain } from './domains';

const ITSELF = { words: ['virsh', 'dommemstat'] } as const;

/** `virsh dommemstat DOMAIN` */
export const virshDommemstat = defineSubcommand({
  id: 'virsh dommemstat',
  ...ITSELF,
  usage: 'virsh dommemstat <domain> [--period <number>] [--live] [--config] [--current]',
  summary: 'get memory statistics for a domain',
  flags: [
    DOMAIN,
    ignored('live', 'affect running domain'),
    ignored('current', 'affect current domain'),
    ignored('period', 'period in seconds to set collection', { value: 'number' }),
  ],
  examples: ['virsh dommemstat web-1'],
  operands: (frame) => domainsOf(frame).map((d) => d.id),
  models:
    'actual and available: what is assigned; unused: what the guest has not touched; rss: what it takes from its host, which in this model is all that is assigned.',
  differs: 'Has no lines for swapping, page faults and caches, which are not in this model.',
  run: (args, context) =>
    withDomain(args, context, ITSELF, ({ sandbox, memoryBytes, touchedBytes }) =>
      isActive(sandbox)
        ? said(
            args,
            `actual ${kib(memoryBytes)}`,
            `unused ${kib(memoryBytes - touchedBytes)}`,
            `available ${kib(memoryBytes)}`,
            `rss ${kib(memoryBytes)}`,
          )
        : failed(
            args,
            `error: Failed to get memory statistics for domain ${sandbox.id}`,
            'error: Requested operation is not valid: domain is not running',
          ),
    ),
});
