import { describe, expect, it } from 'vitest';
import { Lab, parseLine, replicationSeed } from '../../simulations';
import { read, shipped, shippedText } from '../helpers/scenarios';

/**
 * The CMS in seven containers under Kubernetes, Swarm and nobody: one description, one cure. Search is asked for more than
 * one replica can do; its queue backs up into the front end, whose workers wait for it, until everything is slow. More of
 * anything else does not help; more of search does, by hand or by an autoscaler.
 */
const ORCHESTRATORS = ['kubernetes', 'swarm', 'none'];

interface Source {
  deployments: {
    orchestrator?: string;
    place: { component: string; replicas?: number; autoscaler?: object }[];
  }[];
  duration: string;
}

/** The shipped scenario with another orchestrator and changes to its places. */
function cms(
  orchestrator: string,
  change: (place: Source['deployments'][number]['place'][number]) => object = () => ({}),
) {
  const source = structuredClone(shipped('hot-search').source) as Source;
  const [deployment] = source.deployments;
  deployment!.orchestrator = orchestrator;
  deployment!.place = deployment!.place.map((place) => ({ ...place, ...change(place) }));
  source.duration = '6 min';
  return read(source);
}

interface Component {
  readonly queued: number;
  readonly busy: number;
  readonly replicas: number;
  readonly desired: number;
}
const at = (lab: Lab, component: string): Component => {
  const found = lab.frame().deployments[0]?.components.find((one) => one.id === component);
  if (found === undefined) throw new Error(component);
  return found;
};
const p95 = (lab: Lab): number => lab.frame().deployments[0]!.recent.p95;
const act = (lab: Lab, line: string): void => {
  const call = parseLine(line);
  if (!call.ok || !lab.execute(call.value).ok) throw new Error(line);
};

describe('the hot component', () => {
  it('is the shipped scenario', () => {
    expect(shippedText('hot-search')).toContain('"orchestrator": "kubernetes"');
  });

  describe.each(ORCHESTRATORS)('under %s', (orchestrator) => {
    it.each([0, 1, 2])(
      'replication %i: search backs up, slows everything, and only its own replicas help',
      (k) => {
        const scenario = cms(orchestrator);
        const lab = Lab.open(scenario, { seed: replicationSeed(scenario.seed, k) });
        lab.runTo(20e6);
        expect([at(lab, 'web').queued, p95(lab) < 1000]).toEqual([0, true]);
        lab.runTo(60e6);
        expect(at(lab, 'web').busy).toBe(200);
        expect(at(lab, 'search').queued).toBeGreaterThan(150);
        expect(at(lab, 'web').queued).toBeGreaterThan(500);
        expect(p95(lab)).toBeGreaterThan(1000);
        // A renderer more does not help, nor does a larger front end: its workers wait for search as well.
        act(lab, 'scale renderer 2');
        lab.runTo(90e6);
        expect(at(lab, 'web').queued).toBeGreaterThan(500);
        expect(at(lab, 'search').queued).toBeGreaterThan(150);
        act(lab, 'scale search 3');
        lab.runTo(200e6);
        expect([at(lab, 'search').queued < 20, at(lab, 'web').queued]).toEqual([true, 0]);
        lab.runTo(240e6);
        expect(p95(lab)).toBeLessThan(200);
        expect(lab.result().checks.every(({ ok }) => ok)).toBe(true);
      },
    );
  });

  it('with everything twice, search is what has helped: fourteen containers do what eight do', () => {
    const all = Lab.open(cms('kubernetes', () => ({ replicas: 2 })));
    const one = Lab.open(
      cms('kubernetes', ({ component }) => (component === 'search' ? { replicas: 2 } : {})),
    );
    const others = Lab.open(
      cms('kubernetes', ({ component }) => (component === 'search' ? {} : { replicas: 2 })),
    );
    for (const lab of [all, one, others]) lab.runTo(120e6);
    expect(p95(all)).toBeLessThan(300);
    expect(p95(one)).toBeLessThan(300);
    expect(p95(others)).toBeGreaterThan(1000);
  });

  it('an autoscaler on search cures it without a hand; on everything else it scales the wrong things', () => {
    const hpa = { autoscaler: { policy: 'hpa', target: '70 %', min: 1, max: 5 } };
    const onSearch = Lab.open(cms('kubernetes', ({ component }) => (component === 'search' ? hpa : {})));
    onSearch.runTo(120e6);
    expect(at(onSearch, 'search').desired).toBeGreaterThanOrEqual(2);
    onSearch.runTo(240e6);
    expect([at(onSearch, 'web').queued, p95(onSearch) < 300]).toEqual([0, true]);
    const onWeb = Lab.open(cms('kubernetes', ({ component }) => (component === 'web' ? hpa : {})));
    onWeb.runTo(240e6);
    // All workers of the front end wait, so they count as busy and more are made; these wait as well.
    expect(at(onWeb, 'web').desired).toBe(5);
    expect(at(onWeb, 'search').queued).toBeGreaterThan(500);
    const nothing = Lab.open(cms('kubernetes'));
    nothing.runTo(240e6);
    expect(at(nothing, 'search').desired).toBe(1);
  });

  it('Knative does it by requests at once', () => {
    const knative = { autoscaler: { policy: 'knative', min: 1, max: 10 } };
    const lab = Lab.open(cms('kubernetes', ({ component }) => (component === 'search' ? knative : {})));
    lab.runTo(240e6);
    expect(at(lab, 'search').desired).toBeGreaterThanOrEqual(2);
    expect([at(lab, 'web').queued, p95(lab) < 300]).toEqual([0, true]);
  });

  it('a search that dies comes back under an orchestrator, and stays away without one', () => {
    const back = ORCHESTRATORS.map((orchestrator) => {
      const lab = Lab.open(
        cms(orchestrator, ({ component }) => (component === 'search' ? { replicas: 2 } : {})),
      );
      lab.runTo(40e6);
      const sandbox = lab.frame().hosts[0]!.sandboxes.find(({ component }) => component === 'search')!;
      act(lab, `fault process-crash ${sandbox.id}`);
      expect(at(lab, 'search').replicas).toBe(1);
      lab.runTo(80e6);
      return at(lab, 'search').replicas;
    });
    expect(back).toEqual([2, 2, 1]);
  });
});
