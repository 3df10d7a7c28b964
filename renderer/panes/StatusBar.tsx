import type { ReactNode } from 'react';
import { say } from '../state/acts';
import { LAYER_IDS, type Frame } from '../../simulations';
import { useLab, useSession, useView } from '../state/session';
import type { CompareTab, Mode } from '../state/view-store';
import { text } from '../text/en';

type ShownKey = readonly [keys: string, what: string];

const TIME_KEYS: readonly ShownKey[] = [
  ['Space', 'play'],
  [', .', 'step'],
  ['[ ]', 'speed'],
];
const STAGE_KEYS: readonly ShownKey[] = [
  [`1–${LAYER_IDS.length}`, 'one layer, 0 all'],
  ['D', 'describe'],
];

/** The keys that do something in what is shown: a view without time bar or stage does not name theirs. */
export function keysShown(mode: Mode, tab: CompareTab): readonly ShownKey[] {
  if (mode === 'explore') return [...TIME_KEYS, ...STAGE_KEYS];
  if (mode === 'compare' && tab === 'runs') return [...TIME_KEYS, ...STAGE_KEYS];
  if (mode === 'compare' && tab === 'graph') return TIME_KEYS;
  return [];
}

/**
 * While it runs, what stands out; at rest, what happened at this very instant, however small: a step is never without a
 * sentence.
 */
export function captionShown(
  { log, nowMicros, events }: Pick<Frame, 'log' | 'nowMicros' | 'events'>,
  playing: boolean,
): string {
  const notable = log.findLast((line) => line.interesting) ?? log.at(-1);
  if (playing || events === 0)
    return notable === undefined ? text.inspector.nothingYet : `${notable.caption}.`;
  const here = log.findLast((line) => line.atMicros === nowMicros);
  if (here !== undefined) return `${here.caption}.`;
  const before = notable === undefined ? '' : text.time.lastNotable.replace('{0}', notable.caption);
  return `${text.time.smallEvent.replace('{0}', events.toLocaleString('en'))} ${before}`.trim();
}

export function StatusBar(): ReactNode {
  const session = useSession();
  const mode = useView((view) => view.mode);
  const lesson = useView((view) => view.lesson);
  // A lesson has a run of its own: what is said is said of that one.
  const lab = mode === 'lessons' ? lesson?.lab : undefined;
  const frame = useLab((state) => state.frame, lab);
  const playing = useLab((state) => state.playing, lab);
  const tab = useView((view) => view.compareTab);
  const t = text.title;
  const run =
    frame === null
      ? ''
      : `${t.seed} ${frame.seed}, ${t.run} ${frame.fingerprint.slice(0, 4)} ${frame.fingerprint.slice(4)}`;
  const model = frame === null ? '' : `${t.model} ${frame.engine}, ${t.prices} ${frame.pricesDate}`;
  const copy = (): void => {
    void navigator.clipboard.writeText(`${run}, ${model}, digest ${frame?.digest ?? ''}`).then(
      () => say(session, text.title.copied),
      () => say(session, `${run}, ${model}`),
    );
  };
  const caption = frame === null ? text.inspector.nothingYet : captionShown(frame, playing);
  return (
    <footer className="status-bar" data-pane>
      <span className="status-caption" title={caption}>
        {caption}
      </span>
      <span className="status-keys" aria-hidden="true">
        {keysShown(mode, tab).map(([keys, what]) => (
          <span key={what}>
            <kbd>{keys}</kbd> {what}
          </span>
        ))}
      </span>
      <button
        type="button"
        className="status-button"
        onClick={() => session.view.setState({ keysOpen: true })}
      >
        <kbd>?</kbd> {text.title.keys.toLowerCase()}
      </button>
      <button
        type="button"
        className="status-button fingerprint"
        onClick={copy}
        title={text.title.copyRun}
        data-fingerprint={frame?.fingerprint ?? ''}
      >
        {run}
        <span className="status-model">, {model}</span>
      </button>
    </footer>
  );
}
