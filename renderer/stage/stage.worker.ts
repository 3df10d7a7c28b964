/** Draws the 3D stage on a thread of its own: however slow the graphics are, the window's panels never wait for them. */
import type { Palette } from './palette';
import type { Packed } from './picture';
import { nextRatio, REST_MS, restingRatio } from './quality';
import { Stage3d, type Tiles } from './stage-3d';

export type ToStage =
  | { readonly type: 'start'; readonly canvas: OffscreenCanvas; readonly tiles: Tiles }
  | {
      readonly type: 'draw';
      readonly packed: Packed;
      readonly palette: Palette | null;
      readonly deviceRatio: number;
    }
  | { readonly type: 'lose' };

/**
 * `drawn` = ready for the next picture; `final` = as fine as it gets, in `rested` where that comes after a while; `lost` =
 * nothing can be drawn any more.
 */
export type FromStage =
  | { readonly type: 'drawn'; readonly tookMs: number; readonly final: boolean }
  | { readonly type: 'rested' }
  | { readonly type: 'lost' };

const scope = self as unknown as {
  postMessage(message: FromStage): void;
  onmessage: ((event: MessageEvent<ToStage>) => void) | null;
};

let canvas: OffscreenCanvas | null = null;
let stage: Stage3d | null = null;
let ratio = 1;
let timer: ReturnType<typeof setTimeout> | undefined;

const lost = (): void => {
  clearTimeout(timer);
  stage = null;
  scope.postMessage({ type: 'lost' });
};

/** Draws at a ratio and says how long it took until the pixels were there. */
function timed(drawing: Stage3d, packed: Packed, at: number): number {
  const began = performance.now();
  drawing.draw(packed, at);
  if (drawing.software) drawing.finish();
  return performance.now() - began;
}

function draw(message: Extract<ToStage, { readonly type: 'draw' }>): void {
  if (stage === null) return;
  const drawing = stage;
  const { packed, palette, deviceRatio } = message;
  clearTimeout(timer);
  if (palette !== null) drawing.setPalette(palette);
  if (!drawing.software) {
    const tookMs = timed(drawing, packed, Math.min(2, deviceRatio));
    scope.postMessage({ type: 'drawn', tookMs, final: true });
    return;
  }
  const at = ratio;
  const tookMs = timed(drawing, packed, at);
  ratio = nextRatio(at, tookMs);
  const fine = restingRatio(at, tookMs, deviceRatio);
  scope.postMessage({ type: 'drawn', tookMs, final: fine <= at });
  if (fine > at)
    timer = setTimeout(() => {
      if (stage !== null) timed(stage, packed, fine);
      scope.postMessage({ type: 'rested' });
    }, REST_MS);
}

scope.onmessage = ({ data }) => {
  try {
    switch (data.type) {
      case 'start':
        canvas = data.canvas;
        stage = new Stage3d(canvas, data.tiles, lost);
        return;
      case 'draw':
        draw(data);
        return;
      case 'lose':
        canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    }
  } catch {
    lost();
  }
};
