/**
 * Keys as chords: `Space`, `,`, `Shift+D`, `Ctrl+Shift+P`. Each command has one chord of its own; a person's choice takes
 * its place, and the empty chord takes the key away. Pure.
 */

/** What of a keyboard event makes a chord. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export interface Bound {
  readonly id: string;
  readonly chord?: string | undefined;
}

export type Overrides = Readonly<Record<string, string>>;

const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);

/** '' for a modifier alone. Command on a Mac counts as Control. */
export function chordOf(press: KeyPress): string {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press;
  if (MODIFIERS.has(key)) return '';
  const control = ctrlKey || metaKey;
  const letter = /^[a-z]$/i.test(key);
  const plus = (control || altKey) && key === '=';
  const name = key === ' ' ? 'Space' : plus ? '+' : letter ? key.toUpperCase() : key;
  // Of characters other than letters the shift is in the character itself: `?`, `<`.
  const shift = shiftKey && name !== '+' && (letter || name.length > 1 || control);
  return [control ? 'Ctrl' : '', altKey ? 'Alt' : '', shift ? 'Shift' : '', name]
    .filter((part) => part !== '')
    .join('+');
}

/** A single key without Control or Alt: it is off while somebody types. */
export const isPlain = (chord: string): boolean =>
  !/^(Ctrl|Alt)\+/.test(chord) && !/^(Shift\+)?F\d/.test(chord);

export const chordFor = (command: Bound, overrides: Overrides): string =>
  overrides[command.id] ?? command.chord ?? '';

/** Command by chord; of two that share one the first in the list has it. */
export function keymapOf(commands: readonly Bound[], overrides: Overrides): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const command of commands) {
    const chord = chordFor(command, overrides);
    if (chord !== '' && !map.has(chord)) map.set(chord, command.id);
  }
  return map;
}

/** Chords that more than one command claims, with their claimants. */
export function conflictsOf(
  commands: readonly Bound[],
  overrides: Overrides,
): ReadonlyMap<string, readonly string[]> {
  const claims = new Map<string, string[]>();
  for (const command of commands) {
    const chord = chordFor(command, overrides);
    if (chord !== '') claims.set(chord, [...(claims.get(chord) ?? []), command.id]);
  }
  return new Map([...claims].filter(([, ids]) => ids.length > 1));
}

/** As it is shown on a key: `Ctrl Shift P`. */
export const shownChord = (chord: string): string =>
  chord === '+' || chord.endsWith('++') ? chord.replace(/\+\+$/, ' +') : chord.replaceAll('+', ' ');

/** As the native menu writes it; '' where the system has no such accelerator or the key must stay free for typing. */
export const acceleratorOf = (chord: string): string =>
  isPlain(chord) ? '' : chord.replace('Ctrl', 'CmdOrCtrl').replace('Space', 'Space');
