/** The area of the window that has the focus, and the keys that mean something there and nowhere else. */
import type { text } from '../text/en';

export type Area = keyof typeof text.areas;

/** The innermost area comes first. */
const PLACES: readonly (readonly [selector: string, area: Area])[] = [
  ['.xterm', 'terminal'],
  ['.scrubber', 'scrubber'],
  ['.separator', 'separator'],
  ['.stage-canvas, .stage-pane, .level-picture', 'stage'],
  ['.parts-tree', 'parts'],
  ['.part-form', 'form'],
  ['[role="tree"]', 'outline'],
  ['.log', 'log'],
  ['[role="tablist"]', 'tabs'],
];

export function areaOf(element: Element | null): Area {
  return PLACES.find(([selector]) => element !== null && element.closest(selector) !== null)?.[1] ?? 'window';
}
