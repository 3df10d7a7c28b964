import { useSyncExternalStore } from 'react';

/** Whether a media query matches now; follows it live. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Below this width the legend folds to its swatches; below the next the inspector becomes a drawer. */
export const FOLD_LEGEND = '(width < 1280px)';
export const FLOAT_INSPECTOR = '(width < 1180px)';
/** What is left of a small screen at 200 %: panes stand one under the other and scroll. */
export const STACK_PANES = '(width < 860px), (height < 520px)';
