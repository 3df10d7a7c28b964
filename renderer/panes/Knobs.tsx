/** Sliders for the scenario's parameters: each issues the typed command `set`, as the terminal would. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Slider } from '../parts/controls';
import { useLab, useSession } from '../state/session';
import { knobOf, positionOf, type Knob } from './knob';

export function Knobs(): ReactNode {
  const frames = useLab((lab) => lab.frame?.knobs);
  const knobs = frames?.flatMap((frame) => knobOf(frame) ?? []) ?? [];
  return (
    <div className="knobs">
      {knobs.map((knob) => (
        <KnobSlider key={knob.path} knob={knob} />
      ))}
    </div>
  );
}

/** The value follows the hand at once; the command is given when the hand rests, so that a drag is one change. */
const REST_MS = 250;

function KnobSlider({ knob }: { readonly knob: Knob }): ReactNode {
  const { lab } = useSession();
  const [wished, setWished] = useState<number | null>(null);
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(resting.current), []);
  const last = knob.stops.length - 1;
  const value = wished ?? knob.value;
  const turn = (fraction: number): void => {
    const stop = knob.stops[Math.round(fraction * last)] ?? knob.value;
    setWished(stop);
    clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      void lab
        .execute({ name: 'set', args: { path: knob.path, value: knob.write(stop) } })
        .then(() => setWished((now) => (now === stop ? null : now)));
    }, REST_MS);
  };
  const fraction = positionOf({ stops: knob.stops, value }) / last;
  return (
    <Slider label={knob.label} shown={knob.show(value)} fraction={fraction} steps={last} onChange={turn} />
  );
}
