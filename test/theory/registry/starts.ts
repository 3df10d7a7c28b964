/** Start-ups against measurements: alone, many at once, and on a host that is full of others. */
import { FACTS } from '../../../simulations';
import { median, oneHost, spanMs, startAtATime, startAtOnce } from '../../helpers/starts';
import { once, seedOf, type ValidityCase } from '../case';

const value = (id: string): number => Number(FACTS.get(id)?.value);
const sourceOf = (id: string): string => {
  const fact = FACTS.get(id);
  return fact === undefined ? id : `${fact.source.title} (${fact.source.year}); ${id}`;
};

/** From the start of the monitor's process to the first process of the guest, as the measurements have it. */
const BOOT = ['Start monitor', 'Guest kernel'];

/** Ten at a time were measured faster than one alone: cores that do not fall asleep between two starts. */
const AWAKE = 'ten at a time were measured faster than one alone; the model has no cores that fall asleep';

/**
 * The machine of the measurements: 48 cores, guests of 256 MiB, an init and nothing else. The launcher is a process of the
 * same machine that starts one monitor after another, 3.5 ms each (proc.forkexec): this, more than the number asked for,
 * bounds how many are under way, so a hundred at a time are hardly slower than fifty.
 */
function bootsOf(monitor: string, atATime: number): (replication: number) => readonly number[] {
  const id = `boot-${monitor}-${atATime}`;
  return (k) => {
    const scenario = oneHost({
      technology: 'microvm',
      cores: 48,
      seed: seedOf(id, k),
      component: { startTime: '1 ms' },
      place: { monitor, memory: '256 MiB' },
    });
    const boxes = startAtATime(scenario, atATime, atATime === 1 ? 40 : 300, BOOT);
    return boxes.map((box) => spanMs(box, BOOT));
  };
}

const MONITORS = ['firecracker', 'cloud-hypervisor', 'qemu'];
/** Each of these runs stands behind a median here and behind the distributions of `boot-distributions.ts`. */
export const BOOTS: ReadonlyMap<string, ReturnType<typeof bootsOf>> = new Map(
  MONITORS.flatMap((monitor) =>
    [1, 10, 50, 100].map((atATime) => [`${monitor}/${atATime}`, once(bootsOf(monitor, atATime))] as const),
  ),
);

function boots(monitor: string, label: string, atATime: number, fact: string, misses?: string): ValidityCase {
  const id = `boot-${monitor}-${atATime}`;
  return {
    id,
    group: atATime === 1 ? 'Start-up' : 'Start-up of many at once',
    model: `${label}, ${atATime === 1 ? 'one' : atATime} at a time on 48 cores, median boot`,
    reference: FACTS.get(fact)?.quantity ?? fact,
    source: sourceOf(fact),
    unit: 'ms',
    expected: value(fact),
    replications: 3,
    measure: (k) => median(BOOTS.get(`${monitor}/${atATime}`)?.(k) ?? []),
    tolerance: atATime === 1 ? 0.02 : 0.15,
    ...(misses !== undefined && { misses }),
  };
}

/** The next one on a host that holds so many already: medians of ten seeds. */
function nextOne(
  id: string,
  technology: string,
  place: object,
  already: number,
  names: readonly string[],
  reference: { readonly fact: string; readonly ms: number; readonly says: string },
): ValidityCase {
  return {
    id,
    group: 'Start-up of many at once',
    model: `${technology}, ${names.join(' + ').toLowerCase()}, ${already} there already`,
    reference: reference.says,
    source: sourceOf(reference.fact),
    unit: 'ms',
    expected: reference.ms,
    replications: 3,
    measure: (k) =>
      median(
        Array.from({ length: 9 }, (_, i) => {
          const seed = seedOf(`${id}-${i}`, k);
          const scenario = oneHost({ technology, place, replicas: already, seed, memory: '64 TiB' });
          const last = startAtOnce(scenario, already + 1).at(-1);
          return last === undefined ? Number.NaN : spanMs(last, names);
        }),
      ),
    tolerance: 0.05,
  };
}

const CREATE = ['Create VM'];
const DOCKER = ['Create container', 'Namespaces, cgroup, mounts'];
const fact = (id: string, says?: string, ms?: number): { fact: string; ms: number; says: string } => ({
  fact: id,
  ms: ms ?? value(id),
  says: says ?? FACTS.get(id)?.quantity ?? id,
});

export const starts: readonly ValidityCase[] = [
  boots('firecracker', 'Firecracker', 1, 'vm.boot.firecracker.e2e'),
  boots('cloud-hypervisor', 'Cloud Hypervisor', 1, 'vm.boot.cloudhypervisor.e2e'),
  boots('qemu', 'QEMU', 1, 'vm.boot.qemu.seabios'),
  boots('firecracker', 'Firecracker', 10, 'vm.boot.parallel10.firecracker'),
  boots('firecracker', 'Firecracker', 50, 'vm.boot.parallel50.firecracker'),
  boots('firecracker', 'Firecracker', 100, 'vm.boot.parallel100.firecracker'),
  boots('cloud-hypervisor', 'Cloud Hypervisor', 10, 'vm.boot.parallel10.cloudhypervisor', AWAKE),
  boots('cloud-hypervisor', 'Cloud Hypervisor', 50, 'vm.boot.parallel50.cloudhypervisor'),
  boots('cloud-hypervisor', 'Cloud Hypervisor', 100, 'vm.boot.parallel100.cloudhypervisor'),
  boots('qemu', 'QEMU', 10, 'vm.boot.parallel10.qemu', AWAKE),
  boots('qemu', 'QEMU', 50, 'vm.boot.parallel50.qemu'),
  boots('qemu', 'QEMU', 100, 'vm.boot.parallel100.qemu'),
  {
    id: 'boot-rate',
    group: 'Start-up of many at once',
    model: 'Firecracker, starts a second and core while 20 are under way on 4 cores',
    reference: FACTS.get('vm.rate.firecracker')?.quantity ?? '',
    source: sourceOf('vm.rate.firecracker'),
    unit: '/s',
    expected: value('vm.rate.firecracker'),
    replications: 3,
    measure: (k) => {
      const scenario = oneHost({
        technology: 'microvm',
        cores: 4,
        seed: seedOf('boot-rate', k),
        component: { startTime: '1 ms' },
        place: { memory: '256 MiB' },
      });
      const boxes = startAtATime(scenario, 20, 200, BOOT);
      return 180 / (Math.max(...boxes.map((box) => box.createdAtMicros)) / 1e6) / 4;
    },
    tolerance: 0.1,
  },
  nextOne('docker-3000', 'container', {}, 3000, DOCKER, fact('ct.start.docker.3000')),
  nextOne(
    'xen-debian-1000',
    'full-vm-type-1',
    { guest: 'debian' },
    999,
    CREATE,
    fact('vm.boot.xen.debian.create', 'the 1000th Debian VM', 42_000),
  ),
  nextOne(
    'xen-unikernel-1000',
    'unikernel',
    {},
    999,
    CREATE,
    fact('vm.boot.xen.unikernel.create', 'the 1000th unikernel', 700),
  ),
];
