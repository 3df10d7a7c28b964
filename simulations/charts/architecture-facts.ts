/** The figures under each column of the architecture picture, with the bases that they rest on. */
import { formatBytes, formatDuration } from '../base/quantity';
import type { DeploymentFrame, Frame, SandboxFrame } from '../lab/frame';
import { medianOf } from '../random/distributions';
import { parseDistribution } from '../random/parse-distribution';
import type { Basis } from '../technologies/basis';
import { FACTS } from '../technologies/facts';
import { technologyOf } from '../technologies/catalogue';
import { SERVICE_WORDS } from '../scene/traffic';
import type { Technology } from '../technologies/technology';

export interface FactRow {
  readonly name: string;
  readonly value: string;
  readonly bases: readonly Basis[];
}

/** Median time from the order to start until the first answer: the sum of the medians of the phases. */
export function startMedianMicros(technology: Technology): number {
  return technology.startUp.reduce((sum, phase) => {
    const time = parseDistribution(phase.time);
    return sum + (time.ok ? medianOf(time.value) : 0);
  }, 0);
}

export function factRows(
  frame: Frame,
  deployment: DeploymentFrame,
  copies: readonly SandboxFrame[],
): readonly FactRow[] {
  const [sandbox] = copies;
  const technology = technologyOf(deployment.technology);
  const start = startMedianMicros(technology);
  const usedBy = (copy: SandboxFrame): number => copy.memory.reduce((sum, slice) => sum + slice.bytes, 0);
  const used = sandbox === undefined ? 0 : usedBy(sandbox);
  const [least, most] = [Math.min(...copies.map(usedBy)), Math.max(...copies.map(usedBy))];
  const memory = sandbox?.memory.map((slice) => slice.basis) ?? [];
  const taken = used + (sandbox?.reservedBytes ?? 0);
  const each = technology.memoryIsReserved
    ? `${formatBytes(taken)} ${technology.perRequest ? 'billed' : 'reserved'}, ${formatBytes(used)} used`
    : least === most
      ? formatBytes(used)
      : `${formatBytes(least)} to ${formatBytes(most)}`;
  const host = frame.hosts.find((h) => h.deployment === deployment.id);
  return [
    {
      name: 'First answer after',
      value: `${formatDuration(start)}${technology.perRequest ? ' cold, at once warm' : ''}`,
      bases: technology.startUp.map((phase) => phase.basis),
    },
    { name: 'RAM each', value: sandbox === undefined ? 'nothing runs' : each, bases: memory },
    {
      name: 'Density',
      value:
        host === undefined
          ? 'hosts are the provider’s'
          : `${deployment.density.perHost} per host of ${formatBytes(host.memoryBytes)}`,
      bases: [],
    },
    { name: 'Kept apart by', value: technology.boundary, bases: [] },
    { name: 'You look after', value: technology.lookAfter, bases: [] },
    ...leansOn(frame, deployment.id),
  ];
}

/** A footnote: every cited source once, then that the rest is assumed. */
export function footnoteOf(bases: readonly Basis[]): string {
  const cited = [
    ...new Set(bases.flatMap((basis) => (basis.fact === undefined ? [] : [basis.fact]))),
  ].flatMap((id) => {
    const fact = FACTS.get(id);
    if (fact === undefined) return [];
    const value = typeof fact.value === 'number' ? `${fact.value} ${fact.unit}, ` : '';
    return [
      `${value}${fact.source.authors.split(',')[0]}${fact.source.authors.includes(',') ? ' et al.' : ''}, ${fact.source.title} (${fact.source.year})`,
    ];
  });
  const assumed = bases.some((basis) => basis.kind === 'assumed');
  if (cited.length === 0) return 'assumed, editable in Strata';
  return `${cited.join('; ')}${assumed ? '; rest assumed' : ''}`;
}

/** Back ends that a provider runs for it; nothing where it has none. */
function leansOn({ services }: Frame, deployment: string): readonly FactRow[] {
  const own = services.filter((service) => service.deployment === deployment);
  const value = own.map(({ label, kind }) => `${label} (${SERVICE_WORDS[kind]})`).join(', ');
  return own.length === 0 ? [] : [{ name: 'Leans on', value, bases: [] }];
}
