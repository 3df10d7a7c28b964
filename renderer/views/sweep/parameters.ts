/** What of a scenario can be varied: its knobs, replicas and workers, each with where it stands and what it is. Pure. */
import { formatQuantity, type Frame, type QuantityKind, type Scenario } from '../../../simulations';
import { text } from '../../text/en';

export interface Parameter {
  readonly path: string;
  readonly name: string;
  readonly kind: QuantityKind;
  /** In the canonical unit. */
  readonly now: number;
}

export function parametersOf(frame: Frame, scenario: Scenario): readonly Parameter[] {
  const knobs = frame.knobs.flatMap((knob): readonly Parameter[] =>
    knob.kind === 'distribution'
      ? []
      : [
          {
            path: knob.path,
            name: knob.name,
            kind: knob.kind === 'intensity' ? 'fraction' : 'duration',
            now: knob.value,
          },
        ],
  );
  const replicas = scenario.deployments.flatMap((deployment) =>
    deployment.place.flatMap((place, i): readonly Parameter[] =>
      place.component === undefined
        ? []
        : [
            {
              path: `deployments.${deployment.id}.place.${i}.replicas`,
              name: text.sweep.replicas.replace('{0}', `${place.component}, ${deployment.id}`),
              kind: 'count',
              now: place.replicas,
            },
          ],
    ),
  );
  const workers = scenario.components.map((component): Parameter => ({
    path: `components.${component.id}.workers`,
    name: text.sweep.workers.replace('{0}', component.id),
    kind: 'count',
    now: component.workers,
  }));
  return [...knobs, ...replicas, ...workers];
}

/**
 * A range in which something happens. A load goes from a quarter to twice, so that the queue is met; a duration that is
 * long beside the run changes nothing in it, so it goes from a moment to half of the run.
 */
export function rangeOf(
  { kind, now }: Parameter,
  runMicros: number,
): { readonly from: string; readonly to: string } {
  const [low, high] =
    kind === 'count'
      ? [1, Math.max(4, now * 2)]
      : kind === 'fraction'
        ? [now / 4, now * 2]
        : now * 2 > runMicros
          ? [runMicros / 120, runMicros / 2]
          : [now / 4, now * 4];
  return { from: formatQuantity(low, kind), to: formatQuantity(high, kind) };
}
