/** Sliders for the scenario's parameters: each issues the typed command `set`, as the terminal would. */
import { useState, type ReactNode } from 'react';
import { formatDuration, type KnobFrame } from '../../simulations';
import { Slider } from '../parts/controls';
import { useLab, useSession } from '../state/session';

interface Knob {
  readonly label: string;
  readonly path: string;
  /** Value at the ends of the slider, on a log scale. */
  readonly low: number;
  readonly high: number;
  readonly value: number;
  readonly show: (value: number) => string;
  /** The value as the scenario file would say it. */
  readonly write: (value: number) => string;
}

export function Knobs(): ReactNode {
  const knobs = useLab((lab) => lab.frame?.knobs);
  if (knobs === undefined) return null;
  return (
    <div className="knobs">
      {knobs.map((knob) => (
        <KnobSlider key={knob.path} knob={describe(knob)} />
      ))}
    </div>
  );
}

function describe(knob: KnobFrame): Knob {
  if (knob.kind === 'intensity') {
    const peak = knob.peakPerSecond ?? 1;
    return { label: `${knob.name}, peak`, path: knob.path, low: 0.1, high: 4, value: knob.value, show: (v) => `${(peak * v).toPrecision(2).replace(/\.0$/, '')} req/s`, write: (v) => `${Math.round(v * 100)} %` };
  }
  return { label: knob.name, path: knob.path, low: 1e6, high: 3.6e9, value: knob.value, show: formatDuration, write: (v) => `${Math.round(v / 1000)} ms` };
}

function KnobSlider({ knob }: { readonly knob: Knob }): ReactNode {
  const { lab } = useSession();
  const [moving, setMoving] = useState<number | null>(null);
  const value = moving ?? knob.value;
  const span = Math.log(knob.high / knob.low);
  const fraction = Math.min(1, Math.max(0, Math.log(Math.max(value, knob.low) / knob.low) / span));
  const commit = async (): Promise<void> => {
    if (moving === null) return;
    await lab.execute({ name: 'set', args: { path: knob.path, value: knob.write(moving) } });
    setMoving(null);
  };
  return (
    <div onPointerUp={() => void commit()} onKeyUp={() => void commit()} onBlur={() => void commit()}>
      <Slider label={knob.label} shown={knob.show(value)} fraction={fraction} onChange={(f) => setMoving(nice(knob.low * Math.exp(f * span)))} />
    </div>
  );
}

/** Two significant digits: a slider does not pretend to more. */
const nice = (value: number): number => Number(value.toPrecision(2));
