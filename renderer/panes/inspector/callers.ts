/** Who leans on a managed service, and on which a component leans: from the routes and the writes of the scenario. */
import { edgesOf, type Frame, type Scenario, type ServiceFrame } from '../../../simulations';

export interface Named {
  readonly id: string;
  readonly label: string;
}

/** The components of a deployment that call a service or write to it; each is gone to at its first sandbox. Pure. */
export function callersOf(scenario: Scenario, frame: Frame, service: ServiceFrame): readonly Named[] {
  const deployment = frame.deployments.find(({ id }) => id === service.deployment);
  const components = deployment?.components.map(({ id }) => id) ?? [];
  const names = components.filter((id) =>
    servicesCalledBy(scenario, frame, service.deployment, id).includes(service.id),
  );
  const sandboxes = frame.hosts.flatMap((host) => host.sandboxes);
  return names.flatMap((name) => {
    const first = sandboxes.find(
      ({ deployment: own, component, state }) =>
        own === service.deployment && component === name && state !== 'stopped',
    );
    return first === undefined ? [] : [{ id: first.id, label: name }];
  });
}

/** The ids of the services that a component calls or writes to. Pure. */
export function servicesCalledBy(
  scenario: Scenario,
  frame: Frame,
  deployment: string,
  component: string,
): readonly string[] {
  const own = frame.services.filter((service) => service.deployment === deployment).map(({ id }) => id);
  if (own.length === 0) return [];
  const components = frame.deployments.find(({ id }) => id === deployment)?.components ?? [];
  const known = new Set([...components.map(({ id }) => id), ...own]);
  const called = edgesOf(scenario, known).filter(({ from }) => from === component);
  const functions = new Set(
    components.flatMap(({ id, functionId }) =>
      id === component && functionId !== undefined ? [functionId] : [],
    ),
  );
  const written = [
    ...scenario.components.filter(({ id }) => id === component),
    ...scenario.functions.filter(({ id }) => functions.has(id)),
  ].flatMap(({ writesTo }) => writesTo.map(({ service }) => service));
  const all = new Set([...called.map(({ to }) => to), ...written]);
  return own.filter((id) => all.has(id));
}
