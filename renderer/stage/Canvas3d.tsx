import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Blocks2d } from './Blocks2d';
import { drawTiles, readPalette, TILE_PIXELS } from './palette';
import { buffersOf, pack, tileSizes, type Picture } from './picture';
import type { FromStage, ToStage } from './stage.worker';

interface Canvas3dProps extends Picture {
  readonly theme: 'light' | 'dark';
  readonly onLost: () => void;
}

/** The thread that draws one canvas. Of several pictures that come while it is busy, only the latest is drawn. */
class StageThread {
  readonly #worker = new Worker(new URL('./stage.worker.ts', import.meta.url), { type: 'module' });
  readonly #canvas: HTMLCanvasElement;
  #busy = false;
  /** The look whose colours the thread has. */
  #look = '';
  #waiting: (() => void) | null = null;
  /** Told once, when the first picture is there. */
  #onShown: (() => void) | null;

  constructor(canvas: HTMLCanvasElement, onShown: () => void, onLost: () => void) {
    this.#canvas = canvas;
    this.#onShown = onShown;
    this.#worker.onmessage = ({ data }: MessageEvent<FromStage>) => {
      if (data.type === 'lost') onLost();
      else if (data.type === 'rested') this.#rested();
      else this.#drawn(data.final);
    };
    this.#worker.onerror = onLost;
    // For tests, and for whoever wants to see what happens then: the graphics are taken away.
    canvas.addEventListener('lose-graphics', () => this.#send({ type: 'lose' }));
    const offscreen = canvas.transferControlToOffscreen();
    const pixels = drawTiles();
    this.#send(
      { type: 'start', canvas: offscreen, tiles: { pixels, side: TILE_PIXELS, sizes: tileSizes() } },
      [offscreen, pixels.buffer],
    );
  }

  #send(message: ToStage, hand: Transferable[] = []): void {
    this.#worker.postMessage(message, hand);
  }

  /** Of a picture that is still wanted: nothing newer waits or is being drawn. */
  #rested(): void {
    if (!this.#busy) this.#canvas.dataset['final'] = '1';
  }

  #drawn(final: boolean): void {
    this.#busy = false;
    this.#onShown?.();
    this.#onShown = null;
    const next = this.#waiting;
    this.#waiting = null;
    if (next !== null) {
      next();
      return;
    }
    this.#canvas.dataset['drawn'] = '1';
    if (final) this.#rested();
  }

  draw(picture: Picture): void {
    this.#canvas.dataset['drawn'] = '0';
    this.#canvas.dataset['final'] = '0';
    const send = (): void => {
      this.#busy = true;
      const packed = pack(picture);
      const { theme = '', contrast = '' } = document.documentElement.dataset;
      const look = `${theme} ${contrast} ${window.matchMedia('(forced-colors: active)').matches}`;
      const palette = look === this.#look ? null : readPalette(document.documentElement);
      this.#look = look;
      this.#send({ type: 'draw', packed, palette, deviceRatio: window.devicePixelRatio }, buffersOf(packed));
    };
    if (this.#busy) this.#waiting = send;
    else send();
  }

  close(): void {
    this.#worker.terminate();
  }
}

/** Asked here too: where WebGL is switched off for the page, a thread of it may still be given some. */
function hasWebgl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}

/**
 * One canvas for all hosts; drawn when its picture changes and at no other time. Graphics take a while to come up, seconds
 * where they are made in software: until the first picture is there, the same one is shown as 2D draws it.
 */
export function Canvas3d({ onLost, theme, ...picture }: Canvas3dProps): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const thread = useRef<StageThread | null>(null);
  const [shown, setShown] = useState(false);
  const { placements, patterns, peeled, width, height } = picture;
  // The stage lives as long as its holder; a new `onLost` does not make a new one.
  const lost = useRef(onLost);
  useEffect(() => {
    lost.current = onLost;
  }, [onLost]);
  useEffect(() => {
    // A canvas can be handed to a thread only once: every thread has one of its own.
    const canvas = document.createElement('canvas');
    canvas.dataset['rendering'] = '3d';
    Object.assign(canvas.style, { width: '100%', height: '100%', display: 'block' });
    holder.current?.append(canvas);
    try {
      if (!hasWebgl()) throw new Error('WebGL 2 is not available');
      thread.current = new StageThread(
        canvas,
        () => setShown(true),
        () => lost.current(),
      );
    } catch {
      lost.current();
    }
    return () => {
      thread.current?.close();
      thread.current = null;
      canvas.remove();
    };
  }, []);
  useEffect(() => {
    thread.current?.draw({ placements, patterns, peeled, width, height });
  }, [placements, patterns, peeled, width, height, theme]);
  return (
    <>
      {!shown && <Blocks2d {...picture} />}
      <div ref={holder} className="stage-layer" style={{ width, height }} aria-hidden="true" />
    </>
  );
}
