import type { ReactNode } from 'react';
import { textWidth, type DeploymentFrame, type LayerId } from '../../../simulations';
import { fractionOn, latencyText, tickText, type LatencyAxis } from './latency-axis';

/** Room for the number left of p50 and the one right of p99. */
const LEFT = 40;
const RIGHT = 50;

const xOn = (axis: LatencyAxis, width: number, ms: number): number =>
  LEFT + fractionOn(axis, ms) * (width - LEFT - RIGHT);

/** None over another. */
function ticksThatFit(axis: LatencyAxis, width: number): readonly number[] {
  let end = -Infinity;
  return axis.labelled.filter((ms) => {
    const half = textWidth(tickText(ms), 11) / 2;
    const x = xOn(axis, width, ms);
    if (x - half < end + 6) return false;
    end = x + half;
    return true;
  });
}

/** The words of the axis, over the grid lines of all rows. */
export function LatencyTicks({
  axis,
  width,
}: {
  readonly axis: LatencyAxis;
  readonly width: number;
}): ReactNode {
  return (
    <svg width={width} height="13" aria-hidden="true">
      {ticksThatFit(axis, width).map((ms) => (
        <text key={ms} x={xOn(axis, width, ms)} y="10" className="tick-text" textAnchor="middle">
          {tickText(ms)}
        </text>
      ))}
    </svg>
  );
}

interface LatencyBarProps {
  readonly hue: LayerId;
  readonly recent: DeploymentFrame['recent'];
  readonly axis: LatencyAxis;
  readonly width: number;
  /** What is said where nothing was answered. */
  readonly none: string;
}

export function LatencyBar({ hue, recent, axis, width, none }: LatencyBarProps): ReactNode {
  const x = (ms: number): number => xOn(axis, width, ms);
  const answered = recent.count > 0;
  const said = `p50 ${latencyText(recent.p50)}, p95 ${latencyText(recent.p95)}, p99 ${latencyText(recent.p99)}; numbers without unit are ms`;
  return (
    <svg width={width} height="36" role="img" aria-label={answered ? said : none}>
      {axis.grid.map((ms) => (
        <path key={ms} d={`M${x(ms)} 0V36`} style={{ stroke: 'var(--rule-2)' }} opacity=".6" />
      ))}
      {answered ? (
        <Percentiles hue={hue} recent={recent} x={x} />
      ) : (
        <text x={width / 2} y="22" textAnchor="middle" className="halo">
          {none}
        </text>
      )}
    </svg>
  );
}

interface PercentilesProps {
  readonly hue: LayerId;
  readonly recent: DeploymentFrame['recent'];
  readonly x: (ms: number) => number;
}

function Percentiles({ hue, recent, x }: PercentilesProps): ReactNode {
  const line = { stroke: `var(--${hue}-line)` };
  return (
    <>
      <path d={`M${x(recent.p50)} 18H${x(recent.p99)}`} style={line} strokeWidth="2" />
      <circle cx={x(recent.p50)} cy="18" r="4" style={{ fill: `var(--${hue}-line)` }} />
      <path d={`M${x(recent.p95)} 13v10`} style={line} strokeWidth="2" />
      <circle
        cx={x(recent.p99)}
        cy="18"
        r="3.6"
        style={{ ...line, fill: 'var(--bg-panel)' }}
        strokeWidth="1.8"
      />
      <text x={x(recent.p50) - 8} y="22" textAnchor="end" className="halo figure">
        {latencyText(recent.p50)}
      </text>
      <text x={x(recent.p99) + 9} y="22" className="halo is-strong figure">
        {latencyText(recent.p99)}
      </text>
    </>
  );
}
