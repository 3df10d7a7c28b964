/** How long each language runtime takes to initialize, against the medians of single days of a continuous benchmark. */
import { Lab, type SandboxFrame } from '../../../simulations';
import { RUNTIMES } from '../../../simulations/technologies/runtimes/catalogue';
import { read } from '../../helpers/scenarios';
import { median, sandboxesOf, spanMs } from '../../helpers/starts';
import { tableOf } from '../../helpers/tables';
import { once, seedOf, type ValidityCase } from '../case';

/** As the benchmark calls them, where that is not as we do. */
const NAMES: Readonly<Record<string, string>> = {
  go: 'go (prov.al2023)',
  rust: 'rust (prov.al2023)',
  'dotnet8-aot': 'dotnet8 aot (prov.al2023)',
  'graalvm-java23': 'graalvm java23 (prov.al2023)',
};
const DAYS = tableOf('lambda-cold-starts/init-128mb-x86.csv');

/** Between the two middle ones of an even number. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? NaN) + (sorted[Math.floor(half)] ?? NaN)) / 2;
}

function dailyMedians(runtime: string): readonly number[] {
  const name = NAMES[runtime] ?? runtime;
  return DAYS.filter((row) => row['runtime'] === name).map((row) =>
    middle((row['init_ms'] ?? '').split(' ').map(Number)),
  );
}

const HOSTS = ['one', 'two'];

/** Ninety-nine calls at once of a function of every runtime, on hosts that are large enough for all: each starts cold. */
export const startedByRuntime = once((k: number): readonly SandboxFrame[] => {
  const lab = Lab.open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'runtimes',
      duration: '1 min',
      hosts: HOSTS.map((host) => ({
        id: host,
        cores: 1024,
        memory: '8 TiB',
        network: { bandwidth: '9000 Gbit/s' },
        platform: 'functions',
      })),
      functions: RUNTIMES.map(({ id }, i) => ({
        id: `fn-${i}`,
        runtime: id,
        serviceTime: '5 min',
      })),
      deployments: [
        {
          id: 'faas',
          technology: 'cloud-function',
          hosts: HOSTS,
          place: RUNTIMES.map((_, i) => ({ function: `fn-${i}` })),
        },
      ],
      routes: RUNTIMES.map((_, i) => ({ id: `way-${i}`, steps: [`fn-${i}`] })),
      workloads: RUNTIMES.map((_, i) => ({
        id: `calls-${i}`,
        route: `way-${i}`,
        arrivals: { times: Array.from({ length: 99 }, () => '0 s') },
      })),
    }),
    { seed: seedOf('runtimes', k), keepsCheckpoints: false },
  );
  lab.runTo(60e6);
  return sandboxesOf(lab);
});

export const runtimes: readonly ValidityCase[] = RUNTIMES.map(({ id, label }, i) => {
  const days = dailyMedians(id);
  return {
    id: `runtime-${id}`,
    group: 'Start-up',
    model: `Function, ${label}: median init at 128 MB`,
    reference: `medians of ${days.length} ${days.length === 1 ? 'day' : 'days'}, ten cold starts each`,
    source: 'M. David, Continuous Lambda Cold Starts Benchmark, 2024 to 2026',
    unit: 'ms',
    expected: { low: Math.min(...days), high: Math.max(...days) },
    replications: 6,
    measure: (k) =>
      median(
        startedByRuntime(k)
          .filter((box) => box.functionId === `fn-${i}`)
          .map((box) => spanMs(box, ['Init runtime'])),
      ),
    // A median of ten scatters by 5 %, and months differ by 10.
    tolerance: 0.15,
  };
});
