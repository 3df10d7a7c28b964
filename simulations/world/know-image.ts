/** An image that the scenario does not name comes into a run: with an update, for example. */
import { compileModel } from './compile';
import { imageIndex } from './images';
import { knowLayers } from './pulls';
import type { World } from './world';

/** From now on the image has layers, which hosts pull when they need them. */
export function knowImage(world: World, name: string): void {
  const { model } = world;
  if (imageIndex(world, name) >= 0) return;
  world.model = compileModel(model.scenario, model.seed, model.added, [
    ...model.images.map((image) => image.id),
    name,
  ]);
  knowLayers(world);
}
