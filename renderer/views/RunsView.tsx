/** Two to four runs under one clock: their stages, their arrivals on one axis, what differs, and where they parted. */
import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { sameArrivals } from '../../simulations';
import { TimeBar } from '../panes/TimeBar';
import { MOST_RUNS, type ComparedRun } from '../state/comparison';
import { useLab, useSession } from '../state/session';
import { readShipped } from '../state/shipped';
import { text } from '../text/en';
import { Differences } from './runs/Differences';
import { RunPanel } from './runs/RunPanel';
import { SharedArrivals } from './runs/SharedArrivals';
import { useFrames, useWaitedFor } from './runs/use-frames';

export function RunsView({ tabs }: { readonly tabs: ReactNode }): ReactNode {
  const { lab, comparison } = useSession();
  const others = useStore(comparison.store, (state) => state.others);
  const name = useLab((state) => state.branch.name);
  const parked = useLab((state) => state.parked);
  const tried = useRef(false);
  // Whoever comes here with branches wants to see them.
  useEffect(() => {
    if (tried.current || others.length > 0) return;
    tried.current = true;
    for (const branch of parked) comparison.addBranch(branch.id, branch.name);
  }, [comparison, others, parked]);
  const leader: ComparedRun = { letter: 'A', name, lab, related: true, own: false };
  const runs = [leader, ...others];
  const waitedFor = useWaitedFor(runs);
  const frames = useFrames(runs).map(({ frame }) => frame);
  const differ = waitedFor.length === 0 && !sameArrivals(frames);
  return (
    <main className="view-mode">
      <div className="view-rows">
        <section className="view-main panel" data-pane aria-label={text.compare.runs}>
          <div className="view-bar">
            {tabs}
            {runs.length < MOST_RUNS && <AddRun taken={new Set(others.map((run) => run.lab.id))} />}
            <span className="quiet">{differ ? text.compare.runsDiffer : text.compare.runsTitle}</span>
          </div>
          <div className="view-scroll" tabIndex={0} role="group" aria-label={text.compare.runsTitle}>
            <div className={`run-panels is-${runs.length}`}>
              {runs.map((run) => (
                <RunPanel
                  key={run.letter}
                  run={run}
                  waited={waitedFor.includes(run.letter)}
                  onRemove={() => comparison.remove(run.letter)}
                />
              ))}
            </div>
            {others.length === 0 ? (
              <p className="para view-note">{text.compare.onlyOne}</p>
            ) : (
              <>
                <SharedArrivals runs={runs} waitedFor={waitedFor} />
                <Differences runs={runs} waitedFor={waitedFor} />
              </>
            )}
          </div>
        </section>
        <TimeBar />
      </div>
    </main>
  );
}

function AddRun({ taken }: { readonly taken: ReadonlySet<string> }): ReactNode {
  const { lab, comparison, scenarios } = useSession();
  const parked = useLab((state) => state.parked);
  const [holder, setHolder] = useState<HTMLElement | null>(null);
  const addFork = async (): Promise<void> => {
    await lab.fork();
    const newest = lab.store.getState().parked.at(-1);
    if (newest !== undefined) comparison.addBranch(newest.id, newest.name);
  };
  const addScenario = async (file: string, title: string): Promise<void> => {
    await comparison.addScenario(title, { name: file, text: await readShipped(file) });
  };
  return (
    <div ref={setHolder}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="button">
          <Plus size={14} aria-hidden="true" /> {text.compare.add}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal container={holder}>
          <DropdownMenu.Content className="menu is-narrow" align="start" sideOffset={4}>
            <DropdownMenu.Item className="menu-item menu-row" onSelect={() => void addFork()}>
              {text.compare.addFork}
            </DropdownMenu.Item>
            {parked
              .filter(({ id }) => !taken.has(id))
              .map(({ id, name }) => (
                <DropdownMenu.Item
                  key={id}
                  className="menu-item menu-row"
                  onSelect={() => comparison.addBranch(id, name)}
                >
                  {text.compare.addBranch.replace('{0}', name)}
                </DropdownMenu.Item>
              ))}
            {scenarios.map(({ id, file, title }) => (
              <DropdownMenu.Item
                key={id}
                className="menu-item menu-row"
                onSelect={() => void addScenario(file, title)}
              >
                {text.compare.addScenario.replace('{0}', title)}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}
