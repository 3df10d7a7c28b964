import { useEffect, useRef, type ReactNode } from 'react';
import { readPalette, Stage3d, type Picture } from './stage-3d';

interface Canvas3dProps extends Picture {
  readonly theme: 'light' | 'dark';
  readonly onLost: () => void;
}

/** One canvas for all hosts; drawn when its picture changes and at no other time. */
export function Canvas3d({ onLost, theme, ...picture }: Canvas3dProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<Stage3d | null>(null);
  const { placements, patterns, peeled, width, height } = picture;
  // The stage lives as long as the canvas; a new `onLost` does not make a new one.
  const lost = useRef(onLost);
  useEffect(() => {
    lost.current = onLost;
  }, [onLost]);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    try {
      stage.current = new Stage3d(canvas.current, () => lost.current());
    } catch {
      lost.current();
    }
    return () => {
      stage.current?.dispose();
      stage.current = null;
    };
  }, []);
  useEffect(() => {
    stage.current?.setPalette(readPalette(document.documentElement));
    stage.current?.draw({ placements, patterns, peeled, width, height });
  }, [placements, patterns, peeled, width, height, theme]);
  return (
    <canvas
      ref={canvas}
      className="stage-layer"
      style={{ width, height }}
      aria-hidden="true"
      data-rendering="3d"
    />
  );
}
