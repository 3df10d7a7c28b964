/** What a thousand sandboxes take of a host, against what was measured. */
import { FACTS, Lab } from '../../../simulations';
import { oneHost } from '../../helpers/starts';
import type { ValidityCase } from '../case';

/** What belongs to the host, however many it holds. */
const GROUND = ['hypervisor', 'host kernel', 'container engine', 'free'];

/** Memory of `count` sandboxes with an application of 1 MB each, in GB. */
function takenGb(technology: string, place: object, count: number): number {
  const lab = Lab.open(oneHost({ technology, place, replicas: count, component: { memory: '1 MB' } }));
  const memory = lab.result().hosts[0]?.memory;
  if (memory === undefined) return Number.NaN;
  const ground = memory.byPart.reduce(
    (sum, { part, bytes }) => (GROUND.includes(part) ? sum + bytes : sum),
    0,
  );
  return (memory.capacityBytes - ground) / 1e9;
}

const thousand = (technology: string, label: string, place: object, fact: string): ValidityCase => ({
  id: `density-${fact}`,
  group: 'Memory',
  model: `1,000 of ${label}, memory`,
  reference: FACTS.get(fact)?.quantity ?? fact,
  source: `${FACTS.get(fact)?.source.title} (${FACTS.get(fact)?.source.year}); ${fact}`,
  unit: 'GB',
  expected: Number(FACTS.get(fact)?.value),
  replications: 1,
  measure: () => takenGb(technology, place, 1000),
  tolerance: 0.05,
});

export const density: readonly ValidityCase[] = [
  thousand('container', 'a container with a small interpreter', {}, 'ct.mem.docker1000'),
  thousand('full-vm-type-1', 'a Tinyx guest on Xen', { guest: 'tinyx' }, 'vm.mem.tinyx1000'),
  thousand('full-vm-type-1', 'a Debian guest on Xen', { guest: 'debian' }, 'vm.mem.debian1000'),
];
