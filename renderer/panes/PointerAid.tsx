/** For those who watch over a shoulder or on a projector: a ring around the pointer, and the keys that are pressed. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { chordOf, shownChord } from '../state/chords';
import { useView } from '../state/session';
import { text } from '../text/en';

export function PointerAid(): ReactNode {
  const halo = useView((view) => view.settings.pointerHalo);
  const keys = useView((view) => view.settings.showKeys);
  return (
    <>
      {halo && <Halo />}
      {keys && <Keys />}
    </>
  );
}

/** Moved by hand: a picture of the whole window for every movement of the mouse would be too dear. */
function Halo(): ReactNode {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = ({ clientX, clientY, buttons }: PointerEvent): void => {
      const style = ring.current?.style;
      if (style === undefined) return;
      style.translate = `${clientX}px ${clientY}px`;
      style.visibility = 'visible';
      ring.current?.toggleAttribute('data-pressed', buttons !== 0);
    };
    const hide = (): void => {
      if (ring.current !== null) ring.current.style.visibility = 'hidden';
    };
    const events = ['pointermove', 'pointerdown', 'pointerup'] as const;
    for (const name of events) window.addEventListener(name, follow, true);
    document.documentElement.addEventListener('pointerleave', hide);
    return () => {
      for (const name of events) window.removeEventListener(name, follow, true);
      document.documentElement.removeEventListener('pointerleave', hide);
    };
  }, []);
  return <div ref={ring} className="pointer-halo" aria-hidden="true" />;
}

const SHOWN_MS = 1600;
/** What is typed into a field may be private, and is seen there anyhow. */
const FIELDS = 'input, textarea, [contenteditable], .xterm';

function Keys(): ReactNode {
  const [pressed, setPressed] = useState<readonly { readonly at: number; readonly chord: string }[]>([]);
  useEffect(() => {
    const note = (event: KeyboardEvent): void => {
      const chord = chordOf(event);
      const typing = event.target instanceof HTMLElement && event.target.closest(FIELDS) !== null;
      if (chord === '' || (typing && chord.length === 1) || (typing && chord === 'Space')) return;
      const at = event.timeStamp;
      setPressed((before) => [...before.slice(-3), { at, chord }]);
      setTimeout(() => setPressed((now) => now.filter((other) => other.at !== at)), SHOWN_MS);
    };
    window.addEventListener('keydown', note, true);
    return () => window.removeEventListener('keydown', note, true);
  }, []);
  if (pressed.length === 0) return null;
  return (
    <div className="pressed-keys" aria-hidden="true" title={text.settings.showKeys}>
      {pressed.map(({ at, chord }) => (
        <kbd key={at}>{shownChord(chord)}</kbd>
      ))}
    </div>
  );
}
