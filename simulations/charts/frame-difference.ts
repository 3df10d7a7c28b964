/** What differs between runs at one instant: the same figures of each, deployment by deployment. */
import { median } from 'd3-array';
import { GIB } from '../base/quantity';
import { deploymentName } from '../lab/deployment-name';
import type { DeploymentFrame, Frame } from '../lab/frame';

export const DIFFERENCE_FIGURES = [
  'running',
  'start',
  'used',
  'reserved',
  'waiting',
  'p50',
  'p95',
  'p99',
  'cold',
  'completed',
  'cost',
] as const;
export type DifferenceFigure = (typeof DIFFERENCE_FIGURES)[number];

export interface DifferenceRow {
  readonly deployment: string;
  readonly figure: DifferenceFigure;
  /** One a run; null where the run has no such deployment or nothing was measured. */
  readonly values: readonly (number | null)[];
}

export interface DifferenceGroup {
  readonly deployment: string;
  readonly name: string;
  readonly rows: readonly DifferenceRow[];
}

/** Deployments are matched by id; those of the first run come first. */
export function frameDifferences(frames: readonly Frame[]): readonly DifferenceGroup[] {
  const ids = [...new Set(frames.flatMap((frame) => frame.deployments.map(({ id }) => id)))];
  return ids.map((deployment) => {
    const own = frames.map((frame) => frame.deployments.find(({ id }) => id === deployment));
    const first = own.find((found) => found !== undefined);
    return {
      deployment,
      name: first === undefined ? deployment : deploymentName(first, frames[0]?.deployments ?? []),
      rows: DIFFERENCE_FIGURES.map((figure) => ({
        deployment,
        figure,
        values: frames.map((frame, i) => {
          const found = own[i];
          return found === undefined ? null : figureOfFrame(frame, found, figure);
        }),
      })),
    };
  });
}

function figureOfFrame(frame: Frame, deployment: DeploymentFrame, figure: DifferenceFigure): number | null {
  const { recent, totals } = deployment;
  const hosts = frame.hosts.filter((host) => host.deployment === deployment.id);
  const owned = (fits: (owner: string) => boolean): number =>
    hosts
      .flatMap((host) => host.memoryByOwner)
      .reduce((sum, { owner, bytes }) => (fits(owner) ? sum + bytes : sum), 0) / GIB;
  switch (figure) {
    case 'running':
      return deployment.components.reduce((sum, { replicas }) => sum + replicas, 0);
    case 'start': {
      const spans = deployment.starts
        .filter(({ toMicros }) => toMicros <= frame.nowMicros)
        .map(({ fromMicros, toMicros }) => (toMicros - fromMicros) / 1e6);
      return median(spans) ?? null;
    }
    case 'used':
      return owned((owner) => owner !== 'free' && owner !== 'cache' && owner !== 'reserved');
    case 'reserved':
      return owned((owner) => owner === 'reserved');
    case 'waiting':
      return deployment.waiting;
    case 'p50':
    case 'p95':
    case 'p99':
      return recent.count === 0 ? null : recent[figure];
    case 'cold':
      return totals.completed === 0 ? null : (100 * totals.coldStarts) / totals.completed;
    case 'completed':
      return totals.completed;
    case 'cost':
      return totals.completed === 0 ? null : deployment.costPerMillion.amount;
  }
}

/** Which runs have not come to the instant of the first one yet, by at least so much; a shorter run waits at its end. */
export function notThereYet(frames: readonly Frame[], slackMicros: number): readonly boolean[] {
  const at = frames[0]?.nowMicros ?? 0;
  return frames.map(
    ({ nowMicros, durationMicros }) => Math.abs(nowMicros - Math.min(at, durationMicros)) > slackMicros,
  );
}

/** The runs have met the same arrivals: common random numbers hold. */
export function sameArrivals(frames: readonly Frame[]): boolean {
  const [first, ...others] = frames.map(({ arrivals }) => arrivals.counts.join(','));
  return others.every((counts) => counts === first);
}
