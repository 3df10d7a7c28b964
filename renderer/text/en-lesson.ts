/** Words of the lesson panes and of the export dialog. */
export const lesson = {
  of: (number: number, title: string, step: number, steps: number): string =>
    `Lesson ${number}, ${title}. Step ${step} of ${steps}`,
  heading: (number: number): string => `Lesson ${number}`,
  steps: 'Steps of the lesson',
  doneOf: (done: number, all: number): string => `${done} of ${all} done`,
  marks: { done: 'done', current: 'current', open: 'open' },
  keeps: 'Progress is kept on this computer only.',
  unreadable: (problem: string): string => `The lesson cannot be read: ${problem}`,
  prose: 'Text of the lesson',
  type: 'Type it',
  locked: 'Commit your answer first',
  runLocked: 'Run, after you have answered',
  running: 'Running…',
  run: 'Run two hours',
  back: 'Back',
  next: 'Next',
  atFirst: 'This is the first step',
  atLast: 'This is the last step',
  leavesOut: 'What this model leaves out',
  right: 'That is what happened.',
  seen: 'What did you see?',
  explain: 'Explain',
  prediction: 'Prediction',
  predict: 'Predict',
  confidence: 'How sure are you?',
  confidences: { guessing: 'guessing', 'fairly sure': 'fairly sure', certain: 'certain' },
  answer: 'Your answer',
  noAnswer: 'not given yet',
  answerLow: (low: number): string => `Answer ${low}`,
  commit: 'Commit my answer',
  commitFirst: 'Answer, and say how sure you are',
  said: (answer: number, unit: string): string => `You said ${answer} ${unit}.`,
  saidAndWas: (answer: number, unit: string, result: number): string =>
    `You said ${answer} ${unit}, it was ${result}.`,
  youSaid: (answer: number): string => `you said ${answer}`,
  itWas: (result: number): string => `it was ${result}`,
  check: 'Check: any route counts',
  verdicts: { open: 'not run yet', holds: 'holds', fails: 'does not hold' },
  runToSee: 'run to see',
  noValue: 'no value',
  wanted: (actual: string, comparison: string, value: number): string =>
    `${actual}, wanted ${comparison} ${value}`,
  showMe: 'show me',
  prompt: 'desk $',
  command: 'a command, for example: help',
  soFar: (commands: string): string => `So far: ${commands}`,
  hint: (number: number, of: number): string => `Hint ${number} of ${of}`,
  calls: (calls: number): string => `${calls} calls, `,
  cold: (cold: number): string => `${cold} cold`,
  instances: (count: number): string => `, ${count} ${count === 1 ? 'instance' : 'instances'} now`,
} as const;

export const exporting = {
  title: 'Export the architecture figure',
  format: 'Format',
  size: 'Size',
  times: (scale: string): string => `${scale} ×`,
  variant: 'Variant',
  variants: { light: 'light', dark: 'dark', print: 'print', greyscale: 'greyscale' } as Readonly<
    Record<string, string>
  >,
  show: 'Show',
  shows: { patterns: 'patterns', legend: 'legend', sources: 'sources' },
  figureTitle: 'Title',
  description: 'Description, for those who do not see it',
  provenance: (provenance: string): string =>
    `${provenance}. PDF, PowerPoint and other formats are not available yet: SVG and PNG are.`,
  save: (format: string): string => `Save ${format}…`,
  saving: 'Saving…',
  saved: (name: string): string => `Saved as ${name}.`,
} as const;

export const issues = {
  refused: (name: string): string => `${name} was not opened`,
  count: (n: number): string =>
    `${n === 1 ? 'One thing is' : `${n} things are`} in the way. What was open stays as it was.`,
  expected: (expected: string): string => `. Expected ${expected}`,
  found: (found: string): string => `, found ${found}`,
  nearest: (nearest: string): string => ` Did you mean “${nearest}”?`,
} as const;
