/** The arrivals of all runs on one axis: the same line where the runs have met the same requests. */
import { useRef, type ReactNode } from 'react';
import { drawStrips, formatNumber, sameArrivals, type Frame, type Strip } from '../../../simulations';
import { Picture } from '../../parts/Picture';
import { useSize } from '../../stage/use-size';
import type { ComparedRun } from '../../state/comparison';
import { useView } from '../../state/session';
import { themeOf } from '../../state/view-store';
import { text } from '../../text/en';
import { useFrames } from './use-frames';

/** Only pieces of time that are over: the one that runs, and those that lie ahead, would look like a fall to nothing. */
export const wholeBuckets = ({
  arrivals,
  nowMicros,
}: Pick<Frame, 'arrivals' | 'nowMicros'>): readonly number[] =>
  arrivals.counts.slice(0, Math.floor(nowMicros / Math.max(1, arrivals.bucketMicros)));

const DASHES = [undefined, '6 4', '2 3', '10 3 2 3'] as const;

interface SharedArrivalsProps {
  readonly runs: readonly ComparedRun[];
  readonly waitedFor: readonly string[];
}

export function SharedArrivals({ runs, waitedFor }: SharedArrivalsProps): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const { width } = useSize(holder);
  const variant = useView(themeOf);
  const shown = useFrames(runs);
  const [first] = shown;
  const frames = shown.map(({ frame }) => frame);
  const total = (frame: Frame): number => frame.arrivals.counts.reduce((sum, count) => sum + count, 0);
  const same = sameArrivals(frames);
  const counts = [...new Set(frames.map((frame) => formatNumber(total(frame), 6)))].join(', ');
  const strip: Strip = {
    title: text.compare.arrivals,
    subtitle: text.compare.perBucket,
    unit: '',
    lines: (same ? shown.slice(0, 1) : shown).map(({ run, frame }, i) => ({
      name: run.letter,
      hue: 'ap',
      values: wholeBuckets(frame),
      ...(DASHES[i] !== undefined && { dash: DASHES[i] }),
    })),
  };
  return (
    <div ref={holder} className="shared-arrivals">
      {first !== undefined && width > 0 && (
        <Picture
          drawing={drawStrips([strip], {
            width,
            atMicros: first.frame.arrivals.counts.map(
              (_, i) => (i + 0.5) * first.frame.arrivals.bucketMicros,
            ),
            startsAtMicros: first.frame.startsAtMicros,
            durationMicros: first.frame.durationMicros,
            variant,
            provenance: '',
            marks: [],
          })}
        />
      )}
      <p className="para view-note">
        {waitedFor.length > 0
          ? text.compare.waitedFor.replace('{0}', waitedFor.join(', '))
          : (same ? text.compare.sameArrivals : text.compare.otherArrivals).replace('{0}', counts)}
      </p>
    </div>
  );
}
