/** A command that changes what the scenario says of its pools: the model is compiled anew, indices stay. */
import { describeIssue, ok, type LabError, type Outcome } from '../base/errors';
import type { Source } from '../scenario/edit';
import { setValue } from '../scenario/edit-values';
import { checkScenario } from '../scenario/parse';
import { autoscaler } from '../scenario/schema/autoscaler';
import { compileModel } from '../world/compile';
import { changeModel } from '../world/events';
import type { AddedPlace } from '../world/model';
import type { World } from '../world/world';
import { refuse } from './command';

type Changed = Outcome<null, LabError>;

/** One value of the scenario is another from now on; `undefined` takes it away. */
export function changeValue(world: World, path: string, value: unknown): Changed {
  const source = setValue(world.model.scenario.source as Source, path, value);
  return compileAnew(world, source, world.model.added);
}

/** The autoscaler of the place from which a pool comes, as a scenario writes it; `undefined` takes it away. */
export function changeAutoscaler(world: World, pool: number, written: object | undefined): Changed {
  const { scenario, added } = world.model;
  let before = 0;
  for (const [d, { place }] of scenario.deployments.entries()) {
    if (pool < before + place.length)
      return changeValue(world, `deployments.${d}.place.${pool - before}.autoscaler`, written);
    before += place.length;
  }
  // A place that came while the run went on stands in no scenario.
  const changed = added.map((one, i): AddedPlace => {
    if (i !== pool - before) return one;
    const { autoscaler: _old, ...place } = one.place;
    return {
      ...one,
      place: written === undefined ? place : { ...place, autoscaler: autoscaler.parse(written) },
    };
  });
  return compileAnew(world, scenario.source as Source, changed);
}

function compileAnew(world: World, source: Source, added: readonly AddedPlace[]): Changed {
  const checked = checkScenario(source);
  if (!checked.ok)
    return refuse('bad-arguments', checked.error.map((issue) => describeIssue(issue)).join('; '));
  const images = world.model.images.map((image) => image.id);
  changeModel(world, compileModel(checked.value, world.model.seed, added, images));
  return ok(null);
}
