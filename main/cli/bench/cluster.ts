/** A cluster of any size under the same load a sandbox: what the benchmark runs it on. */
import { parseScenario, type Scenario } from '../../../simulations';

/** Containers to a host. */
const DENSITY = 100;
/** The mean service time; every container is busy half of the time. */
const SERVICE_SECONDS = 0.5;

/** `sandboxes` containers of one worker, a hundred to a host, with about `requests` requests in all. */
export function clusterScenario(sandboxes: number, requests: number): Scenario {
  const hosts = Array.from({ length: Math.ceil(sandboxes / DENSITY) }, (_, i) => `host-${i + 1}`);
  const perSecond = sandboxes * (0.5 / SERVICE_SECONDS);
  const value = {
    format: 'strata-scenario',
    version: 1,
    title: `${hosts.length} hosts, ${sandboxes} containers`,
    seed: 7,
    duration: `${requests / perSecond} s`,
    hosts: hosts.map((id) => ({ id, cores: 128, memory: '512 GiB' })),
    components: [
      { id: 'web', workers: 1, serviceTime: `exponential(${SERVICE_SECONDS} s)`, memory: '64 MiB' },
    ],
    deployments: [
      {
        id: 'cluster',
        technology: 'container',
        hosts,
        place: [{ component: 'web', replicas: sandboxes, loadBalancing: 'least-connections' }],
      },
    ],
    workloads: [{ id: 'visitors', arrivals: `poisson(${perSecond}/s)` }],
  };
  const parsed = parseScenario(JSON.stringify(value));
  if (!parsed.ok) throw new Error(`the benchmark's own scenario: ${parsed.error[0]?.message ?? ''}`);
  return parsed.value;
}
