/** Self-check: nobody is given more of a host than there is. */
import type { FairShare } from '../engine/fair-share';
import type { World } from '../world/world';

const givenBy = (share: FairShare): number =>
  share.classes.reduce((sum, one) => sum + one.rate * one.jobs, 0);

/** Faults, in words: shares that give more than their capacity, demands that do not add up. */
export function faultsOfShares(world: World): readonly string[] {
  return world.hosts.flatMap((state, i) => {
    const id = world.model.hosts[i]?.id ?? '';
    const shares = { cores: state.cores, disk: state.disk, network: state.network };
    const over = Object.entries(shares).flatMap(([name, share]) =>
      share !== null && givenBy(share) > share.capacity * (1 + 1e-9)
        ? [`${id}: ${name} give ${givenBy(share)} of ${share.capacity}`]
        : [],
    );
    const negative = state.cpuDemand < -1e-6 ? [`${id}: ${state.cpuDemand} cores are demanded`] : [];
    return [...over, ...negative];
  });
}
