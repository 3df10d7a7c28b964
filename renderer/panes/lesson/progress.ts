/** What a learner has done in a lesson, kept while the window is open, on this computer only. */
import { create } from 'zustand';

export type Confidence = 'guessing' | 'fairly sure' | 'certain';

export interface StepProgress {
  readonly answer: number | null;
  readonly confidence: Confidence | null;
  /** The prediction is given and can no longer be changed. */
  readonly committed: boolean;
  /** What the run gave. */
  readonly result: number | null;
  readonly seen: string;
  readonly hints: number;
  readonly done: boolean;
}

export const FRESH: StepProgress = {
  answer: null,
  confidence: null,
  committed: false,
  result: null,
  seen: '',
  hints: 0,
  done: false,
};

interface ProgressState {
  readonly steps: Readonly<Record<string, StepProgress>>;
  readonly change: (key: string, change: Partial<StepProgress>) => void;
}

export const useProgress = create<ProgressState>((set) => ({
  steps: {},
  change: (key, change) =>
    set((state) => ({ steps: { ...state.steps, [key]: { ...FRESH, ...state.steps[key], ...change } } })),
}));

export const stepKey = (lesson: string, step: string): string => `${lesson}/${step}`;
