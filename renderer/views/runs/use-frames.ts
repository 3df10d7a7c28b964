import { useEffect, useState } from 'react';
import type { Frame } from '../../../simulations';
import { notThereYet } from '../../../simulations';
import { useLab } from '../../state/session';
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

/** Followers are a picture behind while they play: that much, in seconds of the wall, is no waiting. */
const PICTURES_SECONDS = 0.6;

/** The letters of the runs that are still being computed to the instant of the first. */
export function useWaitedFor(runs: readonly ComparedRun[]): readonly string[] {
  const shown = useFrames(runs);
  const playing = useLab((state) => state.playing);
  const speed = useLab((state) => state.speed);
  const slack = playing ? PICTURES_SECONDS * 1e6 * speed : 0;
  const late = notThereYet(
    shown.map(({ frame }) => frame),
    slack,
  );
  return shown.flatMap(({ run }, i) => (late[i] === true ? [run.letter] : []));
}
