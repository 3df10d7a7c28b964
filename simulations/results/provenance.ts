/** Where the figures of a run come from: every one that a catalogue or profile put in, once, with its basis and source. */
import { formatBytes, formatDuration, formatNumber } from '../base/quantity';
import type { Limit, LimitProfile, PriceProfile } from '../profiles/profile';
import { medianOf } from '../random/distributions';
import { weakest, type Basis } from '../technologies/basis';
import { FACTS } from '../technologies/facts';
import type { Model, PhaseModel } from '../world/model';
import type { FigureSource, ProvenanceResult } from './result';

/** Figures of a run by what they are of and what they are called, in the order in which they are met. */
type Collected = Map<string, { readonly source: FigureSource; readonly basis: Basis }>;

export function provenanceOf(model: Model): ProvenanceResult {
  const found: Collected = new Map();
  const profiles = new Set<LimitProfile | PriceProfile>();
  for (const deployment of model.deployments) {
    profiles.add(deployment.prices);
    if (deployment.limits !== null) profiles.add(deployment.limits);
  }
  collectPools(model, found);
  for (const { plates } of model.hosts)
    for (const { name, memoryBytes, basis } of plates)
      add(found, 'host', `${name}, memory`, formatBytes(memoryBytes), basis);
  for (const profile of profiles) collectProfile(profile, found);
  const figures = [...found.values()];
  return {
    weakest: weakest(figures.map(({ basis }) => basis)),
    unverified: figures.filter(({ basis }) => basis.verified === false).length,
    figures: figures.map(({ source }) => source),
  };
}

function collectPools(model: Model, found: Collected): void {
  for (const { technology, phases, ownLayers } of model.pools) {
    const { id } = technology;
    for (const phase of phases) add(found, id, `start-up: ${phase.name}`, timeOf(phase), phase.basis);
    for (const { layer, name, memoryBytes, basis } of ownLayers)
      // The application's own memory is stated by the scenario.
      if (layer !== 'ap') add(found, id, `memory: ${name}`, formatBytes(memoryBytes), basis);
    for (const [work, { value, basis }] of Object.entries(technology.overhead))
      add(found, id, `overhead on ${work}`, `${value}`, basis);
  }
}

const timeOf = ({ time, factor }: PhaseModel): string => `median ${formatDuration(medianOf(time) * factor)}`;

const isFigure = (value: unknown): value is Limit =>
  typeof value === 'object' && value !== null && 'value' in value && 'basis' in value;

/** Every limit or price of a profile, also those that stand one level down. */
function collectProfile(profile: LimitProfile | PriceProfile, found: Collected): void {
  const walk = (at: string, value: unknown): void => {
    if (isFigure(value)) add(found, profile.id, value.name ?? at, formatNumber(value.value, 6), value.basis);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [key, inner] of Object.entries(value)) walk(at === '' ? key : `${at}.${key}`, inner);
  };
  walk('', profile);
}

function add(found: Collected, of: string, figure: string, value: string, basis: Basis): void {
  const key = `${of}/${figure}/${basis.fact ?? basis.kind}/${value}`;
  if (found.has(key)) return;
  const fact = basis.fact === undefined ? undefined : FACTS.get(basis.fact);
  const { title, authors, year, where } = fact?.source ?? {};
  found.set(key, {
    basis,
    source: {
      of,
      figure,
      value,
      basis: basis.kind,
      fact: basis.fact ?? null,
      verified: basis.verified ?? null,
      source: fact === undefined ? null : `${authors}: ${title} (${year}), ${where}`,
      note: basis.note ?? null,
    },
  });
}
