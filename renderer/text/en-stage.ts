/** Words of back ends, triggers, faults and moves: on the stage and in the inspector. */
export const disturbed = {
  and: 'and {0} more',
  full: 'full',
  inWork: '{0} in work',
  waits: '{0} waiting',
  refused: '{0} refused',
  scheduled: 'by the clock',
  moves: '{0} moves here',
  supposed: 'had it happened',
  service: {
    what: {
      database:
        'A database that a provider runs. You see its answers, its limit and its price, and nothing inside.',
      auth: 'A sign-in service that a provider runs. You see its answers, its limit and its price, and nothing inside.',
      'object-store':
        'An object store that a provider runs: files by name, over the network. Whoever puts one may cause a function to run.',
      queue:
        'A queue that a provider runs: it keeps messages until somebody takes them, so that the sender need not wait.',
    },
    doing: 'What it is doing',
    limit: 'At most',
    noLimit: 'no limit stated',
    busy: { queued: 'beyond it requests wait their turn', throttled: 'beyond it requests are refused' },
    latency: 'Answers after',
    stated: 'the scenario states it',
    figures: {
      requests: 'Requests and writes so far',
      answered: 'Answered',
      open: 'In work',
      waiting: 'Wait their turn',
      throttled: 'Refused',
      abandoned: 'Given up by the caller',
      retried: 'Tried again',
      p50: 'Response time, p50',
      p95: 'Response time, p95',
    },
    sum: 'requests = answered + refused + given up + open',
    calledBy: 'Called by',
    triggers: 'Triggers',
  },
  trigger: {
    what: 'A trigger: it invokes a function without anybody waiting for the answer.',
    figures: {
      events: 'Events that reached it',
      invocations: 'Invocations',
      waiting: 'Messages that wait for their batch',
      retried: 'Made again after a failure',
      lost: 'Given up after the last attempt',
      stopped: 'Stopped: a loop beyond the provider’s limit',
    },
    invokes: 'Invokes',
    listens: 'Listens to',
  },
  faults: {
    now: 'What disturbs it',
    suppose: 'What would fall with it?',
    hint: 'Shown on the stage without touching the run.',
    show: 'Show {0} on the stage',
    stop: 'Stop showing',
    spared: 'spared',
  },
} as const;
