/** What there is to try in the scenario that is open, with names that it has. */
import { technologyOf, type Frame } from '../../simulations';

const MORE_REPLICAS = 2;
const MOST_HINTS = 3;

type Placed = Frame['deployments'][number]['components'][number];
type Technology = ReturnType<typeof technologyOf>;

export interface Hints {
  readonly lines: readonly string[];
  /** What they name: while that is the same, they need not be given again. */
  readonly names: string;
}

/** Lines that can be typed as they stand: of each tool that manages something here, one. */
export function hintsOf(frame: Frame): Hints {
  const firstOf = (manages: (technology: Technology) => boolean): Placed | undefined =>
    frame.deployments
      .filter(({ technology }) => manages(technologyOf(technology)))
      .flatMap(({ components }) => components)
      .find(({ removed }) => removed !== true);
  const service = firstOf(({ tool }) => tool === 'docker');
  const called = firstOf(({ tool, perRequest }) => tool === 'aws' && perRequest);
  const machine = firstOf(({ tool }) => tool === 'virsh');
  const lines = [
    'help',
    ...(service === undefined
      ? []
      : [`docker service scale ${service.id}=${service.desired + MORE_REPLICAS}`]),
    ...(called === undefined
      ? []
      : [`aws lambda invoke --function-name ${called.functionId ?? called.id} out`]),
    ...(machine === undefined ? [] : ['virsh list --all']),
  ].slice(0, MOST_HINTS);
  return { lines, names: [service?.id, called?.functionId ?? called?.id, machine === undefined].join(' ') };
}
