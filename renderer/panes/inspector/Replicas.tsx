/** How many replicas of a component are wanted, with a step down and a step up. */
import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ComponentFrame } from '../../../simulations';
import { IconButton } from '../../parts/controls';
import { useSession } from '../../state/session';
import { text } from '../../text/en';

interface ReplicasProps {
  readonly deployment: string;
  readonly component: ComponentFrame;
}

export function Replicas({ deployment, component }: ReplicasProps): ReactNode {
  const { lab } = useSession();
  const { id, desired } = component;
  const scale = (replicas: number): void =>
    void lab.execute({ name: 'scale', args: { component: id, replicas, deployment } });
  return (
    <span className="stepper" role="group" aria-label={text.inspector.replicasOf.replace('{0}', id)}>
      <IconButton
        label={text.inspector.lessOf.replace('{0}', id)}
        disabled={desired <= 0}
        onClick={() => desired > 0 && scale(desired - 1)}
      >
        <Minus size={13} />
      </IconButton>
      <b>{desired}</b>
      <IconButton label={text.inspector.moreOf.replace('{0}', id)} onClick={() => scale(desired + 1)}>
        <Plus size={13} />
      </IconButton>
    </span>
  );
}
