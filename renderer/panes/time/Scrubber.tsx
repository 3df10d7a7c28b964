import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { formatClock, type Frame } from '../../../simulations';
import { useSize } from '../../stage/use-size';
import type { LabSession } from '../../state/lab-session';
import { text } from '../../text/en';
import { ScrubberPicture } from './ScrubberPicture';
import { keyTarget } from './time-scale';

/** Room right of the time line for the names of its lanes. */
export const LANE_NAMES = 92;
/** A wish that has not been painted by then was overtaken by something else. */
const WISH_MS = 500;

/** The run as a line: what was, what starts, what is expected. The playhead is dragged, or moved by keys. */
export function Scrubber({ frame, lab }: { readonly frame: Frame; readonly lab: LabSession }): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const { width } = useSize(holder);
  const inner = Math.max(100, width - LANE_NAMES);
  const seekTo = (event: PointerEvent): void => {
    const left = holder.current?.getBoundingClientRect().left ?? 0;
    lab.seek((Math.min(inner, Math.max(0, event.clientX - left)) / inner) * frame.durationMicros);
  };
  // A key that follows quickly goes on from where the last one meant to go, not from what is still painted.
  const wished = useRef({ micros: 0, untilMs: 0 });
  const onKey = (event: KeyboardEvent): void => {
    const { micros, untilMs } = wished.current;
    const nowMicros = event.timeStamp < untilMs && micros !== frame.nowMicros ? micros : frame.nowMicros;
    const target = keyTarget(event.key, { ...frame, nowMicros });
    if (target === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    wished.current = { micros: target, untilMs: event.timeStamp + WISH_MS };
    lab.seek(target);
  };
  return (
    <div
      ref={holder}
      className="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={text.time.scrub}
      aria-valuemin={0}
      aria-valuemax={Math.round(frame.durationMicros / 1000)}
      aria-valuenow={Math.round(frame.nowMicros / 1000)}
      aria-valuetext={formatClock(frame.startsAtMicros + frame.nowMicros)}
      onKeyDown={onKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      // Only a drag that began here: one of the splitter beside it may well pass over the bar.
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
    >
      {width > 0 && <ScrubberPicture frame={frame} width={inner} namesWidth={LANE_NAMES} />}
    </div>
  );
}
