import { defineSubcommand } from '../dialect';

const shared = {
  flags: [],
  differs: 'No real shell has it: the past of a real machine stays as it is.',
} as const;

/** `undo`: the run goes as if the last command had not been given. */
export const undo = defineSubcommand({
  ...shared,
  id: 'undo',
  words: ['undo'],
  usage: 'undo',
  summary: 'Take the last command of the lab back.',
  examples: ['scale thumb 6; undo'],
  models: 'The run stays at its instant and is what it would be without that command; redo gives it again.',
  run: () => ({ history: 'undo' }),
});

/** `redo`: after `undo`, the same command at the same instant. */
export const redo = defineSubcommand({
  ...shared,
  id: 'redo',
  words: ['redo'],
  usage: 'redo',
  summary: 'Give the command again that was taken back last.',
  examples: ['scale thumb 6; undo; redo'],
  run: () => ({ history: 'redo' }),
});
