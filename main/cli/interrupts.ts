/** Ctrl-C, for commands that take long. */
import { writeError } from './output';

export interface Interrupts {
  now: boolean;
}

/** The first Ctrl-C ends cleanly with what is done so far, the second at once. */
export function watchInterrupts(onFirst: () => void = () => undefined): Interrupts {
  const state: Interrupts = { now: false };
  process.on('SIGINT', () => {
    if (state.now) process.exit(130);
    state.now = true;
    writeError('ending with what is done so far…');
    onFirst();
  });
  return state;
}
