/** What the benchmark of the window runs and reads. */
import fs from 'node:fs';

/** N containers over four hosts, half of them busy: as large as a stage can get. */
export const crowd = (n) => {
  const hosts = ['a', 'b', 'c', 'd'];
  const each = Math.ceil(n / hosts.length);
  return JSON.stringify({
    format: 'strata-scenario',
    version: 1,
    title: `${n} containers`,
    duration: '20 min',
    budget: { events: 100_000_000 },
    hosts: hosts.map((id) => ({
      id,
      cores: 1024,
      memory: `${Math.ceil(each * 0.12) + 2} GiB`,
      engine: 'docker',
    })),
    components: [{ id: 'api', workers: 1, serviceTime: 'exponential(500 ms)', memory: '64 MiB' }],
    deployments: [
      { id: 'containers', technology: 'container', hosts, place: [{ component: 'api', replicas: n }] },
    ],
    routes: [{ id: 'get', steps: ['api'] }],
    workloads: [{ id: 'visitors', route: 'get', arrivals: `poisson(${Math.min(n, 4000)}/s)` }],
  });
};

/** Tasks of the main thread of a process, longest first, by processor time and by the wall clock. */
export function longTasks(file, pid) {
  const { traceEvents } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const main = traceEvents.find(
    (event) => event.pid === pid && event.name === 'thread_name' && event.args.name === 'CrRendererMain',
  );
  const tasks = traceEvents.filter(
    (event) => event.pid === pid && event.tid === main?.tid && /RunTask/.test(event.name) && event.dur > 0,
  );
  const sorted = (of) => tasks.map(of).toSorted((a, b) => b - a);
  return { cpu: sorted((task) => (task.tdur ?? 0) / 1000), wall: sorted((task) => task.dur / 1000) };
}
