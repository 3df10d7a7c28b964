import { describe, expect, it } from 'vitest';
import {
  interpretLine,
  isWhole,
  Lab,
  newShell,
  placeOf,
  ScriptTerminal,
  transcriptOf,
  typeScript,
  type TerminalReply,
} from '../../../simulations';
import { shipped } from '../../helpers/scenarios';

function open(at = 60e6): Lab {
  const lab = Lab.open(shipped('three-ways'));
  lab.runTo(at);
  return lab;
}
const out = (line: string, lab = open()): readonly string[] => interpretLine(lab, line).lines;

describe('the shell’s own rules', () => {
  it.each([
    ['echo one  two', ['one two']],
    [`echo 'one  two' "three  $?"`, ['one  two three  0']],
    [`echo a\\ b 'it'"'"'s'`, ["a b it's"]],
    ['echo one; echo two # not three', ['one', 'two']],
    ['false && echo no || echo yes', ['yes']],
    ['true && echo yes || echo no', ['yes']],
    ['false; echo $?', ['1']],
    ['echo $(echo inner $(echo deeper))', ['inner deeper']],
    [`echo "$(docker ps -q | wc -l) containers"`, ['4 containers']],
    ['docker ps | grep api | wc -l', ['4']],
    ['docker ps | tail -n +2 | head -1 | cut -d " " -f 1 | wc -c', ['13']],
    ['docker ps -q | sort | uniq -c | wc -l', ['4']],
    ['docker ps | grep -c nothing; echo $?', ['0', '1']],
    ['docker stop nothing 2>/dev/null; echo $?', ['1']],
    ['docker stop nothing 2>&1 | grep -o "No such"', ['No such']],
    ['docker ps > /dev/null && echo quiet', ['quiet']],
    ['echo one && \\\n  echo two', ['one', 'two']],
    ['echo one &&\necho two', ['one', 'two']],
    ['grep -n b <<EOF\na\nb\nEOF\necho after', ['2:b', 'after']],
    ['sort -rn <<EOF\n9\n10\n1\nEOF', ['10', '9', '1']],
    ['echo 10K 2M | wc -w', ['2']],
  ])('%s', (line, expected) => expect(out(line)).toEqual(expected));

  it('says what is wrong with a line, and what it leaves out', () => {
    expect(out('echo |')[0]).toContain('syntax error');
    expect(out('; echo')[0]).toContain('syntax error');
    expect(out(`echo "open`)[0]).toContain('matching');
    expect(out('for i in 1 2; do echo $i; done')[0]).toContain('not in this model');
    expect(out('docker ps > list.txt')[0]).toContain('not in this model');
    expect(out('docker ps &')[0]).toContain('not in this model');
    expect(out('grep -E "(a+)+$" <<EOF\nx\nEOF')[0]).toContain('for ever');
    expect(interpretLine(open(), 'nonsense').exitCode).toBe(127);
  });
  it('knows when Enter ends a line', () => {
    expect([`echo 'a`, 'echo "a', 'echo $(a', 'echo \\', 'cat <<EOF\nx'].map(isWhole)).toEqual(
      Array.from({ length: 5 }, () => false),
    );
    expect(['', 'echo a', `echo 'a'`, 'cat <<EOF\nx\nEOF', 'a | b'].every(isWhole)).toBe(true);
  });
});

describe('flags', () => {
  const code = (line: string): number => interpretLine(open(), line).exitCode;
  it('are read as the tools read them', () => {
    for (const line of [
      'docker ps -aq',
      'docker ps --all=true -q',
      'docker ps -a=false',
      'docker stop -t5 api-1',
    ])
      expect([line, code(line)]).toEqual([line, 0]);
    expect(code('docker stop -- api-1')).toBe(0);
    expect(code('docker stop api-1 api-2 -t 5')).toBe(0);
    expect(code('kubectl -n default scale deploy/thumb --replicas=3')).toBe(0);
    expect(code('docker --context ct-host ps')).toBe(0);
    expect(out('docker ps -z')[0]).toBe("unknown shorthand flag: 'z' in -z");
    expect(out('docker ps -az')[0]).toBe("unknown shorthand flag: 'z' in -az");
    expect(out('docker ps --al')[0]).toBe('unknown flag: --al');
    expect(out('docker ps --al').join(' ')).toContain('--all');
    expect(out('docker stop --timeout')[0]).toBe('flag needs an argument: --timeout');
    expect(out('docker stop -t')[0]).toBe("flag needs an argument: 't' in -t");
    expect(out('grep --zzz x')[0]).toBe("grep: unrecognized option '--zzz'");
    expect(out('echo Abc | grep --ignore b')).toEqual(['Abc']);
  });
});

describe('places', () => {
  const move = (lines: readonly string[]): TerminalReply => {
    const lab = open();
    let reply = interpretLine(lab, '', newShell());
    for (const line of lines) reply = interpretLine(lab, line, reply.shell);
    return reply;
  };
  it('are entered by ssh and left by exit; each has its own tools', () => {
    expect(placeOf(move(['ssh ct-host']).shell)).toEqual({ kind: 'host', id: 'ct-host' });
    expect(placeOf(move(['ssh vm-host', 'ssh web-1']).shell)).toEqual({ kind: 'vm', id: 'web-1' });
    expect(placeOf(move(['ssh vm-host', 'ssh web-1', 'exit']).shell)).toEqual({
      kind: 'host',
      id: 'vm-host',
    });
    expect(move(['ssh vm-host', 'docker ps']).lines[0]).toContain('command not found');
    expect(move(['ssh ct-host', 'docker ps']).lines).toHaveLength(5);
  });
  it('refuses a shell into what belongs to a provider, with the reason', () => {
    expect(move(['ssh cloud']).lines.join(' ')).toMatch(/Permission denied.*belongs to the provider/);
    const lab = open();
    interpretLine(lab, 'aws lambda invoke --function-name thumb out');
    lab.runTo(lab.nowMicros + 5e6);
    const reply = interpretLine(lab, 'ssh thumb-1');
    expect([reply.exitCode, reply.lines[0]]).toEqual([
      255,
      "thumb: no shell leads into a function's environment",
    ]);
  });
  it('throws one out of a VM that is shut down', () => {
    const lab = open();
    const there = interpretLine(lab, 'ssh web-1');
    interpretLine(lab, 'virsh shutdown web-1');
    lab.runTo(lab.nowMicros + 60e6);
    expect(placeOf(interpretLine(lab, 'echo', there.shell).shell)).toEqual({ kind: 'desk', id: '' });
  });
});

describe('what goes on while simulated time passes', () => {
  it('sleeps, and goes on with the rest of the line', () => {
    const lab = open(0);
    const typed = new ScriptTerminal(lab).type('sleep 2 && echo rested; echo $?');
    expect(typed?.output.map(({ text }) => text)).toEqual(['rested', '0']);
    expect(lab.nowMicros).toBeGreaterThanOrEqual(2e6);
    expect(lab.nowMicros).toBeLessThan(2.2e6);
  });
  it('types a script: comments, waits, continued lines, prompts of places', () => {
    const lab = open(0);
    const typed = typeScript(
      lab,
      '# a script\nwait 10s\nssh ct-host\ndocker ps -q \\\n | wc -l\n\nexit\nfalse\n',
    );
    expect(lab.nowMicros).toBe(10e6);
    expect(transcriptOf(typed)).toBe(
      [
        'desk $ wait 10s',
        'desk $ ssh ct-host',
        'ct-host $ docker ps -q \\\n | wc -l',
        '4',
        'ct-host $ exit',
        'logout',
        'Connection to ct-host closed.',
        'desk $ false',
      ].join('\n'),
    );
    expect(typed.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 1]);
  });
});

describe('a pipe behind something that goes on', () => {
  const last = (script: string): readonly string[] =>
    typeScript(open(), script)
      .at(-1)
      ?.output.map(({ text }) => text) ?? [];
  it.each([
    ['docker service scale thumb=6 | tail -n 1', ['verify: Service thumb converged']],
    ['docker service scale thumb=6 | head -n 1', ['thumb scaled to 6']],
    [
      'docker service scale thumb=6 | grep overall | sort -r | head -n 1',
      ['overall progress: 6 out of 6 tasks'],
    ],
    ["docker service scale thumb=6 | awk 'NR==1 {print $1}'", ['thumb']],
    [
      'docker service scale thumb=6 | grep -v overall',
      ['thumb scaled to 6', 'verify: Service thumb converged'],
    ],
    ['sleep 2 | wc -l', ['0']],
  ])('%s', (line, expected) => {
    expect(last(line)).toEqual(expected);
  });
  it('ends as soon as head has its lines, and shows nothing of what is still gathered', () => {
    const lab = open();
    const first = interpretLine(lab, 'docker service scale thumb=6 | tail -n 1');
    expect([first.lines, first.follow === null]).toEqual([[], false]);
    const enough = interpretLine(open(), 'docker logs -f --tail 9 api-1 | head -n 3');
    expect([enough.lines.length, enough.follow]).toEqual([3, null]);
  });
  it('shows no shell where a container’s command was started without one', () => {
    const commands = (line: string): readonly string[] =>
      last(line)
        .slice(1)
        .map((row) => row.trim().split(/ +/).at(-1) ?? '');
    expect(commands('docker exec api-1 ps')).toEqual(['/app/thumb', 'ps']);
    expect(commands('kubectl exec api-1 -- ps')).toEqual(['/app/thumb', 'ps']);
    expect(commands('docker exec -it api-1 sh\nps')).toEqual(['/app/thumb', 'sh', 'ps']);
  });
});
