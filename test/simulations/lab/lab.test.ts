import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab, parseLine, type CommandCall } from '../../../simulations';
import { mustAct } from '../../helpers/acting';
import { functionScenario, shipped } from '../../helpers/scenarios';

const call = (line: string): CommandCall => {
  const parsed = parseLine(line);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

describe('a lab', () => {
  it.each(['three-ways', 'real-traffic', 'hot-search'])(
    '%s: the same scenario and seed give the same digest, another seed another',
    (name) => {
      const digest = (seed?: number): string => {
        const lab = Lab.open(shipped(name), seed === undefined ? {} : { seed });
        lab.runTo(30e6);
        return lab.digest;
      };
      expect(digest()).toBe(digest());
      expect(digest(99)).not.toBe(digest());
    },
  );

  it('has the same fingerprint at the same instant, however one gets there', () => {
    const scenario = shipped('three-ways');
    const straight = Lab.open(scenario);
    straight.runTo(150e6);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 240e6 }), { maxLength: 6 }), (stops) => {
        const lab = Lab.open(scenario);
        for (const stop of stops) lab.seek(stop);
        lab.seek(150e6);
        expect(lab.digest).toBe(straight.digest);
        expect(lab.frame()).toEqual(straight.frame());
      }),
      { numRuns: 12 },
    );
  });

  it('steps forward and back as exact inverses', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.seek(137e6);
    lab.stepForward('event');
    const [digest, events] = [lab.digest, lab.events];
    for (let i = 0; i < 5; i++) lab.stepForward('event');
    for (let i = 0; i < 5; i++) lab.stepBack('event');
    expect([lab.digest, lab.events]).toEqual([digest, events]);
    lab.stepForward('interesting');
    expect(lab.events).toBeGreaterThan(events);
  });

  it('does not depend on how the run is sliced', () => {
    const scenario = shipped('hot-search');
    const [whole, sliced] = [Lab.open(scenario), Lab.open(scenario, { keepsCheckpoints: false })];
    whole.runTo(20e6);
    while (sliced.runTo(20e6, 137) === 'budget');
    expect(sliced.digest).toBe(whole.digest);
  });

  it('replays its commands when it goes back and forth', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.seek(60e6);
    expect(lab.execute(call('scale thumb 6 --in containers')).ok).toBe(true);
    lab.seek(90e6);
    expect(lab.execute(call('invoke thumb')).ok).toBe(true);
    lab.seek(120e6);
    const digest = lab.digest;
    lab.seek(10e6);
    lab.seek(120e6);
    expect(lab.digest).toBe(digest);
    expect(lab.log.map((line) => line.text)).toEqual(['scale thumb 6 --in containers', 'invoke thumb']);
    lab.seek(70e6);
    lab.execute(call('scale thumb 2 --in containers'));
    expect(lab.log.map((line) => line.text)).toEqual([
      'scale thumb 6 --in containers',
      'scale thumb 2 --in containers',
    ]);
  });

  it('leaves no trace of a refused command', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.seek(10e6);
    const digest = lab.digest;
    for (const line of [
      'scale thumbnail 3',
      'stop web-9',
      'start web-1',
      'invoke nothing',
      'set functions.thumb.keepAlive -5min',
      'set hosts.0.cores 4',
      'scale thumb 100000 --in vms',
    ]) {
      expect(lab.execute(call(line)).ok).toBe(false);
    }
    expect(lab.digest).toBe(digest);
    expect(lab.log).toEqual([]);
  });

  it('keeps its promises under random commands', () => {
    const lines = [
      'scale thumb 3',
      'scale thumb 9 --in containers',
      'scale thumb 0 --in containers',
      'stop web-1',
      'start web-1',
      'run thumb',
      'stop api-2',
      'invoke thumb',
      'set functions.thumb.keepAlive 5s',
      'set workloads.visitors.intensity 200%',
      'set workloads.visitors.intensity 0',
      'set workloads.visitors.intensity 1',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20e6 }), fc.constantFrom(...lines)), { maxLength: 15 }),
        (acts) => {
          const lab = Lab.open(shipped('three-ways'));
          for (const [wait, line] of acts) {
            lab.runTo(lab.nowMicros + wait);
            lab.execute(call(line));
          }
          lab.runTo(lab.nowMicros + 20e6);
          const failed = lab.result().checks.filter((check) => !check.ok);
          expect(failed).toEqual([]);
          const [end, digest] = [lab.nowMicros, lab.digest];
          lab.seek(0);
          lab.seek(end);
          expect(lab.digest).toBe(digest);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('lets a changed arrival rate leave the service times alone: common random numbers', () => {
    const demandOf = (keepAlive: string): number[] => {
      const lab = Lab.open(
        functionScenario({
          keepAlive,
          arrivals: 'constant(0.1/s)',
          serviceTime: 'exponential(1 s)',
          coldTime: 'constant(1 s)',
          duration: '10 min',
        }),
      );
      lab.runTo(600e6);
      return [lab.result().functions[0]?.requests ?? 0];
    };
    expect(demandOf('1 s')).toEqual(demandOf('600 s'));
  });
});

describe('undo and redo', () => {
  it('leave the run as it would be without the command, and bring it back byte for byte', () => {
    const lab = Lab.open(shipped('three-ways'));
    const plain = Lab.open(shipped('three-ways'));
    lab.runTo(4e6);
    mustAct(lab, 'scale thumb 6 --in containers');
    lab.runTo(8e6);
    mustAct(lab, 'kill web-2');
    lab.runTo(15e6);
    const both = lab.digest;
    expect(lab.undo()?.text).toBe('kill web-2');
    const first = Lab.open(shipped('three-ways'));
    first.runTo(4e6);
    mustAct(first, 'scale thumb 6 --in containers');
    first.runTo(15e6);
    expect(lab.digest).toBe(first.digest);
    expect(lab.undo()?.text).toBe('scale thumb 6 --in containers');
    plain.runTo(15e6);
    expect(lab.digest).toBe(plain.digest);
    expect(lab.frame()).toEqual(plain.frame());
    expect(lab.undo()).toBeNull();
    expect(lab.redo()?.text).toBe('scale thumb 6 --in containers');
    expect(lab.digest).toBe(first.digest);
    expect(lab.redo()?.text).toBe('kill web-2');
    expect(lab.digest).toBe(both);
    expect(lab.redo()).toBeNull();
  });
  it('forget what was taken back when something else is done', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(4e6);
    mustAct(lab, 'scale thumb 6 --in containers');
    lab.undo();
    mustAct(lab, 'kill web-2');
    expect(lab.redo()).toBeNull();
    expect(lab.log.map(({ text }) => text)).toEqual(['kill web-2']);
  });
});
