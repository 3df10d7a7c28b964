/** How fine the picture is: where the processor draws it, coarser while it moves and fine again at rest. Pure. */

/** A picture of a moving run should be drawn in this time. */
export const WISHED_MS = 60;
/** Nothing new for this long: the picture stands still and is worth all its pixels. */
export const REST_MS = 260;
export const COARSEST = 0.5;
/** Where the processor draws, smooth edges come from twice the pixels. */
export const FINEST = 2;

/** Pixels for each of the page's while things move, after a picture that took `tookMs` at `ratio`. */
export function nextRatio(ratio: number, tookMs: number): number {
  const wanted = ratio * Math.sqrt(WISHED_MS / Math.max(1, tookMs));
  const bounded = Math.min(1, Math.max(COARSEST, wanted));
  // In steps, so that the picture does not breathe.
  return Math.round(bounded * 4) / 4;
}

/** At rest: the finest that is drawn in a quarter of a second or so, and at least every pixel of the screen. */
export function restingRatio(ratio: number, tookMs: number, deviceRatio = 1): number {
  const fits = ratio * Math.sqrt(250 / Math.max(1, tookMs));
  return fits >= FINEST ? Math.max(FINEST, deviceRatio) : Math.max(deviceRatio, Math.floor(fits * 2) / 2);
}
