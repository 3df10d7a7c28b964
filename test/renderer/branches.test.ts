import { beforeEach, describe, expect, it } from 'vitest';
import { change, takeBack, type Around } from '../../renderer/engine/change';
import { HostedLab } from '../../renderer/engine/hosted-lab';
import type { FromWorker } from '../../renderer/engine/protocol';
import { Lab, newShell } from '../../simulations';
import { shipped } from '../helpers/scenarios';

const around = () => ({
  now: () => 0,
  later: (act: () => void) => void act,
  send: () => undefined,
  fail: (error: unknown) => {
    throw error;
  },
});

let hosted: HostedLab;
let parked: Map<string, Lab>;
let posted: FromWorker[];
let way: Around;

beforeEach(() => {
  hosted = new HostedLab(Lab.open(shipped('three-ways')), around());
  parked = new Map();
  posted = [];
  way = {
    post: (message) => void posted.push(message),
    park: (id, lab) => void parked.set(id, lab),
    freshId: (lab) => `${lab}/kept-${parked.size + 1}`,
  };
});

const goTo = (micros: number): void => {
  hosted.lab.seek(micros);
  hosted.sendFrame();
};
const type = (line: string): void =>
  change(hosted, { type: 'type', lab: 'a', request: 1, shell: newShell(), line }, way);
const branched = () => posted.filter((message) => message.type === 'branched');

describe('a change', () => {
  it('at the end of what was run makes no branch', () => {
    goTo(60e6);
    type('scale thumb 6 --in containers');
    expect(branched()).toEqual([]);
    expect(hosted.lab.log).toHaveLength(1);
  });

  it('in the past keeps the run that was, with its future', () => {
    goTo(60e6);
    type('scale thumb 6 --in containers');
    goTo(120e6);
    const { digest } = hosted.lab;
    goTo(30e6);
    type('scale thumb 9 --in containers');
    expect(branched()).toEqual([
      {
        type: 'branched',
        lab: 'a',
        kept: 'a/kept-1',
        atMicros: 30e6,
        command: 'scale thumb 9 --in containers',
      },
    ]);
    const kept = parked.get('a/kept-1')!;
    kept.seek(120e6);
    expect(kept.digest).toBe(digest);
    hosted.lab.seek(120e6);
    expect(hosted.lab.digest).not.toBe(digest);
  });

  it('made twice at one instant of the past makes one branch', () => {
    goTo(60e6);
    goTo(30e6);
    type('scale thumb 9 --in containers');
    type('scale thumb 8 --in containers');
    expect(branched()).toHaveLength(1);
  });

  it('that is refused, or only looks, makes none', () => {
    goTo(60e6);
    goTo(30e6);
    type('scale nothing 9');
    type('docker ps');
    expect(branched()).toEqual([]);
    expect(hosted.hasFuture).toBe(true);
  });
});

describe('two runs that change places', () => {
  it('go on with each other’s past, and remember how far they have come', () => {
    const other = new HostedLab(Lab.open(shipped('three-ways')), around());
    goTo(60e6);
    goTo(30e6);
    other.lab.seek(90e6);
    const [a, b] = [hosted.lab.digest, other.lab.digest];
    hosted.swap(other);
    expect([hosted.lab.digest, other.lab.digest]).toEqual([b, a]);
    expect(other.hasFuture).toBe(true);
    expect(hosted.hasFuture).toBe(false);
  });
});

describe('taking a command back', () => {
  it('leads to the run in which it never happened, at the same instant, and keeps the other', () => {
    goTo(30_000_000);
    type('scale thumb 2 --in containers');
    goTo(60_000_000);
    const plain = hosted.lab.digest;
    goTo(40_000_000);
    type('scale thumb 6 --in containers');
    goTo(60_000_000);
    const scaled = hosted.lab.digest;
    expect(scaled).not.toBe(plain);
    takeBack(hosted, { type: 'take-back', lab: 'a', request: 2 }, way);
    hosted.lab.runTo(60_000_000);
    expect(hosted.lab.digest).toBe(plain);
    expect(hosted.lab.log.map(({ text }) => text)).toEqual(['scale thumb 2 --in containers']);
    expect(posted.at(-2)).toMatchObject({ type: 'branched', takenBack: true, atMicros: 40_000_000 });
    expect(posted.at(-1)).toMatchObject({ type: 'taken-back', kept: branched().at(-1)?.kept });
    expect(parked.get(branched().at(-1)?.kept ?? '')!.digest).toBe(scaled);
  });

  it('is one story: what the window takes back the terminal gives again, and what the terminal takes back is kept', () => {
    goTo(30e6);
    type('scale thumb 6 --in containers; scale thumb 7 --in containers');
    goTo(60e6);
    const { digest } = hosted.lab;
    takeBack(hosted, { type: 'take-back', lab: 'a', request: 2 }, way);
    expect(branched().at(-1)).toMatchObject({ takenBack: true, commands: 1 });
    hosted.lab.runTo(60e6);
    type('redo');
    expect([hosted.lab.digest, hosted.lab.log.length]).toEqual([digest, 2]);
    // A command that the same line gives and takes back can be given again as well.
    type('scale thumb 8 --in containers; undo');
    expect(branched().at(-1)).toMatchObject({
      takenBack: true,
      commands: 2,
      command: 'scale thumb 8 --in containers',
    });
    expect(parked.get(branched().at(-1)?.kept ?? '')!.log).toHaveLength(3);
    // Two commands at once: the run that is kept has both, and redoing leads to it from no command.
    type('undo; undo');
    expect(hosted.lab.log).toEqual([]);
    expect(branched().at(-1)).toMatchObject({ takenBack: true, commands: 0 });
    expect(parked.get(branched().at(-1)?.kept ?? '')!.digest).toBe(digest);
  });

  it('is nothing where there is no command', () => {
    takeBack(hosted, { type: 'take-back', lab: 'a', request: 2 }, way);
    expect(posted).toEqual([{ type: 'taken-back', lab: 'a', request: 2, kept: null }]);
  });
});
