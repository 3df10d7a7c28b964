import { describe, expect, it } from 'vitest';
import {
  addDeployment,
  checkScenario,
  describeOpened,
  drawDataCentre,
  drawOpenedSandbox,
  emptySource,
  givenTo,
  Lab,
  MOST_TANKS,
  svgOf,
  TECHNOLOGIES,
  technologyOf,
  WAYS,
  wayOf,
  type TechnologyId,
} from '../../../simulations';
import { shipped } from '../../helpers/scenarios';

const options = {
  width: 900,
  variant: 'light',
  patterns: true,
  way: null,
  curtainUp: false,
  vcpus: 2,
  provenance: 'test',
} as const;

describe('the way through the layers', () => {
  for (const { id } of TECHNOLOGIES)
    it(`leads from your code to the hardware, and a request back: ${id}`, () => {
      const technology = technologyOf(id as TechnologyId);
      for (const way of WAYS) {
        const layers = wayOf(technology, way).map(({ layer }) => layer);
        expect(layers.at(way === 'request' ? -1 : 0)).toBe('ap');
        expect(layers.at(way === 'request' ? 0 : -1)).toBe('hw');
        expect(layers).not.toContain('ce');
      }
    });

  it('goes through a guest and a hypervisor in a VM, and through neither in a container', () => {
    const layers = (id: TechnologyId) => wayOf(technologyOf(id), 'disk').map(({ layer }) => layer);
    expect(layers('full-vm-type-1')).toEqual(['ap', 'go', 'hv', 'hw']);
    expect(layers('container')).toEqual(['ap', 'ct', 'hk', 'hw']);
  });
});

describe('an opened sandbox', () => {
  const sandboxOf = (technology: TechnologyId) => {
    const checked = checkScenario(addDeployment(emptySource('x'), technology).source);
    if (!checked.ok) throw new Error('it runs');
    const lab = Lab.open(checked.value);
    lab.runTo(20e6);
    const host = lab.frame().hosts[0]!;
    return { host, sandbox: host.sandboxes[0]! };
  };

  it('shows virtual hardware of a VM, namespaces and cgroup of a container', () => {
    const vm = sandboxOf('full-vm-type-1');
    expect(givenTo(vm.sandbox, 2).map(({ name }) => name)).toEqual([
      'vCPU',
      'Memory',
      'Network card',
      'Disk',
      'Guest',
    ]);
    const container = sandboxOf('container');
    expect(givenTo(container.sandbox, null).map(({ name }) => name)).toEqual([
      'Namespaces',
      'Cgroup',
      'Image',
      'Address',
    ]);
  });

  it('hides of a function what the provider hides, until the curtain is up', () => {
    const { host, sandbox } = sandboxOf('cloud-function');
    const down = svgOf(drawOpenedSandbox(host, sandbox, options));
    expect(down).toContain('hidden by the provider');
    expect(down).not.toContain('>Guest kernel<');
    const up = svgOf(drawOpenedSandbox(host, sandbox, { ...options, curtainUp: true }));
    expect(up).not.toContain('hidden by the provider');
    expect(up).toContain('Guest kernel');
  });

  it('is drawn and told for every technology and way; equal input, equal drawing', () => {
    for (const { id } of TECHNOLOGIES) {
      const { host, sandbox } = sandboxOf(id as TechnologyId);
      for (const way of [null, ...WAYS]) {
        const own = { ...options, way, curtainUp: true };
        const svg = svgOf(drawOpenedSandbox(host, sandbox, own));
        expect(svgOf(drawOpenedSandbox(host, sandbox, own))).toBe(svg);
        expect(describeOpened(host, sandbox, own)).toContain(sandbox.id);
      }
    }
  });
});

describe('the data centre', () => {
  const lab = Lab.open(shipped('three-ways'));
  lab.runTo(137.4e6);
  const frame = lab.frame();

  it('counts what the hosts count', () => {
    const running = frame.hosts.reduce(
      (sum, host) =>
        sum + host.sandboxes.filter(({ state }) => state === 'running' || state === 'idle').length,
      0,
    );
    const { drawing } = drawDataCentre(frame, { ...options, selected: 'cloud' });
    expect(drawing.description).toContain(`3 hosts, ${running} sandboxes running`);
  });

  it('draws many hosts without one over another, and counts the rest', () => {
    const [host] = frame.hosts;
    const hosts = Array.from({ length: MOST_TANKS + 7 }, (_, i) => ({ ...host!, id: `host-${i}` }));
    const chart = drawDataCentre({ ...frame, hosts }, { ...options, selected: null });
    expect(chart.hosts).toHaveLength(MOST_TANKS);
    expect(new Set(chart.hosts.map(({ x, y }) => `${x} ${y}`)).size).toBe(MOST_TANKS);
    expect(svgOf(chart.drawing)).toContain('and 7 more hosts');
  });
});
