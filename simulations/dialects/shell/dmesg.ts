import { insideOf, startedAt, macOf } from '../../lab/machines';
import { technologyOf } from '../../technologies/catalogue';
import { ignored } from '../dialect';
import { defineMachineTool } from './machine';

/** `dmesg`: what the kernel that answers has said; in a container that is the host's, and it is not told. */
export const dmesg = defineMachineTool({
  name: 'dmesg',
  usage: 'dmesg [options]',
  summary: 'Display the kernel ring buffer.',
  flags: [
    ignored('ctime', 'show human-readable timestamp', { short: 'T' }),
    ignored('human', 'human readable output', { short: 'H' }),
  ],
  models: 'Its boot, and links of containers as they come up.',
  differs: 'A short log: drivers and hardware are left out.',
  run(_args, { kernel, memory, cpus, bootedAtMicros, host, sandbox }, { place, frame }) {
    if (place.kind === 'container' && sandbox !== null && insideOf(sandbox) === 'shares-host-kernel')
      return { err: ['dmesg: read kernel buffer failed: Operation not permitted'], exitCode: 1 };
    const line = (atMicros: number, text: string): string =>
      `[${((atMicros - bootedAtMicros) / 1e6).toFixed(6).padStart(12)}] ${text}`;
    const boot = [
      line(bootedAtMicros, `Linux version ${kernel.release} (${kernel.distribution}) ${kernel.version}`),
      line(bootedAtMicros, `Memory: ${Math.round(memory.total / 1024)}K available`),
      line(bootedAtMicros + 4_000, `smp: Brought up 1 node, ${cpus} CPUs`),
      ...(sandbox === null ? [] : [line(bootedAtMicros + 6_000, 'Hypervisor detected: KVM')]),
      line(bootedAtMicros + 900_000, 'EXT4-fs: mounted filesystem with ordered data mode'),
    ];
    const links =
      sandbox !== null || technologyOf(host.technology).tool !== 'docker'
        ? []
        : host.sandboxes
            .filter((s) => s.createdAtMicros > 0)
            .toSorted((a, b) => a.createdAtMicros - b.createdAtMicros)
            .map((s) =>
              line(
                startedAt(s),
                `docker0: port(veth${macOf(s.id).replaceAll(':', '').slice(5)}) entered forwarding state`,
              ),
            );
    return { out: [...boot, ...links.slice(-200), ...deaths(frame.log, line, host.deployment)] };
  },
});

/** Kills for want of memory, as the log of the run has them. */
const deaths = (
  log: readonly { readonly atMicros: number; readonly caption: string; readonly deployment: string }[],
  line: (atMicros: number, text: string) => string,
  deployment: string,
): readonly string[] =>
  log
    .filter((entry) => entry.deployment === deployment && /out of memory|oom/i.test(entry.caption))
    .map((entry) => line(entry.atMicros, `Memory cgroup out of memory: ${entry.caption}`));
