/** "What would fall with it?": the scene with a fault that has not happened. The run is not touched. */
import { useMemo } from 'react';
import { sceneOf, supposeFault, type FaultId, type Scene } from '../../simulations';
import { useLab, useView, type Session } from './session';

export interface Supposed {
  readonly kind: FaultId;
  readonly target: string;
}

/** The scene that the stage, the outline and the description share. */
export function sceneShown({ lab, view }: Session): Scene | null {
  const { frame, scene } = lab.store.getState();
  const { supposed } = view.getState();
  return frame === null || supposed === null
    ? scene
    : sceneOf(frame, supposeFault(frame, supposed.kind, supposed.target) ?? null);
}

export function useSceneShown(): Scene | null {
  const frame = useLab((lab) => lab.frame);
  const scene = useLab((lab) => lab.scene);
  const supposed = useView((view) => view.supposed);
  return useMemo(
    () =>
      frame === null || supposed === null
        ? scene
        : sceneOf(frame, supposeFault(frame, supposed.kind, supposed.target) ?? null),
    [frame, scene, supposed],
  );
}
