/** How long each technology takes to start one sandbox alone, against published measurements. */
import { FACTS, Lab, parseLine, type TechnologyId } from '../../../simulations';
import { functionScenario, read, run } from '../../helpers/scenarios';
import { once, seedOf, type Reference, type ValidityCase } from '../case';

const STARTS = 41;

/**
 * The median start of several sandboxes, one after the other on an idle host, without the phases of the application itself:
 * what the measurements time is the platform with next to nothing in it.
 */
export function medianStart(technology: TechnologyId, replication: number): number {
  // A host for each: those that are there already make the next one slower.
  const hosts = Array.from({ length: STARTS }, (_, i) => `host-${i}`);
  const scenario = read({
    format: 'strata-scenario',
    version: 1,
    title: 'starts alone',
    duration: '2 h',
    hosts: hosts.map((id) => ({ id, cores: 64, memory: '64 GiB' })),
    components: [{ id: 'server', serviceTime: '1 ms' }],
    deployments: [{ id: 'one', technology, hosts, place: [{ component: 'server', replicas: 0 }] }],
    workloads: [{ id: 'none', arrivals: { times: [] } }],
  });
  const lab = Lab.open(scenario, { seed: seedOf(technology, replication), keepsCheckpoints: false });
  for (let i = 0; i < STARTS; i++) {
    const call = parseLine('run server');
    if (!call.ok || !lab.execute(call.value).ok) throw new Error(`${technology}: run server`);
    lab.runTo((i + 1) * 120e6);
  }
  const boxes = lab.frame().hosts.flatMap((host) => host.sandboxes);
  const times = boxes.map(({ phases }) =>
    phases.reduce((sum, phase) => sum + (phase.layer === 'ap' ? 0 : phase.durationMicros), 0),
  );
  return (times.toSorted((a, b) => a - b)[STARTS >> 1] ?? NaN) / 1000;
}

const sourceOf = (fact: string): string => {
  const found = FACTS.get(fact);
  return found === undefined ? fact : `${found.source.title} (${found.source.year}), ${fact}`;
};

interface Setting {
  readonly technology: TechnologyId;
  readonly reference: string;
  readonly fact: string;
  readonly expected: Reference;
  readonly tolerance: number;
  readonly misses?: string;
}

const alone = ({ technology, fact, ...rest }: Setting): ValidityCase => ({
  ...rest,
  id: `start-${technology}-${fact}`,
  group: 'Start-up',
  model: `${technology}: median start alone, without the application`,
  source: sourceOf(fact),
  unit: 'ms',
  replications: 6,
  measure: (k) => medianStart(technology, k),
});

const coldRun = once((k: number) =>
  run(
    read({
      ...(functionScenario({ arrivals: 'constant(1/min)', keepAlive: '1 s', duration: '5 h' })
        .source as object),
      functions: [{ id: 'fn', serviceTime: '10 ms', keepAlive: '1 s' }],
    }),
    seedOf('cold', k),
  ),
);
const coldStart = (k: number): number => coldRun(k).functions[0]?.startMs.p50 ?? NaN;

export const startUp: readonly ValidityCase[] = [
  alone({
    technology: 'bare-process',
    reference: 'fork and exec, mean 3.5 ms, 1 to 9 ms',
    fact: 'proc.forkexec',
    expected: { low: 1, high: 9 },
    tolerance: 0,
  }),
  alone({
    technology: 'container',
    reference: 'docker run, image present, few containers running',
    fact: 'ct.start.docker.lightvm',
    expected: { low: 150, high: 200 },
    tolerance: 0.05,
  }),
  alone({
    technology: 'sandboxed-container',
    reference: 'gVisor starts as fast as runc (1144 against 1193 ms): docker run',
    fact: 'ct.start.docker.lightvm',
    expected: { low: 150, high: 200 },
    tolerance: 0.05,
  }),
  alone({
    technology: 'container-in-vm',
    reference: 'start and end of a Kata container through ctr',
    fact: 'ct.start.kata.ctr',
    expected: 483,
    tolerance: 0.1,
  }),
  alone({
    technology: 'microvm',
    reference: 'Firecracker end to end through its API, 152 to 177 ms',
    fact: 'vm.boot.firecracker.e2e',
    expected: { low: 152.4, high: 177.1 },
    tolerance: 0,
  }),
  alone({
    technology: 'unikernel',
    reference: 'creation 80 ms and boot 3 ms on Xen, standard toolstack',
    fact: 'vm.boot.xen.unikernel.create',
    expected: 83,
    tolerance: 0.1,
  }),
  alone({
    technology: 'full-vm-type-1',
    reference: 'EC2 from the request to SSH, 22 to 26 s',
    fact: 'vm.boot.ec2.total',
    expected: { low: 22_000, high: 26_000 },
    tolerance: 0.05,
  }),
  {
    id: 'cold-stellar',
    group: 'Start-up',
    model: 'cloud-function: median cold start',
    reference: 'AWS, cold invocation seen by the client, median',
    source: sourceOf('faas.cold.stellar'),
    unit: 'ms',
    expected: 448,
    replications: 6,
    measure: coldStart,
    tolerance: 0.1,
  },
  {
    id: 'cold-three-clouds',
    group: 'Start-up',
    model: 'cloud-function: median cold start, against the fastest platform',
    reference: 'AWS, JavaScript, seen by the client, 2021 to 2023',
    source: sourceOf('faas.cold.e2e.lang'),
    unit: 'ms',
    expected: 260,
    replications: 6,
    measure: coldStart,
    tolerance: 0.1,
    misses: 'a microVM is booted for every instance here; the provider keeps booted ones in store',
  },
];
