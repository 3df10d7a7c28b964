import type { ReactNode } from 'react';
import { say } from '../state/acts';
import { useLab, useSession } from '../state/session';
import { text } from '../text/en';

const SHOWN_KEYS = [
  ['Space', 'play'],
  [', .', 'step'],
  ['[ ]', 'speed'],
  ['1–7', 'peel layers'],
  ['D', 'describe'],
] as const;

export function StatusBar(): ReactNode {
  const session = useSession();
  const frame = useLab((lab) => lab.frame);
  const last = frame?.log.findLast((line) => line.interesting) ?? frame?.log.at(-1);
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
  return (
    <footer className="status-bar" data-pane>
      <span className="status-caption">
        {last === undefined ? text.inspector.nothingYet : `${last.caption}.`}
      </span>
      <span className="status-keys" aria-hidden="true">
        {SHOWN_KEYS.map(([keys, what]) => (
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
