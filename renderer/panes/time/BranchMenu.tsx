/** The branches of a run: which one is shown, how they came to be, and the way from one to another. */
import { GitBranch, GitCompareArrows, GitFork, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { formatClock } from '../../../simulations';
import { IconButton } from '../../parts/controls';
import { carryOut } from '../../state/commands';
import type { Branch, LabSession } from '../../state/lab-session';
import { useLab, useSession } from '../../state/session';
import { text } from '../../text/en';

export function BranchMenu({ lab }: { readonly lab: LabSession }): ReactNode {
  const branch = useLab((state) => state.branch, lab);
  const parked = useLab((state) => state.parked, lab);
  const count = parked.length + 1;
  const shown = text.branch.of.replace('{0}', String(count)).replace('{1}', String(count));
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className="branch-trigger"
        aria-label={`${text.branch.list}: ${branch.name}, ${count === 1 ? text.branch.only : shown}`}
        title={branch.name}
      >
        <GitBranch size={15} aria-hidden="true" />
        <span>{count}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover branches"
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={text.branch.list}
        >
          <BranchList lab={lab} branch={branch} parked={parked} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function BranchList({
  lab,
  branch,
  parked,
  onDone,
}: {
  readonly lab: LabSession;
  readonly branch: Branch;
  readonly parked: readonly Branch[];
  readonly onDone: () => void;
}): ReactNode {
  const session = useSession();
  const aside = useLab((state) => state.aside, lab);
  const startsAt = useLab((state) => state.frame?.startsAtMicros ?? 0, lab);
  const origin = ({ atMicros }: Branch): string =>
    atMicros === 0 ? '' : text.branch.from.replace('{0}', formatClock(startsAt + atMicros));
  return (
    <>
      <h3>{text.branch.list}</h3>
      <label className="branch-now">
        <span className="quiet">
          {text.branch.current} {origin(branch)}
        </span>
        <input
          key={branch.name}
          className="input"
          aria-label={text.branch.rename}
          defaultValue={branch.name}
          maxLength={80}
          onBlur={(event) => lab.renameBranch(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && lab.renameBranch(event.currentTarget.value)}
        />
      </label>
      <ul>
        {parked.map((other) => (
          <li key={other.id}>
            <button
              type="button"
              className="branch-take"
              aria-label={text.branch.take.replace('{0}', other.name)}
              onClick={() => void lab.switchTo(other.id)}
            >
              <b>{other.name}</b> <span className="quiet">{origin(other)}</span>
            </button>
            <IconButton
              label={text.branch.drop.replace('{0}', other.name)}
              onClick={() => lab.dropBranch(other.id)}
            >
              <X size={14} />
            </IconButton>
          </li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="button" onClick={() => void lab.fork()}>
          <GitFork size={14} aria-hidden="true" /> {text.branch.fork}
        </button>
        {parked.length > 0 && lab === session.lab && (
          <button
            type="button"
            className="button"
            onClick={() => {
              onDone();
              carryOut(session, 'runs');
            }}
          >
            <GitCompareArrows size={14} aria-hidden="true" /> {text.branch.compare}
          </button>
        )}
      </div>
      {aside > 0 && <p className="quiet">{text.branch.aside.replace('{0}', String(aside))}</p>}
      <p className="quiet">{text.branch.forkNote}</p>
    </>
  );
}
