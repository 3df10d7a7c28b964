/**
 * Rolling updates, one decision at a time: how many sandboxes of the new version may start and how many of the old one may
 * go now. Sources: Kubernetes documentation, "Deployments" (fact k8s.rollout: a quarter more, rounded up, and a quarter
 * fewer, rounded down); Docker documentation, `docker service update` (fact swarm.defaults: one at a time, the old one
 * stopped first). Without an orchestrator everything is stopped, then everything is started.
 */
export interface UpdatePlan {
  /** More than desired that may be there, and fewer than desired that may be available, at a time. */
  readonly surge: number;
  readonly unavailable: number;
  /** New ones start only once old ones are gone: those that were stopped, or all of them. */
  readonly waitsFor: 'nothing' | 'stopped' | 'all';
}

/** As a scenario states it: counts, or fractions of what is desired. */
export interface UpdateSettings {
  readonly maxSurge: number | { readonly fraction: number };
  readonly maxUnavailable: number | { readonly fraction: number };
  readonly parallelism: number;
  readonly order: 'stop-first' | 'start-first';
}

export function planUpdate(
  orchestrator: string,
  { maxSurge, maxUnavailable, parallelism, order }: UpdateSettings,
  desired: number,
): UpdatePlan {
  if (orchestrator === 'kubernetes') {
    const surge = typeof maxSurge === 'number' ? maxSurge : Math.ceil(maxSurge.fraction * desired - 1e-9);
    const fewer =
      typeof maxUnavailable === 'number'
        ? maxUnavailable
        : Math.floor(maxUnavailable.fraction * desired + 1e-9);
    // With neither, nothing could ever happen.
    return { surge, unavailable: surge === 0 && fewer === 0 ? 1 : fewer, waitsFor: 'nothing' };
  }
  if (orchestrator === 'none') return { surge: 0, unavailable: desired, waitsFor: 'all' };
  const atOnce = parallelism === 0 ? desired : parallelism;
  return order === 'start-first'
    ? { surge: atOnce, unavailable: 0, waitsFor: 'nothing' }
    : { surge: 0, unavailable: atOnce, waitsFor: 'stopped' };
}

/** What there is. `present` are those that start, are ready or come back; `stopping` have been told to go. */
export interface UpdateView {
  readonly desired: number;
  readonly present: number;
  readonly stopping: number;
  readonly available: number;
  /** Of the new version: present, and available. */
  readonly updated: number;
  readonly updatedAvailable: number;
}

export interface UpdateStep {
  readonly start: number;
  /** Old ones that may be stopped, and how many of them may be available ones. */
  readonly stop: number;
  readonly stopAvailable: number;
}

export function stepUpdate(plan: UpdatePlan, view: UpdateView): UpdateStep {
  const { desired, present, stopping, available, updated, updatedAvailable } = view;
  const old = present - updated;
  const taken = plan.waitsFor === 'nothing' ? present : present + stopping;
  const blocked = plan.waitsFor === 'all' && old + stopping > 0;
  const start = blocked ? 0 : Math.max(0, Math.min(desired - updated, desired + plan.surge - taken));
  const least = desired - plan.unavailable;
  const stop = Math.max(0, Math.min(old, present - least - (updated - updatedAvailable)));
  return { start, stop, stopAvailable: Math.max(0, available - least) };
}

export const isUpdated = ({ desired, present, stopping, updated, updatedAvailable }: UpdateView): boolean =>
  present === updated && stopping === 0 && updatedAvailable >= desired;
