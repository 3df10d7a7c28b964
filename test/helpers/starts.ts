/** Many sandboxes started on one host, and how long each phase took. */
import { Lab, parseLine, type SandboxFrame, type Scenario } from '../../simulations';
import { memberRows } from '../../simulations/world/members';
import { STARTING } from '../../simulations/world/world';
import { read } from './scenarios';

interface OneHost {
  readonly technology: string;
  readonly cores?: number;
  readonly memory?: string;
  readonly host?: object;
  readonly place?: object;
  readonly component?: object;
  readonly deployment?: object;
  readonly extra?: object;
  readonly replicas?: number;
  readonly seed?: number;
}

/** One component on one host, with next to no traffic. */
export function oneHost(settings: OneHost): Scenario {
  return read({
    format: 'strata-scenario',
    version: 1,
    title: 'starts',
    seed: settings.seed ?? 3,
    duration: '2 h',
    hosts: [
      { id: 'host', cores: settings.cores ?? 48, memory: settings.memory ?? '4 TiB', ...settings.host },
    ],
    components: [{ id: 'app', serviceTime: '1 ms', memory: '1 MB', ...settings.component }],
    deployments: [
      {
        id: 'one',
        technology: settings.technology,
        hosts: ['host'],
        ...settings.deployment,
        place: [{ component: 'app', name: 'box', replicas: settings.replicas ?? 0, ...settings.place }],
      },
    ],
    workloads: [{ id: 'none', arrivals: { times: ['119 min'] } }],
    ...settings.extra,
  });
}

export function type(lab: Lab, line: string): void {
  const parsed = parseLine(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const done = lab.execute(parsed.value);
  if (!done.ok) throw new Error(done.error.message);
}

export const sandboxesOf = (lab: Lab): readonly SandboxFrame[] =>
  lab.frame().hosts.flatMap((host) => host.sandboxes);

/** Time that the named phases took together, in milliseconds. */
export const spanMs = (sandbox: SandboxFrame, names: readonly string[]): number =>
  sandbox.phases.filter((phase) => names.includes(phase.name)).reduce((sum, p) => sum + p.durationMicros, 0) /
  1000;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Starts `count` at once and lets them become ready. */
export function startAtOnce(scenario: Scenario, count: number, seed?: number): readonly SandboxFrame[] {
  const lab = Lab.open(scenario, { keepsCheckpoints: false, ...(seed !== undefined && { seed }) });
  type(lab, `scale app ${count}`);
  lab.runTo(3.6e9);
  return sandboxesOf(lab);
}

/** Keeps `atATime` starts under way until `total` have passed the phases named, as a launcher does. */
export function startAtATime(
  scenario: Scenario,
  atATime: number,
  total: number,
  until: readonly string[],
): readonly SandboxFrame[] {
  const lab = Lab.open(scenario, { keepsCheckpoints: false });
  let ordered = 0;
  for (let now = 0; now < 600e6; now += 1000) {
    lab.runTo(now);
    const busy = underWay(lab, until);
    if (ordered === total && busy === 0) return sandboxesOf(lab);
    const more = Math.min(total - ordered, atATime - busy);
    if (more <= 0) continue;
    ordered += more;
    type(lab, `scale app ${ordered}`);
  }
  throw new Error('the starts did not end');
}

/** Starts that have not passed the last of the phases named. */
function underWay(lab: Lab, until: readonly string[]): number {
  const { model, sandboxes, pools } = lab.world;
  const last = model.pools[0]?.phases.findLastIndex((phase) => until.includes(phase.name)) ?? -1;
  return memberRows((pools[0] as (typeof pools)[number]).members).filter(
    (row) => sandboxes.state[row] === STARTING && (sandboxes.phase[row] as number) <= last,
  ).length;
}
