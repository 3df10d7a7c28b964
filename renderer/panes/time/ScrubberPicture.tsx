/** What the time line shows: arrivals that were and that are expected, the starts of each deployment, and now. */
import type { ReactNode } from 'react';
import { technologyOf, type DeploymentFrame, type Frame } from '../../../simulations';
import { text } from '../../text/en';
import { rateText } from '../knob';
import { spansOf } from './spans';
import { ticksOf } from './time-scale';

const ARRIVALS_TOP = 4;
const ARRIVALS_BASE = 27;
const FIRST_LANE = 35;
const LANE_PITCH = 11.5;
const MOST_LANES = 3;

type Scale = (micros: number) => number;

interface ScrubberPictureProps {
  readonly frame: Frame;
  readonly width: number;
  readonly namesWidth: number;
}

export function ScrubberPicture({ frame, width, namesWidth }: ScrubberPictureProps): ReactNode {
  const toX: Scale = (micros) => (micros / frame.durationMicros) * width;
  const lanes = frame.deployments.slice(0, MOST_LANES);
  const floor = FIRST_LANE + lanes.length * LANE_PITCH - 7.5;
  const now = toX(frame.nowMicros);
  const expected = Math.max(0, ...frame.arrivals.expectedPerSecond);
  return (
    <svg width={width + namesWidth} height="82" aria-hidden="true">
      <rect x={now} y="3" width={Math.max(0, width - now)} height={floor - 4} fill="url(#pattern-future)" />
      <Arrivals frame={frame} toX={toX} />
      <path d={`M0 ${ARRIVALS_BASE + 0.5}H${width}`} className="lane-rule" />
      {lanes.map((deployment, i) => (
        <Lane
          key={deployment.id}
          y={FIRST_LANE + i * LANE_PITCH}
          nowMicros={frame.nowMicros}
          deployment={deployment}
          width={width}
          toX={toX}
        />
      ))}
      <path d={`M0 ${floor}H${width}`} className="lane-rule" />
      {ticksOf(frame, width).map(({ micros, label, anchor }) => (
        <g key={micros}>
          <path d={`M${toX(micros)} ${floor}v4`} className="lane-tick" />
          <text x={toX(micros)} y={floor + 15} className="tick-text" textAnchor={anchor}>
            {label}
          </text>
        </g>
      ))}
      <text x={width + 8} y="22" className="lane-text">{`${rateText(expected)} ${text.time.peak}`}</text>
      <path d={`M${now} 0V${floor + 4}`} className="playhead" />
      <path d={`M${now - 5} 0h10v4l-5 5-5-5z`} className="playhead-grip" />
    </svg>
  );
}

/** Behind the playhead what arrived, as an area; before it what is expected, dashed. */
function Arrivals({ frame, toX }: { readonly frame: Frame; readonly toX: Scale }): ReactNode {
  const { bucketMicros, counts, expectedPerSecond } = frame.arrivals;
  const rates = counts.map((count) => (count / bucketMicros) * 1e6);
  const peak = Math.max(1, ...expectedPerSecond, ...rates);
  const point = (rate: number, i: number): string =>
    `${toX((i + 0.5) * bucketMicros).toFixed(1)} ${(ARRIVALS_BASE - (rate / peak) * (ARRIVALS_BASE - ARRIVALS_TOP)).toFixed(1)}`;
  // The bucket that is still filling would always look too low.
  const past = rates.slice(0, Math.max(1, counts.length - 1)).map(point);
  const future = expectedPerSecond.map(point).slice(counts.length);
  const end = past.at(-1)?.split(' ')[0];
  return (
    <>
      {past.length > 1 && (
        <path
          d={`M0 ${ARRIVALS_BASE}L${past.join('L')}L${end} ${ARRIVALS_BASE}Z`}
          className="arrivals-area"
        />
      )}
      {past.length > 1 && <path d={`M${past.join('L')}`} className="arrivals-line" />}
      {future.length > 1 && <path d={`M${future.join('L')}`} className="arrivals-future" />}
    </>
  );
}

interface LaneProps {
  readonly y: number;
  readonly nowMicros: number;
  readonly deployment: DeploymentFrame;
  readonly width: number;
  readonly toX: Scale;
}

/** Starts of one deployment: what is done solid, the rest of what is under way dashed. */
function Lane({ y, nowMicros, deployment, width, toX }: LaneProps): ReactNode {
  const { hue } = technologyOf(deployment.technology);
  const { done, under } = spansOf(deployment.starts, nowMicros, toX);
  const boxes = (spans: readonly (readonly [number, number])[]): string =>
    spans.map(([from, to]) => `M${from.toFixed(1)} ${y - 3}H${to.toFixed(1)}v6H${from.toFixed(1)}Z`).join('');
  const line = `var(--${hue}-line)`;
  return (
    <g>
      <path d={`M0 ${y + 5.5}H${width}`} className="lane-hair" />
      {done.length > 0 && <path d={boxes(done)} style={{ fill: `var(--${hue})`, stroke: line }} />}
      {under.length > 0 && (
        <path d={boxes(under)} fill="none" strokeDasharray="2 2" style={{ stroke: line }} />
      )}
      <text x={width + 8} y={y + 3.5} className="lane-text" style={{ fill: `var(--${hue}-text)` }}>
        {text.time.lanes[hue] ?? text.time.starts}
      </text>
    </g>
  );
}
