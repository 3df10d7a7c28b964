/** Cold starts as traced and as seen by clients, and sandboxed containers, against raw data of single measurements. */
import { Lab, type TechnologyId } from '../../../simulations';
import { RUNTIMES } from '../../../simulations/technologies/runtimes/catalogue';
import { median, oneHost, sandboxesOf } from '../../helpers/starts';
import { tableOf } from '../../helpers/tables';
import { once, type ValidityCase } from '../case';
import { startedByRuntime } from './runtimes';
import { medianStart } from './start-up';

/** Median start in milliseconds of the functions of a runtime, in all or in one layer. */
function startOf(runtime: string, k: number, layer?: string): number {
  const index = RUNTIMES.findIndex(({ id }) => id === runtime);
  const boxes = startedByRuntime(k).filter((box) => box.functionId === `fn-${index}`);
  return median(
    boxes.map(({ phases }) =>
      phases.reduce(
        (sum, phase) =>
          sum + (layer === undefined || phase.layer === layer ? phase.durationMicros / 1000 : 0),
        0,
      ),
    ),
  );
}

const CLIENT = new Map(tableOf('cold-starts-3-clouds/aws-2021.csv').map((row) => [row['case'], row]));
const clientMs = (name: string, percentile = 'p50'): number => Number(CLIENT.get(name)?.[percentile]);
const PHASES = tableOf('lambda-cold-start-phases/ruby25.csv').filter(
  (row) => Number(row['memory_mb']) <= 512,
);
const phaseRange = (of: (row: Readonly<Record<string, string>>) => number): { low: number; high: number } => {
  const values = PHASES.map(of);
  return { low: Math.min(...values), high: Math.max(...values) };
};

const SHILKOV = 'M. Shilkov, Comparison of Cold Starts in Serverless Functions (2021), raw data';
const SIMPLY = 'Simply Business, Lambda cold start comparison (2019), raw data';

interface Setting {
  readonly id: string;
  readonly model: string;
  readonly reference: string;
  readonly source: string;
  readonly unit?: string;
  readonly expected: ValidityCase['expected'];
  readonly tolerance?: number;
  readonly measure: (k: number) => number;
  readonly misses?: string;
}

const cold = (of: Setting): ValidityCase => ({
  group: 'Start-up',
  unit: '',
  tolerance: 0.1,
  replications: 6,
  ...of,
});

const against = (runtime: string, language: string, name: string, misses?: string): ValidityCase =>
  cold({
    id: `client-${name}`,
    model: `Function, ${language}: median cold start over that of JavaScript`,
    reference: `${clientMs(name)} ms against ${clientMs('aws_js')} ms at AWS, seen by the client`,
    source: SHILKOV,
    expected: clientMs(name) / clientMs('aws_js'),
    measure: (k) => startOf(runtime, k) / startOf('nodejs22.x', k),
    ...(misses !== undefined && { misses }),
  });

/** Memory of a sandbox in MB without its application. */
function emptyMb(technology: TechnologyId): number {
  const lab = Lab.open(oneHost({ technology, replicas: 1 }));
  const bytes = sandboxesOf(lab)[0]?.memory.reduce(
    (sum, slice) => sum + (slice.layer === 'ap' ? 0 : slice.bytes),
    0,
  );
  return (bytes ?? Number.NaN) / 1e6;
}

const startMs = new Map(
  (['container', 'sandboxed-container', 'container-in-vm'] as const).map((technology) => [
    technology,
    once((k: number) => medianStart(technology, k)),
  ]),
);
const startAlone = (technology: 'container' | 'sandboxed-container' | 'container-in-vm', k: number): number =>
  startMs.get(technology)?.(k) ?? Number.NaN;

export const coldStarts: readonly ValidityCase[] = [
  cold({
    id: 'phases-init-part',
    model: 'Function, Ruby: init as a part of the cold start',
    reference: 'X-Ray traces at 128 to 512 MB: initialization over set-up and initialization',
    source: SIMPLY,
    expected: phaseRange((row) => {
      const init = Number(row['initialization_p50']);
      return init / (init + Number(row['setup_p50']));
    }),
    measure: (k) => startOf('ruby3.4', k, 'fn') / startOf('ruby3.4', k),
  }),
  cold({
    id: 'phases-setup',
    model: 'Function: set-up before the runtime begins, median',
    reference: 'X-Ray traces at 128 to 512 MB: sandbox, network, code',
    source: SIMPLY,
    unit: 'ms',
    expected: phaseRange((row) => Number(row['setup_p50'])),
    measure: (k) => startOf('ruby3.4', k) - startOf('ruby3.4', k, 'fn'),
    misses: 'a microVM is booted for every instance here; the provider keeps booted ones in store',
  }),
  against('python3.12', 'Python', 'aws_python'),
  against('java11', 'Java 11', 'aws_java'),
  against('ruby3.4', 'Ruby', 'aws_ruby', 'Ruby 3.4 initializes twice as long as Ruby 2.5 did'),
  against('go', 'Go', 'aws_go', 'Go then ran on a runtime of its own, since withdrawn'),
  cold({
    id: 'client-tail',
    model: 'Function, JavaScript: 99th percentile over median of cold starts',
    reference: `${clientMs('aws_js', 'p99')} ms over ${clientMs('aws_js')} ms at AWS, seen by the client`,
    source: SHILKOV,
    expected: clientMs('aws_js', 'p99') / clientMs('aws_js'),
    measure: (k) => {
      const index = RUNTIMES.findIndex(({ id }) => id === 'nodejs22.x');
      const sums = startedByRuntime(k)
        .filter((box) => box.functionId === `fn-${index}`)
        .map(({ phases }) => phases.reduce((sum, phase) => sum + phase.durationMicros, 0));
      return (sums.toSorted((a, b) => a - b)[Math.floor(sums.length * 0.99)] ?? Number.NaN) / median(sums);
    },
    misses: 'what makes one start in a hundred slow at a provider (its placement, its load) is not modelled',
  }),
  cold({
    id: 'gvisor-start',
    model: 'sandboxed-container: median start over that of a container',
    reference: '1144 against 1193 ms, an empty container in gVisor and in runc',
    source: 'gVisor performance guide, startup.csv',
    expected: 1144.1775 / 1193.10768,
    measure: (k) => startAlone('sandboxed-container', k) / startAlone('container', k),
  }),
  cold({
    id: 'kata-start',
    model: 'container-in-vm: start alone, in the range that its own tests allow',
    reference: '0.71 s, 40 % less to 30 % more: what the project’s own tests allow',
    source: 'Kata Containers, metrics CI, boot-times (to-workload)',
    unit: 'ms',
    expected: { low: 710 * 0.6, high: 710 * 1.3 },
    tolerance: 0,
    measure: (k) => startAlone('container-in-vm', k),
  }),
  ...(
    [
      ['container', 'an empty container in runc', 4.09214976, 0.05],
      ['sandboxed-container', 'an empty container in gVisor', 23.69503232, 0.05],
    ] as const
  ).map(([technology, label, megabytes, tolerance]) => ({
    ...cold({
      id: `empty-${technology}`,
      model: `${technology}: memory without the application`,
      reference: label,
      source: 'gVisor performance guide, density.csv',
      unit: 'MB',
      expected: megabytes,
      tolerance,
      measure: () => emptyMb(technology),
    }),
    group: 'Memory' as const,
    replications: 1,
  })),
  {
    ...cold({
      id: 'kata-memory',
      model: 'container-in-vm: memory without the application',
      reference: '122,832 KiB, 20 % less or more: what the project’s own tests allow',
      source: 'Kata Containers, metrics CI, memory-footprint',
      unit: 'MB',
      expected: { low: 122.8324 * 1.024 * 0.8, high: 122.8324 * 1.024 * 1.2 },
      tolerance: 0,
      measure: () => emptyMb('container-in-vm'),
    }),
    group: 'Memory',
    replications: 1,
  },
];
