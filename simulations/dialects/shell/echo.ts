import { defineSubcommand, print } from '../dialect';

/** `echo TEXT` */
export const echo = defineSubcommand({
  id: 'echo',
  words: ['echo'],
  usage: 'echo [STRING]...',
  summary: 'Print its words.',
  flags: [],
  stopsAtOperand: true,
  run: ({ rest }) => print(rest.join(' ')),
});

/** `true` ends well. */
export const yes = defineSubcommand({
  id: 'true',
  words: ['true'],
  usage: 'true',
  summary: 'Do nothing, successfully.',
  flags: [],
  run: () => ({}),
});

/** `false` does not. */
export const no = defineSubcommand({
  id: 'false',
  words: ['false'],
  usage: 'false',
  summary: 'Do nothing, unsuccessfully.',
  flags: [],
  run: () => ({ exitCode: 1 }),
});

/** `clear` empties the screen. */
export const clear = defineSubcommand({
  id: 'clear',
  words: ['clear'],
  usage: 'clear',
  summary: 'Clear the terminal screen.',
  flags: [],
  run: () => ({ clear: true }),
});
