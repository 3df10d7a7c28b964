/** The start-up of a pool's sandboxes: the technology's phases, or those of a restore, with a readiness probe of one's own. */
import { invariant } from '../base/errors';
import type { Distribution } from '../random/distributions';
import { parseDistribution } from '../random/parse-distribution';
import type { FunctionFields, PlaceFields } from '../scenario/schema';
import { snapshotStartUp } from '../technologies/snapshot-start';
import { assumed } from '../technologies/basis';
import type { StartPhase, Technology } from '../technologies/technology';
import type { PhaseModel } from './model';

/** Phases of the catalogue that wait for a probe: a probe of the scenario's own takes their place. */
const isProbe = (phase: StartPhase): boolean => phase.name.endsWith('check');

export function compilePhases(
  technology: Technology,
  settings: FunctionFields | undefined,
  place: PlaceFields,
): readonly PhaseModel[] {
  const startUp =
    settings?.start === 'snapshot' ? snapshotStartUp(technology, settings.workingSet) : technology.startUp;
  const { readiness } = place;
  const phases = readiness === undefined ? startUp : startUp.filter((phase) => !isProbe(phase));
  const compiled = phases.map((phase): PhaseModel => ({
    name: phase.name,
    layer: phase.layer,
    basis: phase.basis,
    time: phaseTime(phase.time),
    on: phase.on,
    bytesPerSecond: phase.bytesPerSecond ?? 1,
    probe: null,
  }));
  if (readiness === undefined) return compiled;
  const probe: PhaseModel = {
    name: 'Readiness check',
    layer: 'ap',
    basis: assumed('the scenario states its delay and period'),
    time: phaseTime('constant(0 s)'),
    on: undefined,
    bytesPerSecond: 1,
    probe: readiness,
  };
  return [...compiled, probe];
}

function phaseTime(text: string): Distribution {
  const parsed = parseDistribution(text);
  invariant(parsed.ok, `the catalogue's phase time "${text}" is a distribution`);
  return parsed.value;
}
