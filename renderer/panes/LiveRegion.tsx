import { useEffect, useState, type ReactNode } from 'react';
import { nextSentence, type Announced } from '../state/announcer';
import { useSession } from '../state/session';
import { text } from '../text/en';

/** What happens in the run, for a screen reader. */
export function LiveRegion(): ReactNode {
  const { lab, view } = useSession();
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    // What was in the log when a scenario opened, or lies ahead of where one has gone back to, is not news.
    const newest = lab.store.getState().frame?.log.at(-1)?.sequence ?? Infinity;
    let last: Announced = { sequence: newest, atMs: -Infinity };
    return lab.store.subscribe(({ frame, playing, speed }, before) => {
      if (frame === null || frame === before.frame) return;
      const went =
        before.frame === null || frame.events < before.frame.events || frame.title !== before.frame.title;
      if (went) last = { ...last, sequence: frame.log.at(-1)?.sequence ?? -1 };
      const heard = nextSentence(frame.log, last, { speed, playing, nowMs: performance.now() });
      if (heard === null || !view.getState().settings.announce) return;
      last = heard;
      setSentence(heard.sentence);
    });
  }, [lab, view]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label={text.bottom.events}>
      {sentence}
    </div>
  );
}
