/** The simulated layers, from the ground up. Hue, pattern, letters and sign of each are fixed everywhere. */
export const LAYERS = {
  hw: { letters: 'HW', name: 'Hardware', pattern: 'grid' },
  hv: { letters: 'HV', name: 'Hypervisor', pattern: 'diagonals' },
  hk: { letters: 'HK', name: 'Host kernel', pattern: 'level-lines' },
  go: { letters: 'GO', name: 'Guest OS', pattern: 'dots' },
  ce: { letters: 'CE', name: 'Container engine', pattern: 'zigzag' },
  ct: { letters: 'CT', name: 'Container', pattern: 'ribs' },
  fn: { letters: 'FN', name: 'Function', pattern: 'plus' },
  ap: { letters: 'AP', name: 'Your code', pattern: 'plain' },
} as const;

export type LayerId = keyof typeof LAYERS;

/** From the ground up; a legend lists them the other way round. */
export const LAYER_IDS: readonly LayerId[] = ['hw', 'hv', 'hk', 'go', 'ce', 'ct', 'fn', 'ap'];
