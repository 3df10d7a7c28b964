import * as z from 'zod';
import { describeIssue, ok } from '../base/errors';
import { applyOverride } from '../scenario/override';
import { checkScenario } from '../scenario/parse';
import { changeModel, scheduleArrival } from '../world/events';
import { compileModel } from '../world/compile';
import type { Model } from '../world/model';
import { sizeOfArrivals } from '../workload/arrivals';
import { defineCommand, refuse } from './command';

/** Changes a parameter of the scenario from now on, if the change leaves what exists as it is. */
export const set = defineCommand({
  id: 'set',
  summary: 'Change a parameter of the scenario from now on',
  example: 'set functions.thumb.keepAlive 5min',
  positional: ['path', 'value'],
  args: z.strictObject({ path: z.string().min(1).max(300), value: z.string().max(10_000) }),
  run(world, { path, value }) {
    const changed = applyOverride(world.model.scenario.source, path, value);
    if (!changed.ok) return refuse('bad-arguments', describeIssue(changed.error));
    const checked = checkScenario(changed.value);
    if (!checked.ok)
      return refuse('bad-arguments', checked.error.map((issue) => describeIssue(issue)).join('; '));
    const model = compileModel(
      checked.value,
      world.model.seed,
      world.model.added,
      world.model.images.map((image) => image.id),
    );
    if (shapeOf(world.model) !== shapeOf(model)) {
      return refuse(
        'not-possible',
        `${path} changes what exists, not how it behaves`,
        'open the scenario again with this value',
      );
    }
    changeModel(world, model);
    // A workload that had run dry (intensity 0) starts again.
    world.workloads.forEach((state, i) => state.pending || scheduleArrival(world, i));
    return ok({ text: `${path} = ${value}` });
  },
});

/** What must stay the same while a run goes on: everything that rows and memory refer to. */
function shapeOf(model: Model): string {
  const { scenario } = model;
  return JSON.stringify([
    model.pools.map((p) => [
      p.component,
      p.functionId,
      p.technology.id,
      p.hosts,
      p.workers,
      p.takenBytes,
      p.replicas,
      p.autoscaler?.policy,
      p.phases.map(({ on, cores, bytesPerSecond, inTurn }) => [on, cores, bytesPerSecond, inTurn]),
      [p.guest?.id, p.imageName, p.isThinDisk, p.ownLayers.map((layer) => layer.memoryBytes)],
      p.keepAlive,
      p.provisioned,
    ]),
    model.hosts.map((h) => [h.id, h.memoryBytes, h.cores, h.memoryRatio, h.ballooning, h.pageSharing]),
    model.routes,
    [model.images, model.layers],
    model.workloads.map((w) => [w.id, w.route, w.arrivals.kind, sizeOfArrivals(w.arrivals)]),
    [scenario.duration, scenario.transient, scenario.startsAt],
  ]);
}
