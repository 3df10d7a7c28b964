import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMANDS, FAULT_IDS, FAULT_KINDS, Lab } from '../../../simulations';
import { captionOf, noticeAt, OLDEST } from '../../../simulations/world/notices';
import { act, failedChecks } from '../../helpers/acting';
import { inconsistencies } from '../../helpers/inconsistencies';
import { zoo, ZOO_WAYS, type ZooWay } from '../../helpers/zoo';

const component = fc.constantFrom('front', 'back');
const running = ['RUNNING', 'PAUSED'] as const;

/** Lines about these ways that may be carried out or refused; words in capitals stand for a sandbox of that state. */
function lines(ways: readonly ZooWay[]): fc.Arbitrary<string> {
  const way = fc.constantFrom(...ways.map(({ id }) => id));
  const host = fc.tuple(way, fc.constantFrom('a', 'b')).map(([id, end]) => `${id}-${end}`);
  const fault = fc.constantFrom(...FAULT_KINDS).chain((kind) => {
    const one = fc.constantFrom(...running);
    const target = kind.hits === 'host' ? host : kind.hits === 'sandbox' ? one : fc.oneof(host, one);
    const lasts = kind.lastsMicros === 0 ? fc.constant('') : fc.constantFrom('', ' --for 3s', ' --for 20s');
    return fc.tuple(target, lasts).map(([where, span]) => `fault ${kind.id} ${where}${span}`);
  });
  const inWay = (verb: string): fc.Arbitrary<string> =>
    fc.tuple(component, way).map(([name, id]) => `${verb} ${name} --in ${id}-way`);
  return fc.oneof(
    { weight: 5, arbitrary: fault },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'pause RUNNING',
        'pause RUNNING',
        'resume PAUSED',
        'start STOPPED',
        'repair FAULTY',
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        'kill RUNNING',
        'restart RUNNING',
        'remove RUNNING',
        'stop RUNNING',
        'kill PAUSED',
        'remove PAUSED',
        'remove STOPPED',
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom('a', 'b').map((end) => `migrate RUNNING WAY-${end}`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom('snapshot', 'snapshot', 'revert', 'delete-snapshot'),
          fc.constantFrom('RUNNING', 'RUNNING', 'STOPPED', 'PAUSED'),
          fc.constantFrom('one', 'one', 'two'),
        )
        .map(([verb, state, name]) => `${verb} ${verb === 'snapshot' ? state : 'SAVED'} ${name}`),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('cordon', 'uncordon', 'drain'), host)
        .map(([verb, where]) => `${verb} ${where}`),
    },
    fc
      .tuple(component, fc.constantFrom('50% --max 4', '30% --min 1 --max 3', 'off'), way)
      .map(([name, rule, id]) => `autoscale ${name} ${rule} --in ${id}-way`),
    fc
      .tuple(fc.constantFrom('front-fn', 'back-fn'), fc.nat(4))
      .map(([name, count]) => `provision ${name} ${count}`),
    fc.constantFrom('add', 'remove', 'run').chain(inWay),
    fc.constantFrom('pause-rollout', 'resume-rollout').chain(inWay),
    fc.tuple(component, way, fc.nat(9)).map(([name, id, n]) => `update ${name} v:${n} --in ${id}-way`),
    fc
      .tuple(component, fc.integer({ min: 0, max: 4 }), way)
      .map(([name, n, id]) => `scale ${name} ${n} --in ${id}-way`),
    fc.constantFrom(
      'invoke front-fn',
      'invoke back-fn',
      'request front',
      'set workloads.load.intensity 200%',
      'set workloads.load.intensity 1',
      'set components.back.serviceTime exponential(0.9s)',
    ),
  );
}

/** Names the sandbox or host that a word in capitals stands for, by a number. */
function named(lab: Lab, text: string, pick: number): string {
  const frame = lab.frame();
  const sandboxes = frame.hosts.flatMap((one) => one.sandboxes);
  const choose = (fits: (state: string) => boolean): string => {
    const names = sandboxes.filter(({ state }) => fits(state)).map(({ id }) => id);
    return names[pick % Math.max(1, names.length)] ?? 'nobody-1';
  };
  return text
    .replace(/RUNNING(?: WAY)?/, (words) => {
      const name = choose((state) => state === 'running' || state === 'starting' || state === 'idle');
      return words === 'RUNNING' ? name : `${name} ${name.replace(/-[fk]-\d+$/, '')}`;
    })
    .replace('PAUSED', () => choose((state) => state === 'paused'))
    .replace('STOPPED', () => choose((state) => state === 'stopped' || state === 'failed'))
    .replace('SAVED', () => {
      const saved = sandboxes.filter(({ snapshots = [] }) => snapshots.length > 0);
      return saved[pick % Math.max(1, saved.length)]?.id ?? 'nobody-1';
    })
    .replace('FAULTY', () => frame.faults[pick % Math.max(1, frame.faults.length)]?.target ?? 'nobody-1');
}

/** Two of the ten ways, so that what is done meets what was done. */
const walk = fc.shuffledSubarray([...ZOO_WAYS], { minLength: 2, maxLength: 2 }).chain((ways) =>
  fc.record({
    ways: fc.constant(ways),
    acts: fc.array(fc.tuple(fc.integer({ min: 0, max: 6_000_000 }), lines(ways), fc.nat(1000)), {
      minLength: 15,
      maxLength: 40,
    }),
  }),
);

/** Every caption of the ring is a sentence about things with names, and is caused by something earlier. */
function badCaptions(lab: Lab): readonly string[] {
  const { world } = lab;
  const bad: string[] = [];
  for (let sequence = OLDEST(world.notices); sequence < world.notices.count; sequence++) {
    const notice = noticeAt(world.notices, sequence);
    if (notice === undefined) continue;
    const caption = captionOf(world.model, notice);
    const isFine = caption.length > 5 && !/undefined|NaN|Infinity|\[object|\s{2}| $|-0\b/.test(caption);
    if (!isFine || notice.cause >= sequence)
      bad.push(`${sequence} (kind ${notice.kind}, cause ${notice.cause}): ${caption}`);
  }
  return bad;
}

describe('random walks over commands and faults', () => {
  it('keep every promise: self-checks, captions with earlier causes, and what is refused changes nothing', () => {
    const carriedOut = new Set<string>();
    fc.assert(
      fc.property(walk, ({ ways, acts }) => {
        const lab = Lab.open(zoo(ways), { keepsCheckpoints: false });
        for (const [wait, words, pick] of acts) {
          lab.runTo(lab.nowMicros + wait);
          const text = named(lab, words, pick);
          const { digest } = lab;
          const outcome = act(lab, text);
          if (outcome.ok)
            carriedOut.add(
              text
                .split(' ')
                .slice(0, text.startsWith('fault') ? 2 : 1)
                .join(' '),
            );
          else expect(lab.digest, text).toBe(digest);
          expect([...failedChecks(lab), ...inconsistencies(lab)], text).toEqual([]);
        }
        for (let i = 0; i < 4; i++) {
          lab.runTo(lab.nowMicros + 10e6);
          expect([...failedChecks(lab), ...inconsistencies(lab)]).toEqual([]);
        }
        expect(badCaptions(lab)).toEqual([]);
      }),
      { numRuns: 60, seed: 20 },
    );
    // The walks went everywhere: each command and each kind of fault was carried out in some of them.
    const expected = [
      ...COMMANDS.map(({ id }) => id).filter((id) => id !== 'fault' && id !== 'wait'),
      ...FAULT_IDS.map((id) => `fault ${id}`),
    ];
    expect(expected.filter((name) => !carriedOut.has(name))).toEqual([]);
  });

  it('are the same when replayed, restored, forked and sliced', () => {
    fc.assert(
      fc.property(walk, fc.integer({ min: 1, max: 400 }), ({ ways, acts }, slice) => {
        const lab = Lab.open(zoo(ways));
        for (const [wait, words, pick] of acts) {
          lab.runTo(lab.nowMicros + wait);
          act(lab, named(lab, words, pick));
        }
        const middle = lab.nowMicros;
        const fork = lab.fork();
        const end = middle + 20e6;
        lab.runTo(end);
        while (fork.runTo(end, slice) === 'budget');
        expect(fork.digest).toBe(lab.digest);
        expect(fork.frame()).toEqual(lab.frame());
        lab.seek(middle / 2);
        lab.seek(end);
        expect(lab.digest).toBe(fork.digest);
        expect(lab.frame()).toEqual(fork.frame());
        const again = Lab.open(zoo(ways));
        for (const { atMicros, text } of lab.log) {
          again.runTo(atMicros);
          expect(act(again, text).ok).toBe(true);
        }
        again.runTo(end);
        expect(again.digest).toBe(fork.digest);
      }),
      { numRuns: 8, seed: 21 },
    );
  });
});
