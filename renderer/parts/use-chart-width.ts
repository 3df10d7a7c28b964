import type { RefObject } from 'react';
import { useSize } from '../stage/use-size';
import { useView } from '../state/session';

/** The width to draw a chart at, so that its text has the size that a person chose when it fills the element. */
export function useChartWidth(element: RefObject<HTMLElement | null>): number {
  const { width } = useSize(element);
  const size = useView((view) => view.settings.textSize);
  return Math.round((width * 100) / size);
}
