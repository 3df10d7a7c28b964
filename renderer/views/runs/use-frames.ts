import { useEffect, useState } from 'react';
import type { Frame } from '../../../simulations';
import type { ComparedRun } from '../../state/comparison';

/** The latest frame of every run; only runs that have one. */
export function useFrames(
  runs: readonly ComparedRun[],
): readonly { readonly run: ComparedRun; readonly frame: Frame }[] {
  const [, setTurn] = useState(0);
  const key = runs.map(({ lab, letter }) => `${letter}${lab.id}`).join(' ');
  useEffect(() => {
    const stops = runs.map(({ lab }) =>
      lab.store.subscribe((state, before) => {
        if (state.frame !== before.frame) setTurn((turn) => turn + 1);
      }),
    );
    return () => {
      for (const stop of stops) stop();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the runs are told apart by their labs
  }, [key]);
  return runs.flatMap((run) => {
    const { frame } = run.lab.store.getState();
    return frame === null ? [] : [{ run, frame }];
  });
}
