/** Time: play, step, speed, and a scrubber that shows the past, the starts, and what is expected. */
import { Pause, Play, SkipBack, StepBack, StepForward } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatClock } from '../../simulations';
import { IconButton, Slider } from '../parts/controls';
import { MAX_SPEED, MIN_SPEED, type LabSession } from '../state/lab-session';
import type { StepSize } from '../engine/protocol';
import { useLab, useSession, useView } from '../state/session';
import { roundSpeed, speedText } from '../state/speed';
import { text } from '../text/en';
import { BranchMenu } from './time/BranchMenu';
import { Scrubber } from './time/Scrubber';

const STEPS: readonly StepSize[] = ['event', 'interesting', 'fixed'];
const SPEED_SPAN = Math.log(MAX_SPEED / MIN_SPEED);

export function TimeBar({ lab: given }: { readonly lab?: LabSession }): ReactNode {
  const session = useSession();
  const lab = given ?? session.lab;
  const frame = useLab((state) => state.frame, lab);
  const playing = useLab((state) => state.playing, lab);
  const stepSize = useView((view) => view.stepSize);
  const clock = formatClock((frame?.startsAtMicros ?? 0) + (frame?.nowMicros ?? 0));
  return (
    <section className="time-bar panel" aria-label={text.time.scrub} data-pane>
      <div className="time-buttons">
        <IconButton label={text.time.start} keys="Home" onClick={() => lab.seek(0)}>
          <SkipBack size={16} />
        </IconButton>
        <IconButton
          label={text.time.back}
          keys={text.time.backKeys}
          onClick={({ shiftKey }) => lab.step(-1, shiftKey ? 'interesting' : stepSize)}
        >
          <StepBack size={16} />
        </IconButton>
        <IconButton
          label={playing ? text.time.pause : text.time.play}
          keys="Space"
          className="is-play"
          onClick={() => lab.toggle()}
        >
          {playing ? <Pause size={17} /> : <Play size={17} />}
        </IconButton>
        <IconButton
          label={text.time.forward}
          keys={text.time.forwardKeys}
          onClick={({ shiftKey }) => lab.step(1, shiftKey ? 'interesting' : stepSize)}
        >
          <StepForward size={16} />
        </IconButton>
        <select
          className="step-size"
          aria-label={text.time.stepSize}
          value={stepSize}
          onChange={(event) => session.view.setState({ stepSize: event.target.value as StepSize })}
        >
          {STEPS.map((step) => (
            <option key={step} value={step}>
              {text.time.steps[step]}
            </option>
          ))}
        </select>
      </div>
      <div className="clock-block">
        <div className="clock" role="timer" aria-label={text.time.clock}>
          {clock.slice(0, 8)}
          <span>{clock.slice(8)}</span>
        </div>
        <Speed lab={lab} />
      </div>
      <BranchMenu lab={lab} />
      {frame !== null && <Scrubber frame={frame} lab={lab} />}
    </section>
  );
}

/** The wished speed; where the engine cannot keep up, also what it reaches. */
function Speed({ lab }: { readonly lab: LabSession }): ReactNode {
  const speed = useLab((state) => state.speed, lab);
  const achieved = useLab((state) => state.achieved, lab);
  const behind = achieved !== null && achieved < 0.9 * speed;
  const shown = behind ? `${speedText(achieved)} ${text.time.of} ${speedText(speed)}` : speedText(speed);
  return (
    <Slider
      label={text.time.speed}
      shown={shown}
      fraction={Math.log(speed / MIN_SPEED) / SPEED_SPAN}
      steps={60}
      onChange={(fraction) => lab.setSpeed(roundSpeed(MIN_SPEED * Math.exp(fraction * SPEED_SPAN)))}
    />
  );
}
