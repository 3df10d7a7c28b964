/**
 * Parts of the window that are not needed for its first picture: fetched as soon as that stands, so that none of them is
 * waited for when it is asked for.
 */
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react';

const fetches: (() => Promise<unknown>)[] = [];

export function later(fetch: () => Promise<ComponentType>): () => ReactNode {
  fetches.push(fetch);
  const Part = lazy(async () => ({ default: await fetch() }));
  return function Later(): ReactNode {
    return (
      <Suspense fallback={null}>
        <Part />
      </Suspense>
    );
  };
}

/** One after the other, each when nothing else is to be done. */
export function fetchLater(): void {
  const next = fetches.shift();
  if (next === undefined) return;
  requestIdleCallback(() => void next().finally(fetchLater));
}
