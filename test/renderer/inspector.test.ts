import { describe, expect, it } from 'vitest';
import { actionsFor } from '../../renderer/panes/inspector/Actions';
import { pileUpOf } from '../../renderer/panes/inspector/Overview';
import { linksOf } from '../../renderer/panes/inspector/Connected';
import { FACTS } from '../../renderer/parts/facts';
import {
  addDeployment,
  addService,
  connect,
  emptySource,
  Lab,
  parseScenario,
  technologyOf,
  TECHNOLOGY_IDS,
  type Basis,
} from '../../simulations';

const built = (technology: (typeof TECHNOLOGY_IDS)[number]) => {
  const { source } = addDeployment(emptySource('one'), technology);
  const parsed = parseScenario(JSON.stringify(source));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const lab = Lab.open(parsed.value);
  lab.runTo(5e6);
  const frame = lab.frame();
  const [host] = frame.hosts;
  const sandbox = host?.sandboxes[0];
  if (host === undefined || sandbox === undefined) throw new Error(`${technology} runs nothing`);
  return { lab, frame, host, sandbox, scenario: parsed.value };
};

const stands = (basis: Basis): boolean => {
  switch (basis.kind) {
    case 'measured':
    case 'published':
      return basis.fact !== undefined && FACTS.has(basis.fact);
    case 'assumed':
      return basis.note !== undefined && basis.note !== '';
    case 'computed':
      return true;
  }
};

describe.each(TECHNOLOGY_IDS)('the inspector of a %s', (technology) => {
  const { lab, frame, host, sandbox, scenario } = built(technology);

  it('says of every phase and every byte on what ground it stands', () => {
    const claims = [...sandbox.phases, ...sandbox.memory, ...host.plates];
    expect(sandbox.memory.length).toBeGreaterThan(0);
    expect(claims.filter(({ basis }) => !stands(basis)).map(({ name }) => name)).toEqual([]);
    expect(technologyOf(technology).description.length).toBeGreaterThan(30);
  });

  it('is connected to its host and to its door', () => {
    const links = linksOf(frame, scenario, sandbox, host);
    expect(links.on).toEqual([{ to: host.id, label: host.id }]);
    expect(links.calledBy.map(({ to }) => to)).toContain(host.id);
  });

  it('has actions, each of which the lab takes', () => {
    const actions = actionsFor(frame, sandbox);
    expect(actions.length).toBeGreaterThan(0);
    const outcome = lab.fork().execute(actions[0]!.call);
    expect(outcome.ok ? '' : outcome.error.message).toBe('');
    if (technology === 'bare-process') expect(actions[0]!.line).not.toMatch(/docker|virsh/);
  });
});

it('leads from a component to those that it calls, and back', () => {
  let { source } = addDeployment(emptySource('two'), 'container');
  source = addService(source).source;
  const ids = (source['components'] as { id: string }[]).map(({ id }) => id);
  source = connect(source, ids[0]!, ids[1]!).source;
  const parsed = parseScenario(JSON.stringify(source));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const frame = Lab.open(parsed.value).frame();
  const [host] = frame.hosts;
  const [from, to] = ids.map((id) => host!.sandboxes.find(({ component }) => component === id)!);
  expect(linksOf(frame, parsed.value, from!, host!).calls).toEqual([{ to: to!.id, label: ids[1] }]);
  expect(linksOf(frame, parsed.value, to!, host!).calledBy).toEqual([{ to: from!.id, label: ids[0] }]);
});

describe('a pile-up', () => {
  it('is said of the deployment in which they wait, and of no other', () => {
    const { frame } = built('full-vm-type-1');
    const waiting = (queued: number) => ({
      components: frame.deployments[0]!.components.map((component) => ({ ...component, queued })),
    });
    expect(pileUpOf(waiting(72))?.queued).toBe(72);
    expect(pileUpOf(waiting(1))).toBeNull();
    expect(pileUpOf({ components: [] })).toBeNull();
  });
});
