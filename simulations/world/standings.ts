/** The sandboxes of a world as `blastRadius` asks for them. */
import type { Standing } from './blast';
import { memberRows } from './members';
import { poolModel } from './pools';
import { nameOfRow } from './targets';
import { DEAD, STOPPED, type World } from './world';

/** All that start, run or stop. */
export const standings = (world: World): readonly Standing[] =>
  world.pools.flatMap((state, index) =>
    memberRows(state.members)
      .filter((row) => world.sandboxes.state[row] !== STOPPED && world.sandboxes.state[row] !== DEAD)
      .map((row) => {
        const { technology, component, deployment } = poolModel(world, index);
        return {
          id: nameOfRow(world, row),
          host: world.model.hosts[world.sandboxes.host[row] as number]?.id ?? '',
          deployment: world.model.deployments[deployment]?.id ?? '',
          component,
          technology,
        };
      }),
  );
