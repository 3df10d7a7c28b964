/** How much longer one piece of work takes in a sandbox than on bare metal, against published benchmarks. */
import { FACTS, type TechnologyId } from '../../../simulations';
import { read, run } from '../../helpers/scenarios';
import { once, type ValidityCase } from '../case';

type Work = 'cpu' | 'memory' | 'syscall' | 'network';

/** The mean latency of a service of 100 ms on bare metal, one request at a time. */
const latencyOf = (technology: TechnologyId, work: Work): number => {
  const scenario = read({
    format: 'strata-scenario',
    version: 1,
    title: 'overhead',
    duration: '3 min',
    hosts: [{ id: 'host', cores: 8, memory: '64 GiB' }],
    components: [{ id: 'server', serviceTime: '100 ms', mix: { [work]: 1 } }],
    deployments: [{ id: 'one', technology, hosts: ['host'], place: [{ component: 'server' }] }],
    workloads: [{ id: 'load', arrivals: 'constant(1/s)' }],
  });
  return run(scenario).requests.latencyMs.mean ?? NaN;
};

interface Setting {
  readonly technology: TechnologyId;
  readonly work: Work;
  readonly reference: string;
  readonly fact: string;
  readonly expected: number;
  readonly misses?: string;
}

function ratio({ technology, work, fact, ...rest }: Setting): ValidityCase {
  const found = FACTS.get(fact);
  const measured = once(() => latencyOf(technology, work) / latencyOf('bare-process', work));
  return {
    ...rest,
    id: `overhead-${technology}-${work}`,
    group: 'Overhead',
    model: `${technology}: ${work}, simulated latency over that of a bare process`,
    source: found === undefined ? fact : `${found.source.title} (${found.source.year}), ${fact}`,
    unit: '',
    replications: 1,
    measure: measured,
    // Benchmarks are given in three or four digits, factors in three.
    tolerance: 0.01,
  };
}

export const overhead: readonly ValidityCase[] = [
  ratio({
    technology: 'container',
    work: 'cpu',
    reference: 'Linpack, 290.8 native, 290.9 GFLOPS in Docker',
    fact: 'vm.cpu.linpack',
    expected: 290.8 / 290.9,
  }),
  ratio({
    technology: 'full-vm-type-1',
    work: 'cpu',
    reference: 'Linpack, 290.8 native, 284.2 GFLOPS in a tuned KVM guest',
    fact: 'vm.cpu.linpack',
    expected: 290.8 / 284.2,
  }),
  ratio({
    technology: 'container',
    work: 'memory',
    reference: 'RandomAccess, 0.0458 native, 0.0457 GUPS in Docker',
    fact: 'vm.mem.randomaccess.single',
    expected: 0.0458 / 0.0457,
  }),
  ratio({
    technology: 'full-vm-type-1',
    work: 'memory',
    reference: 'RandomAccess, 0.0458 native, 0.0394 GUPS in KVM',
    fact: 'vm.mem.randomaccess.single',
    expected: 0.0458 / 0.0394,
  }),
  ratio({
    technology: 'container',
    work: 'syscall',
    reference: 'random reads, 84,044 native, 84,092 a second in Docker',
    fact: 'io.rand',
    expected: 84_044 / 84_092,
  }),
  ratio({
    technology: 'full-vm-type-1',
    work: 'syscall',
    reference: 'random read, median 1624 µs native, 2448 µs in KVM',
    fact: 'io.rand.latency',
    expected: 2448 / 1624,
  }),
  ratio({
    technology: 'full-vm-type-1',
    work: 'network',
    reference: 'round trip, 37.6 µs native, 67.9 µs in KVM',
    fact: 'net.latency.tcp_rr',
    expected: 67.9 / 37.6,
  }),
  ratio({
    technology: 'container',
    work: 'network',
    reference: 'Redis through bridge and NAT: 25 % less throughput',
    fact: 'net.docker.nat.redis',
    expected: 1 / 0.75,
  }),
  ratio({
    technology: 'microvm',
    work: 'cpu',
    reference: 'Linpack in a tuned KVM guest',
    fact: 'vm.cpu.linpack',
    expected: 290.8 / 284.2,
  }),
  ratio({
    technology: 'sandboxed-container',
    work: 'cpu',
    reference: 'sysbench, 103.6 events/s in runc, 103.2 in gVisor',
    fact: 'ct.cpu.gvisor',
    expected: 103.6 / 103.2,
  }),
  ratio({
    technology: 'sandboxed-container',
    work: 'syscall',
    reference: 'random writes, 107.8 MB/s in runc, 69.2 in gVisor',
    fact: 'ct.fs.gvisor',
    expected: 107.8 / 69.2,
  }),
  ratio({
    technology: 'sandboxed-container',
    work: 'network',
    reference: 'Redis GET, 30,312 a second in runc, 15,326 in gVisor',
    fact: 'ct.redis.gvisor',
    expected: 30_312 / 15_326,
  }),
];
