import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyLine, remember, typeKeys, type Line } from '../../renderer/terminal/line-editor';
import { foldTables } from '../../renderer/terminal/fold';
import { hintsOf } from '../../renderer/terminal/hints';
import { TerminalSession } from '../../renderer/terminal/terminal-session';
import {
  complete,
  DESK,
  followFrame,
  interpretLine,
  isCommandLine,
  Lab,
  wordedAs,
  type Frame,
  type Place,
} from '../../simulations';
import { read, shipped, shippedText } from '../helpers/scenarios';

const keys = (line: Line, ...data: readonly string[]): Line =>
  data.reduce((l, d) => typeKeys(l, d).line, line);
const HISTORY = ['docker ps', 'kubectl get pods', 'docker stop api-1'];

describe('the line editor', () => {
  it('moves, cuts and brings back as a shell does', () => {
    const line = keys(emptyLine(), 'docker stop api-1');
    expect(keys(line, '\u0017').text).toBe('docker stop ');
    expect(keys(line, '\u0017', '\u0017', '\u0019').text).toBe('docker stop ');
    expect(keys(line, '\u0001', '\u000b')).toMatchObject({ text: '', cut: 'docker stop api-1' });
    expect(keys(line, '\u001bb', 'x').text).toBe('docker stop xapi-1');
    expect(keys(line, '\u0001', '\u001bf', '\u001b[3~').text).toBe('dockerstop api-1');
    expect(keys(line, '\u0015').text).toBe('');
  });
  it('walks the history and comes back to the line that was begun', () => {
    const line = keys(emptyLine(HISTORY), 'dock', '\u001b[A', '\u001b[A');
    expect(line.text).toBe('kubectl get pods');
    expect(keys(line, '\u001b[B', '\u001b[B').text).toBe('dock');
  });
  it('searches the history backwards: further, back to what was there, or submits what it found', () => {
    const line = keys(emptyLine(HISTORY), 'abc', '\u0012', 'd', 'ock');
    expect(line.text).toBe('docker stop api-1');
    expect(keys(line, '\u0012').text).toBe('docker ps');
    expect(keys(line, '\u0007')).toMatchObject({ text: 'abc', search: null });
    expect(typeKeys(keys(line, '\u0012'), '\r').submitted).toBe('docker ps');
    expect(keys(line, '\u001b[D')).toMatchObject({ search: null, cursor: 'docker stop api-1'.length - 1 });
  });
  it('remembers a line once, not what begins with a space, and no more than 500', () => {
    expect(remember(HISTORY, 'docker stop api-1')).toBe(HISTORY);
    expect(remember(HISTORY, ' secret')).toBe(HISTORY);
    expect(
      remember(
        Array.from({ length: 600 }, (_, i) => `echo ${i}`),
        'last',
      ),
    ).toHaveLength(500);
  });
  it('never takes a control character into the line, whatever is typed or pasted', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              '\u001b',
              '\u001b[A',
              '\u0012',
              '\u0007',
              '\u001b[2J',
              '\u009b',
              '\u001b]52;c;x\u0007',
            ),
          ),
        ),
        (data) => {
          const line = keys(emptyLine(HISTORY), ...data);
          expect(line.text).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
          expect(line.cursor).toBeGreaterThanOrEqual(0);
          expect(line.cursor).toBeLessThanOrEqual(line.text.length);
        },
      ),
    ));
});

describe('completion', () => {
  const lab = Lab.open(shipped('three-ways'));
  lab.runTo(60e6);
  const frame = lab.frame();
  const words = (line: string, place: Place = DESK): readonly string[] =>
    complete(line, line.length, place, frame).candidates.map((c) => c.text);
  it.each([
    ['doc', ['docker']],
    ['docker st', ['start', 'stats', 'stop']],
    ['docker service ', ['create', 'list', 'logs', 'ls', 'ps', 'scale']],
    ['docker stop api-', ['api-1', 'api-2', 'api-3', 'api-4']],
    ['docker ps --f', ['--filter', '--format']],
    ['docker ps | gr', ['grep']],
    ['echo a && docker pau', ['pause']],
    ['ssh ct', ['ct-host']],
    ['scale th', ['thumb']],
    ['scale thumb 3 --in cont', ['containers']],
    ['watch -n 1 docker service ls', ['ls']],
    ['stop web-', ['web-1', 'web-2', 'web-3']],
    ['set functions.', ['functions.thumb.keepAlive']],
    ['nothing at all ', []],
  ])('%s', (line, expected) => expect(words(line)).toEqual(expected));
  it('offers what a place has', () => {
    expect(words('dock', { kind: 'container', id: 'api-1' })).toEqual([]);
    expect(words('una', { kind: 'container', id: 'api-1' })).toEqual(['uname']);
  });
  it('never throws', () =>
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(40),
        (line, cursor) => void complete(line, Math.min(cursor, line.length), DESK, frame),
      ),
    ));
});

describe('a command in the text of a lesson', () => {
  it('is told from other code by its first word', () => {
    for (const line of [
      'docker ps',
      'kubectl scale deploy/x --replicas=3',
      'scale thumb 5',
      'uname -r',
      'help',
    ])
      expect([line, isCommandLine(line)]).toEqual([line, line !== 'help']);
    for (const text of ['docker', 'functions.thumb.keepAlive', '10 min', '', 'scale', '/proc/meminfo'])
      expect([text, isCommandLine(text)]).toEqual([text, false]);
  });
});

describe('the words for what is done in the picture', () => {
  it('are neutral, those of Kubernetes or those of Swarm', () => {
    const lab = Lab.open(shipped('three-ways'));
    const frame = lab.frame();
    const call = {
      name: 'scale',
      args: { component: 'thumb', replicas: 6, deployment: 'containers' },
    } as const;
    expect(wordedAs(call, 'neutral', frame)).toBe('scale thumb 6 --in containers');
    expect(wordedAs(call, 'kubernetes', frame)).toBe('kubectl scale deploy/thumb --replicas=6');
    expect(wordedAs(call, 'swarm', frame)).toBe('docker service scale thumb=6');
    for (const wording of ['neutral', 'kubernetes', 'swarm'] as const) {
      const own = Lab.open(shipped('three-ways'));
      // Orchestrators take what finds no room for pending; where all find room, it is the same.
      const rest = wording === 'neutral' ? {} : { rest: 'pending' };
      expect(interpretLine(own, wordedAs(call, wording, frame)).commands, wording).toEqual([
        { ...call, args: { ...call.args, ...rest } },
      ]);
    }
    expect(wordedAs({ name: 'stop', args: { sandbox: 'web-1' } }, 'swarm', frame)).toBe(
      'virsh shutdown web-1',
    );
  });
});

/** A tab with a lab behind it, and all that was written to its screen. */
class Desk {
  readonly lab: Lab;
  written = '';
  cleared = 0;
  playing = false;
  history: readonly string[] = [];
  readonly session: TerminalSession;
  frame: Frame;

  constructor(lab: Lab, place?: Place, history: readonly string[] = []) {
    this.lab = lab;
    this.frame = lab.frame();
    this.session = new TerminalSession(
      { write: (text) => (this.written += text), columns: () => 80, clear: () => this.cleared++ },
      {
        frame: () => this.frame,
        isPlaying: () => this.playing,
        type: (shell, line) => Promise.resolve(interpretLine(lab, line, shell)),
        remember: (lines) => (this.history = lines),
        changed: () => undefined,
      },
      history,
      place,
    );
    this.session.begin([]);
  }

  async keys(...data: readonly string[]): Promise<void> {
    for (const piece of data) this.session.receive(piece);
    await this.settle();
    // The frame comes after the reply, as from the worker.
    this.frame = this.lab.frame();
    this.session.watch();
    await this.settle();
  }
  async settle(): Promise<void> {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  }
  /** The run goes on to an instant, and the window hears of it. */
  async runTo(micros: number): Promise<void> {
    this.lab.runTo(micros);
    this.frame = this.lab.frame();
    this.session.watch();
    await this.settle();
  }
  /** What stands there, without colours. */
  get text(): string {
    return this.written.replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, '').replaceAll('\r', '');
  }
}

let desk: Desk;
beforeEach(() => {
  const lab = Lab.open(shipped('three-ways'));
  lab.runTo(60e6);
  desk = new Desk(lab);
});

describe('a terminal tab', () => {
  it('types, completes and submits; the prompt says where one is', async () => {
    await desk.keys('docker ps -q -f name=api-', '\t', '\t', '1', '\r');
    expect(desk.text).toMatch(/desk \$ docker ps -q -f name=api-1?/);
    await desk.keys('ssh ct', '\t', '\r');
    expect(desk.text.endsWith('ct-host $ ')).toBe(true);
    expect(desk.written).toContain('\u001b[1;34mct-host $');
    await desk.keys('\u0004');
    expect(desk.text.endsWith('desk $ ')).toBe(true);
  });
  it('types a paste of several lines one after another, and waits for quotes and here-documents', async () => {
    await desk.keys('echo one\recho two\r\necho "three\rfour" | wc -l\r');
    expect(desk.text).toMatch(/one\n.*two\n/s);
    expect(desk.text).toContain('> four" | wc -l');
    expect(desk.history).toEqual(['echo one', 'echo two', 'echo "three', 'four" | wc -l']);
  });
  it('shows what goes on frame by frame, says that the run is paused, and goes on with the line', async () => {
    const before = desk.lab.nowMicros;
    await desk.keys('docker run thumb:1 && echo up\r');
    expect(desk.session.isFollowing).toBe(true);
    expect(desk.text).toContain('the run is paused');
    expect(desk.text).not.toContain('Create container');
    await desk.runTo(before + 400_000);
    expect(desk.text).toMatch(/Create container: done.*[0-9a-f]{64}.*\nup\n/s);
    expect(desk.session.isFollowing).toBe(false);
  });
  it('Ctrl-C ends what goes on and what stands behind it; $? is 130', async () => {
    await desk.keys('sleep 100 && echo never\r');
    await desk.keys('\u0003', 'echo $?\r');
    expect(desk.text).toContain('^C');
    expect(desk.text).toContain('130');
    expect(desk.text).not.toMatch(/\nnever/);
  });
  it('keys that come while a line is carried out are typed afterwards', async () => {
    desk.session.receive('docker ps -q | wc -l\r');
    desk.session.receive('echo later\r');
    await desk.settle();
    expect(desk.text).toMatch(/\n4\n.*echo later\nlater\n/s);
  });
  it('what is typed ahead stays in sight while something waits, and is carried out after it', async () => {
    const before = desk.lab.nowMicros;
    await desk.keys('docker run thumb:1\r');
    await desk.keys('ec', 'x', '\u007f', 'ho', ' later', '\r', 'echo ne');
    expect(desk.text).toContain('ecx\b \bho later\necho ne');
    expect(desk.text.match(/the run is paused/g)).toHaveLength(1);
    await desk.runTo(before + 400_000);
    expect(desk.text).toMatch(/desk \$ echo later\nlater\n.*desk \$ echo ne$/s);
    expect(desk.history.at(-1)).toBe('echo later');
  });
  it('Ctrl-C frees the prompt and drops the lines that were typed ahead', async () => {
    await desk.keys('docker run thumb:1\r');
    const { length } = desk.lab.log;
    await desk.keys('docker rm -f api-1\r', 'docker service scale thumb=9\r', 'docker', '\u0003');
    expect(desk.text.endsWith('^C\ndesk $ ')).toBe(true);
    await desk.keys('echo free\r');
    expect(desk.text.endsWith('free\ndesk $ ')).toBe(true);
    expect(desk.lab.log).toHaveLength(length);
    expect(desk.history).toEqual(['docker run thumb:1', 'echo free']);
  });
  it('Ctrl-C that comes before the answer ends what goes on as well', async () => {
    desk.session.receive('sleep 100\r');
    desk.session.receive('echo never\r');
    desk.session.receive('\u0003');
    await desk.keys('echo $?\r');
    expect(desk.text).toMatch(/130\ndesk \$ $/);
    expect(desk.text).not.toContain('never');
  });
  it('hints name what the scenario has; they come again with another one, around what is being typed', async () => {
    expect(hintsOf(desk.frame).lines).toEqual([
      'help',
      'docker service scale thumb=6',
      'aws lambda invoke --function-name thumb out',
    ]);
    const other = Lab.open(shipped('hot-search'));
    const { lines, names } = hintsOf(other.frame());
    expect(names).not.toBe(hintsOf(desk.frame).names);
    expect(lines).not.toContain(expect.stringContaining('thumb'));
    for (const line of lines) expect([line, interpretLine(other, line).exitCode]).toEqual([line, 0]);
    await desk.keys('docker st');
    expect(desk.session.welcome(lines)).toBe(true);
    expect(desk.text).toMatch(/\nhelp\n|help\n/);
    expect(desk.text.endsWith('desk $ docker st')).toBe(true);
  });
  it('a table that is too wide is folded between its columns, each row at the same ones', () => {
    const table = interpretLine(desk.lab, 'docker ps').lines;
    expect(foldTables(table, 200)).toEqual(table);
    const folded = foldTables(table, 56);
    expect(folded.every((line) => line.length <= 56)).toBe(true);
    expect(folded.slice(0, 4)).toEqual([
      'CONTAINER ID  IMAGE    COMMAND       CREATED',
      '    STATUS               PORTS   NAMES',
      expect.stringMatching(/^[0-9a-f]{12} {2}thumb:1 .* ago$/),
      expect.stringMatching(/^ {4}Up 2 days \(healthy\) {2}80\/tcp {2}api-1$/),
    ]);
    // A little less room than the tool takes: the columns stand closer, and nothing is folded.
    expect(foldTables(table, Math.max(...table.map(({ length }) => length)) - 4)).toHaveLength(table.length);
    const words = (lines: readonly string[]): readonly string[] => lines.join(' ').trim().split(/\s+/);
    expect(words(folded)).toEqual(words(table));
    const text = ['A LONG LINE OF TEXT  IN CAPITALS', '', `${'x'.repeat(90)}  y`];
    expect(foldTables(text, 40)).toEqual(text);
  });
  it('watch shows its line anew each time', async () => {
    await desk.keys('watch -n 1 docker service ls\r');
    await desk.runTo(desk.lab.nowMicros + 1.1e6);
    await desk.runTo(desk.lab.nowMicros + 1.1e6);
    expect(desk.cleared).toBe(3);
    expect(desk.text.match(/REPLICAS/g)).toHaveLength(3);
    await desk.keys('\u0003');
    expect(desk.text.endsWith('desk $ ')).toBe(true);
  });
  it('an action in the picture is shown as its line; what is being typed stays', async () => {
    await desk.keys('docker st');
    desk.session.echo('scale thumb 6', ['thumb: 6 desired']);
    expect(desk.text).toMatch(/desk \$ scale thumb 6\nthumb: 6 desired\ndesk \$ docker st$/);
  });
  it('ends a here-document with its word, and Ctrl-C gives it up', async () => {
    await desk.keys('wc -l <<EOF\ra\rb\rEOF\r');
    expect(desk.text).toMatch(/> EOF\n2\n/);
    await desk.keys('wc -l <<EOF\ra\r', '\u0003', 'echo on\r');
    expect(desk.text.endsWith('on\ndesk $ ')).toBe(true);
  });
});

describe('text from files', () => {
  const evil = [
    '\u001b[2147483647b',
    '\u001b]52;c;aGk=\u0007',
    '\u001b]8;;https://bad\u0007x',
    '\u001b]0;title\u0007',
    '\u001bP1$r\u001b\\',
    '\u009b2J',
    '\u0007',
  ];
  it('never sends a control sequence to the terminal: only our own colours and moves', async () => {
    const source = JSON.parse(shippedText('three-ways').replaceAll(/^\s*\/\/.*$/gm, '')) as {
      title: string;
      deployments: { place: { image?: string; guest?: string }[] }[];
    };
    source.title = evil.join('');
    for (const [i, sequence] of evil.entries()) {
      const place = source.deployments[1]?.place[0];
      if (place !== undefined) place.image = `thumb${sequence}:${i}`;
      const lab = Lab.open(read(source));
      lab.runTo(5e6);
      const here = new Desk(lab, undefined, evil);
      await here.keys(
        'docker ps\r',
        'docker images; docker inspect api-1; docker history thumb\r',
        `echo ${sequence}\r`,
        `docker stop 'x${sequence}'\r`,
        `grep '${sequence}' <<EOF\r${sequence}\rEOF\r`,
        '\u001b[A',
        '\u0012',
        sequence,
        '\r',
        'history\r',
        'docker logs api-1\r',
      );
      here.session.echo(`scale ${sequence} 3`, [sequence]);
      const foreign = here.written
        .replaceAll(/\u001b\[(?:[\d;]*m|\d*[ABC]|J|H|2J)/g, '')
        .replaceAll(/\r|\n/g, '');
      expect(foreign).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }
  });
  it('of something that goes on is filtered as well', () => {
    const lab = Lab.open(shipped('three-ways'));
    const step = followFrame(
      { subcommand: 'sleep', state: { untilMicros: 1, fromMicros: 0 }, through: [], drops: [], rest: null },
      lab.frame(),
    );
    expect(step).toMatchObject({ output: [], exitCode: 0 });
    const reply = interpretLine(lab, `curl 'http://x\u001b]52;c;x\u0007/'`);
    expect(reply.lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});
