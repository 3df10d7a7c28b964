/** Managed services, writes and triggers of a scenario, with every default filled in and indices for ids. */
import { unreachable } from '../base/errors';
import type { Scenario } from '../scenario/schema';
import type { EmissionModel, ServiceModel, TriggerModel } from './traffic-model';

export function compileServices(scenario: Scenario): readonly ServiceModel[] {
  return scenario.services.map((s, index) => ({
    index,
    id: s.id,
    kind: s.kind,
    latency: s.latency,
    perSecond: s.throughput ?? Infinity,
    whenBusy: s.whenBusy,
    burst: s.burst ?? Math.max(1, Math.ceil(Math.min(1e9, s.throughput ?? 1))),
    queueLimit: s.queueLimit,
    timeoutMicros: s.timeout ?? Infinity,
    retries: s.retries,
  }));
}

/** All writes in the order of the file, then the invocations by components. */
export function compileEmissions(
  scenario: Scenario,
  indexOf: (name: string) => number,
): readonly EmissionModel[] {
  const serviceOf = (id: string): number => scenario.services.findIndex((s) => s.id === id);
  const writers = [
    ...scenario.components.map((c) => ({ writesTo: c.writesTo, id: c.id, functionId: null })),
    ...scenario.functions.map((f) => ({ writesTo: f.writesTo, id: f.id, functionId: f.id })),
  ];
  const writes = writers.flatMap(({ writesTo, id, functionId }) =>
    writesTo.map((write) => ({
      service: serviceOf(write.service),
      trigger: -1,
      functionId,
      component: indexOf(id),
      fraction: write.fraction,
      objects: write.objects,
    })),
  );
  const calls = scenario.triggers.flatMap(({ on }, trigger) =>
    on.kind === 'component'
      ? [
          {
            service: -1,
            trigger,
            functionId: null,
            component: indexOf(on.component),
            fraction: on.fraction,
            objects: 1,
          },
        ]
      : [],
  );
  return [...writes, ...calls].map((emission, index) => ({ index, ...emission }));
}

/** `firstRoute`: the number of the first trigger's route; the others follow in order. */
export function compileTriggers(
  scenario: Scenario,
  indexOf: (name: string) => number,
  firstRoute: number,
): readonly TriggerModel[] {
  return scenario.triggers.map((t, index) => {
    const common = {
      index,
      id: t.id,
      functionId: t.function,
      component: indexOf(t.function),
      route: firstRoute + index,
      service: -1,
      everyMicros: 0,
      offsetMicros: 0,
      batch: 1,
      windowMicros: 0,
      retries: t.retries,
    };
    const { on } = t;
    switch (on.kind) {
      case 'schedule':
        return { ...common, kind: on.kind, everyMicros: on.every, offsetMicros: on.offset ?? on.every };
      case 'object-store':
        return { ...common, kind: on.kind, service: scenario.services.findIndex((s) => s.id === on.service) };
      case 'queue':
        return {
          ...common,
          kind: on.kind,
          service: scenario.services.findIndex((s) => s.id === on.service),
          batch: on.batch,
          windowMicros: on.window,
          retries: {
            count: on.attempts - 1,
            backoffMicros: on.visibility,
            factor: 1,
            jitter: 0,
            maxMicros: Infinity,
          },
        };
      case 'http':
      case 'component':
        return { ...common, kind: on.kind };
      default:
        return unreachable(on);
    }
  });
}
