/** Keys and what they do. Single letters are off while typing, and can be switched off altogether. */
import { chordOf, isPlain, keymapOf } from './chords';
import { WINDOW_COMMANDS } from './commands';
import type { Settings } from '../../main/bridge';

const TYPING =
  'input:not([type="range"]):not([type="checkbox"]), textarea, select, [contenteditable], .xterm';
const OWN_KEYS = 'input, [role="dialog"], [role="menu"]';
/** What a field does with these keys is its own affair: undoing in it undoes in it. */
const EDITING: ReadonlySet<string> = new Set(
  ['Z', 'Y', 'A', 'C', 'V', 'X', 'Backspace', 'Enter', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].flatMap(
    (key) => [`Ctrl+${key}`, `Ctrl+Shift+${key}`],
  ),
);

/** The command that a key stands for; none while what has the focus needs the key itself. */
export function commandOfKey(event: KeyboardEvent, settings: Settings): string | undefined {
  if (event.defaultPrevented) return undefined;
  // On many keyboards + is shifted =: both make the text larger.
  const chord = chordOf(event).replace(/^Ctrl\+Alt\+(?:Shift\+\+|=)$/, 'Ctrl+Alt++');
  const command = keymapOf(WINDOW_COMMANDS, settings.keys).get(chord);
  // The size of everything is changed from anywhere, an open dialog included.
  if (command === 'projector' && !isPlain(chord)) return command;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const at = (selector: string): boolean => target !== null && target.closest(selector) !== null;
  if (isPlain(chord)) {
    if (at(TYPING) || at(OWN_KEYS) || (!settings.singleKeys && chord.length === 1)) return undefined;
    const onControl = at('button, a, summary, [role="treeitem"], [role="slider"], [role="tab"]');
    if (onControl && (chord === 'Space' || chord === 'Home' || chord === 'End')) return undefined;
  } else if (at('.xterm')) {
    // The shell has Control with a letter to itself; the size of its text is changed from within it too.
    if (!/^(Ctrl\+(Shift\+|Alt\+\W$)|(Shift\+)?F\d)/.test(chord)) return undefined;
  } else if (at('[role="dialog"]') || (at(TYPING) && EDITING.has(chord))) return undefined;
  return command;
}
