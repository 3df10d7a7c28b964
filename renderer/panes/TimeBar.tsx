/** Time: play, step, speed, and a scrubber that shows the past, the starts, and what is expected. */
import { Pause, Play, SkipBack, StepBack, StepForward } from 'lucide-react';
import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { formatClock, technologyOf, type Frame } from '../../simulations';
import { IconButton, Slider } from '../parts/controls';
import { useSize } from '../stage/use-size';
import { speedText } from '../state/keys';
import { MAX_SPEED, MIN_SPEED, type LabSession } from '../state/lab-session';
import { useLab, useSession } from '../state/session';
import { text } from '../text/en';

const SPEED_SPAN = Math.log(MAX_SPEED / MIN_SPEED);
const LANES_RIGHT = 92;

export function TimeBar({ lab: given }: { readonly lab?: LabSession }): ReactNode {
  const session = useSession();
  const lab = given ?? session.lab;
  const frame = useLab((state) => state.frame, lab);
  const playing = useLab((state) => state.playing, lab);
  const speed = useLab((state) => state.speed, lab);
  const clock = formatClock((frame?.startsAtMicros ?? 0) + (frame?.nowMicros ?? 0));
  return (
    <section className="time-bar panel" aria-label={text.time.scrub}>
      <IconButton label={text.time.start} keys="Home" onClick={() => lab.seek(0)}>
        <SkipBack size={16} />
      </IconButton>
      <IconButton label={text.time.back} keys="," onClick={() => lab.step(-1)}>
        <StepBack size={16} />
      </IconButton>
      <IconButton label={playing ? text.time.pause : text.time.play} keys="Space" className="is-play" onClick={() => lab.toggle()}>
        {playing ? <Pause size={17} /> : <Play size={17} />}
      </IconButton>
      <IconButton label={text.time.forward} keys="." onClick={() => lab.step(1)}>
        <StepForward size={16} />
      </IconButton>
      <div className="clock-block">
        <div className="clock" role="timer" aria-label={text.time.clock}>
          {clock.slice(0, 8)}
          <span>{clock.slice(8)}</span>
        </div>
        <Slider label={text.time.speed} shown={speedText(speed)} fraction={Math.log(speed / MIN_SPEED) / SPEED_SPAN} onChange={(f) => lab.setSpeed(roundSpeed(MIN_SPEED * Math.exp(f * SPEED_SPAN)))} steps={60} />
      </div>
      {frame !== null && <Scrubber frame={frame} lab={lab} />}
    </section>
  );
}

const roundSpeed = (speed: number): number => {
  const decade = 10 ** Math.floor(Math.log10(speed) + 1e-9);
  const digit = speed / decade;
  return decade * (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10);
};

function Scrubber({ frame, lab }: { readonly frame: Frame; readonly lab: LabSession }): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const { width } = useSize(holder);
  const inner = Math.max(100, width - LANES_RIGHT);
  const toX = (micros: number): number => (micros / frame.durationMicros) * inner;
  const seekTo = (event: PointerEvent): void => {
    const left = holder.current?.getBoundingClientRect().left ?? 0;
    lab.seek((Math.min(inner, Math.max(0, event.clientX - left)) / inner) * frame.durationMicros);
  };
  const onKey = (event: KeyboardEvent): void => {
    const tenth = frame.durationMicros / 100;
    const moves: Readonly<Record<string, number>> = { ArrowLeft: frame.nowMicros - tenth, ArrowRight: frame.nowMicros + tenth, PageUp: frame.nowMicros - 10 * tenth, PageDown: frame.nowMicros + 10 * tenth, Home: 0, End: frame.durationMicros };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    lab.seek(Math.min(frame.durationMicros, Math.max(0, target)));
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
      onPointerMove={(event) => event.buttons === 1 && seekTo(event)}
    >
      {width > 0 && <ScrubberPicture frame={frame} width={inner} toX={toX} />}
    </div>
  );
}

const BASE = 27;
const FLOOR = 65;

function ScrubberPicture({ frame, width, toX }: { readonly frame: Frame; readonly width: number; readonly toX: (micros: number) => number }): ReactNode {
  const { bucketMicros, counts, expectedPerSecond } = frame.arrivals;
  const rates = counts.map((count) => (count / bucketMicros) * 1e6);
  const expected = Math.max(0, ...expectedPerSecond);
  const peak = Math.max(1, expected, ...rates);
  const y = (rate: number): number => BASE - (rate / peak) * 23;
  const now = toX(frame.nowMicros);
  const past = rates.slice(0, Math.max(1, counts.length - 1)).map((rate, i) => `${toX((i + 0.5) * bucketMicros).toFixed(1)} ${y(rate).toFixed(1)}`);
  const future = expectedPerSecond.flatMap((rate, i) => (toX((i + 0.5) * bucketMicros) < now ? [] : [`${toX((i + 0.5) * bucketMicros).toFixed(1)} ${y(rate).toFixed(1)}`]));
  return (
    <svg width={width + LANES_RIGHT} height="80" aria-hidden="true">
      <rect x={now} y="3" width={Math.max(0, width - now)} height={FLOOR - 4} fill="url(#pattern-future)" />
      {past.length > 1 && (
        <>
          <path d={`M0 ${BASE}L${past.join('L')}L${past.at(-1)?.split(' ')[0]} ${BASE}Z`} className="arrivals-area" />
          <path d={`M${past.join('L')}`} className="arrivals-line" />
        </>
      )}
      {future.length > 1 && <path d={`M${future.join('L')}`} className="arrivals-future" />}
      <path d={`M0 ${BASE + 0.5}H${width}`} className="lane-rule" />
      {frame.deployments.slice(0, 3).map((deployment, i) => (
        <Lane key={deployment.id} frame={frame} index={i} deployment={deployment} width={width} toX={toX} />
      ))}
      <path d={`M0 ${FLOOR}H${width}`} className="lane-rule" />
      <TimeTicks frame={frame} toX={toX} />
      <text x={width + 8} y="22" className="lane-text">{`${expected < 10 ? expected.toFixed(1) : Math.round(expected)} req/s peak`}</text>
      <path d={`M${now} 0V${FLOOR + 4}`} className="playhead" />
      <path d={`M${now - 5} 0h10v4l-5 5-5-5z`} className="playhead-grip" />
    </svg>
  );
}

interface LaneProps {
  readonly frame: Frame;
  readonly index: number;
  readonly deployment: Frame['deployments'][number];
  readonly width: number;
  readonly toX: (micros: number) => number;
}

/** Starts of one deployment: done ones solid, the rest of what is under way dashed. */
function Lane({ frame, index, deployment, width, toX }: LaneProps): ReactNode {
  const hue = technologyOf(deployment.technology).hue;
  const y = 35 + index * 11.5;
  const names: Readonly<Record<string, string>> = { go: 'VM boots', ct: 'containers', fn: 'cold starts' };
  return (
    <g>
      <path d={`M0 ${y + 5.5}H${width}`} className="lane-hair" />
      {deployment.starts.map((start) => {
        const [from, to] = [toX(start.fromMicros), toX(start.toMicros)];
        const now = toX(Math.min(frame.nowMicros, start.toMicros));
        return (
          <g key={`${start.sandbox}-${start.fromMicros}`}>
            <rect x={from} y={y - 3} width={Math.max(2, now - from)} height="6" style={{ fill: `var(--${hue})`, stroke: `var(--${hue}-line)` }} />
            {to - now > 1 && <rect x={now} y={y - 3} width={to - now} height="6" fill="none" strokeDasharray="2 2" style={{ stroke: `var(--${hue}-line)` }} />}
          </g>
        );
      })}
      <text x={width + 8} y={y + 3.5} className="lane-text" style={{ fill: `var(--${hue}-text)` }}>
        {names[hue] ?? 'starts'}
      </text>
    </g>
  );
}

/** Four to six round instants. */
function TimeTicks({ frame, toX }: { readonly frame: Frame; readonly toX: (micros: number) => number }): ReactNode {
  const steps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map((seconds) => seconds * 1e6);
  const step = steps.find((candidate) => frame.durationMicros / candidate <= 6) ?? frame.durationMicros / 4;
  const ticks = Array.from({ length: Math.floor(frame.durationMicros / step) + 1 }, (_, i) => i * step);
  return ticks.map((micros) => {
    const clock = formatClock(frame.startsAtMicros + micros, false);
    const x = toX(micros);
    const atEnd = micros > frame.durationMicros * 0.97;
    return (
      <g key={micros}>
        <path d={`M${x} ${FLOOR}v4`} className="lane-tick" />
        <text x={x} y={FLOOR + 15} className="tick-text" textAnchor={micros === 0 ? 'start' : atEnd ? 'end' : 'middle'}>
          {step < 60e6 ? clock : clock.slice(0, 5)}
        </text>
      </g>
    );
  });
}
