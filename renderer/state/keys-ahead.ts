/**
 * Keys that come after the terminal was called for and before it is there: they are meant for it, and not for the window,
 * whose single letters are shortcuts.
 */

/** What a terminal would be sent for a key; null for keys that are not typing. */
export function dataOfKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
): string | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  switch (event.key) {
    case 'Enter':
      return '\r';
    case 'Backspace':
      return '\u007f';
    case 'Tab':
      return '\t';
    default:
      return Array.from(event.key).length === 1 ? event.key : null;
  }
}

/** Keeps what is typed from now on; the function that it gives ends that and hands the keys over, in order. */
export function holdKeys(target: Window): () => readonly string[] {
  const held: string[] = [];
  const onKey = (event: KeyboardEvent): void => {
    const data = dataOfKey(event);
    if (data === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push(data);
  };
  target.addEventListener('keydown', onKey, { capture: true });
  return () => {
    target.removeEventListener('keydown', onKey, { capture: true });
    return held;
  };
}
