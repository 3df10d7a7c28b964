/** What each column of the results means, and how it is computed. */
export interface Definition {
  readonly what: string;
  readonly formula: string;
}

export const DEFINITIONS = {
  latency: {
    what: 'Response time of the requests answered in the last 30 s of simulated time: waiting plus service. p50, p95 and p99 are the times within which 50, 95 and 99 of 100 were answered. One log axis for all rows; numbers without a unit are milliseconds.',
    formula: 'answered at - arrived at, by rank',
  },
  cold: {
    what: 'Share of the requests answered in the last 30 s for which an instance had to be started first.',
    formula: 'cold starts / answered',
  },
  ram: {
    what: 'Memory of the hosts by the layer that owns it, on one scale for all rows. Hatched: assigned to a sandbox but not touched by it.',
    formula: 'sum of layers + reserved + free = memory of the hosts',
  },
  density: {
    what: 'Sandboxes of this kind that one empty host holds.',
    formula: 'floor((memory of the host - shared layers) / memory that each takes)',
  },
  cost: {
    what: 'What a million answered requests cost at the rate of this run so far, at list prices.',
    formula: 'cost so far / answered so far x 1,000,000',
  },
} as const satisfies Readonly<Record<string, Definition>>;

export type Column = keyof typeof DEFINITIONS;
