/**
 * How a run went: figures at evenly spaced instants up to now. Found by replaying a fork from the start, a piece at a
 * time, so that whoever replays can do other things in between.
 */
import type { DeploymentFrame } from './frame';
import type { Lab } from './lab';

export interface ComponentSeries {
  readonly id: string;
  readonly queued: readonly number[];
  /** Workers that are taken over workers, at the instant. */
  readonly taken: readonly number[];
}

export interface DeploymentSeries {
  readonly id: string;
  readonly p95Ms: readonly number[];
  readonly waiting: readonly number[];
  readonly components: readonly ComponentSeries[];
}

export interface RunSeries {
  readonly atMicros: readonly number[];
  readonly deployments: readonly DeploymentSeries[];
}

interface Sample {
  readonly atMicros: number;
  readonly deployments: readonly DeploymentFrame[];
}

export class SeriesRecorder {
  readonly #lab: Lab;
  readonly #instants: readonly number[];
  readonly #samples: Sample[] = [];

  constructor(lab: Lab, points: number) {
    const until = lab.nowMicros;
    this.#instants = Array.from({ length: points + 1 }, (_, i) => Math.round((i * until) / points));
    this.#lab = lab.fork();
    this.#lab.seek(0);
  }

  /** At most so many events on; true when the series is complete. */
  advance(maxEvents: number): boolean {
    const target = this.#instants[this.#samples.length];
    if (target === undefined) return true;
    if (this.#lab.runTo(target, maxEvents) === 'budget') return false;
    this.#samples.push({ atMicros: target, deployments: this.#lab.frame().deployments });
    return this.#samples.length === this.#instants.length;
  }

  series(): RunSeries {
    const [first] = this.#samples;
    return {
      atMicros: this.#samples.map(({ atMicros }) => atMicros),
      deployments: (first?.deployments ?? []).map((deployment, d) => {
        const own = this.#samples.flatMap((sample) => sample.deployments[d] ?? []);
        return {
          id: deployment.id,
          p95Ms: own.map(({ recent }) => recent.p95),
          waiting: own.map(({ waiting }) => waiting),
          components: deployment.components.map(({ id }, c) => ({
            id,
            queued: own.map(({ components }) => components[c]?.queued ?? 0),
            taken: own.map(({ components }) => {
              const component = components[c];
              return component === undefined || component.workers === 0
                ? 0
                : component.busy / component.workers;
            }),
          })),
        };
      }),
    };
  }
}
