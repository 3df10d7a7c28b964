import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  interpretLine,
  Lab,
  newShell,
  SUBCOMMANDS,
  type TerminalReply,
  typeScript,
} from '../../../simulations';
import { shipped } from '../../helpers/scenarios';

function open(at = 60e6): Lab {
  const lab = Lab.open(shipped('three-ways'));
  lab.runTo(at);
  return lab;
}
const type = (lab: Lab, line: string): TerminalReply => interpretLine(lab, line);

describe('the simulated shell', () => {
  it('lists, starts and stops containers as the buttons do', () => {
    const lab = open();
    expect(type(lab, 'docker ps').lines).toHaveLength(5);
    const ran = type(lab, 'docker run -d --name x -m 256m thumb:1');
    expect(ran.commands).toEqual([{ name: 'run', args: { component: 'thumb', deployment: 'containers' } }]);
    expect(type(lab, 'docker ps').lines.join('\n')).toMatch(/ago +Created/);
    expect(type(lab, 'docker stop api-1').exitCode).toBe(0);
    expect(type(lab, 'docker stop api-99').lines[0]).toContain('No such container');
  });
  it('boots the next VM of a group, shuts one down and boots it again', () => {
    const lab = open();
    expect(type(lab, 'virsh start web-4').lines[0]).toMatch(/^Domain 'web-4' started/);
    expect(type(lab, 'virsh start web-4').lines[0]).toContain('Domain is already active');
    expect(type(lab, 'virsh shutdown web-1').lines[0]).toBe("Domain 'web-1' is being shutdown");
    lab.runTo(lab.nowMicros + 5e6);
    expect(type(lab, 'virsh list').lines.join('\n')).not.toContain('web-1 ');
    expect(type(lab, 'virsh list --all').lines.join('\n')).toContain('shut off');
    expect(type(lab, 'virsh start web-1').exitCode).toBe(0);
  });
  it('scales and invokes', () => {
    const lab = open();
    expect(type(lab, 'kubectl scale deploy/thumb --replicas=6').lines).toEqual([
      'deployment.apps/thumb scaled',
    ]);
    expect(type(lab, 'kubectl scale --replicas 2 deployment thumb').exitCode).toBe(0);
    expect(typeScript(lab, 'aws lambda invoke --function-name thumb out.json')[0]?.output[1]?.text).toContain(
      '"StatusCode": 200',
    );
    expect(lab.log.map((line) => line.text)).toEqual([
      // What has no room waits as Pending pods, as the cluster has it.
      'scale thumb 6 --in containers --rest pending',
      'scale thumb 2 --in containers --rest pending',
      'invoke thumb',
    ]);
  });
  it('says what is not in the model, with the nearest name and what the real one would do', () => {
    const lab = open();
    expect(type(lab, 'dokcer ps').lines.join(' ')).toContain('docker');
    expect(type(lab, 'docker pss').lines.join(' ')).toMatch(/not in this model.*docker ps/);
    expect(type(lab, 'docker run --privileged thumb')).toMatchObject({ exitCode: 125 });
    expect(type(lab, 'docker run --privileged thumb').lines[0]).toContain('not in this model. The real one');
    expect(type(lab, 'systemctl restart docker').lines[0]).toContain('not in this model. The real one');
    expect(type(lab, 'scale thumb').exitCode).toBe(2);
    expect(type(lab, 'help').lines.join('\n')).toContain('kubectl');
  });
  it('changes nothing where it refuses or only looks', () => {
    const lab = open();
    const digest = lab.digest;
    for (const line of [
      '',
      'help',
      'docker ps',
      'virsh list',
      'docker stop nothing',
      'kubectl scale deploy/thumb --replicas=x',
      'aws lambda invoke out',
      'rm -rf /',
    ])
      expect(type(lab, line).commands).toEqual([]);
    expect(lab.digest).toBe(digest);
  });
  it('never throws and never prints a control character', () => {
    const lab = open();
    const words = fc.constantFrom(
      'docker',
      'run',
      'ps',
      'virsh',
      'start',
      'kubectl',
      'scale',
      '--replicas',
      '=',
      '-d',
      '-h',
      '--',
      'grep',
      'head',
      'sort',
      'watch',
      'echo',
      'ssh',
      'help',
      '$(',
      ')',
      '`',
      '|',
      ';',
      '&&',
      '||',
      '>',
      '<<',
      '2>&1',
      '#',
      '\n',
      '\t',
      "'",
      '"',
      '\\',
      '-- ',
      '$?',
      '$HOME',
      '__proto__',
      'constructor',
      '\u001b[2147483647b',
      '\u001b]52;c;x\u0007',
      '\u001bP1$r\u001b\\',
      '\u009b31m',
      'thumb',
      'api-1',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 10 }), (parts) => {
        for (const line of type(lab, parts.join(' ')).lines)
          expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
      { numRuns: 500 },
    );
  });
  it.each(SUBCOMMANDS.flatMap((s) => s.examples ?? []))('%s', (line) => {
    expect(typeScript(open(), line).at(-1)).toMatchObject({ exitCode: 0 });
  });
  it.each(SUBCOMMANDS.map((s) => [s.id, s] as const))('%s explains itself', (_id, subcommand) => {
    const line = `${subcommand.words.join(' ')} --help`;
    // `kill` is a word of the lab at the desk, and the shell's on a machine.
    const place = subcommand.words[0] === 'kill' ? { kind: 'host' as const, id: 'ct-host' } : undefined;
    const reply = interpretLine(open(), line, newShell(place));
    expect(reply.exitCode).toBe(0);
    expect(reply.lines.join('\n')).toContain(subcommand.summary);
  });
});
