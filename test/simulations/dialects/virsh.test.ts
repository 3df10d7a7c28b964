import { describe, expect, it } from 'vitest';
import { Lab, type Scenario } from '../../../simulations';
import { read } from '../../helpers/scenarios';
import { threeWays, transcript, type } from '../../helpers/typing';

const twoHosts = (): Scenario =>
  read({
    format: 'strata-scenario',
    version: 1,
    title: 'two hosts',
    duration: '200 s',
    hosts: ['left', 'right'].map((id) => ({ id, memory: '64 GiB', network: { bandwidth: '100 MB/s' } })),
    components: [{ id: 'web', serviceTime: '1 s', memory: '64 MiB' }],
    deployments: [
      {
        id: 'one',
        technology: 'full-vm-type-1',
        hosts: ['left', 'right'],
        place: [{ component: 'web', memory: '1 GB' }],
      },
    ],
    workloads: [{ id: 'load', arrivals: 'poisson(0.1/s)' }],
  });

describe('virsh', () => {
  it('lists domains in libvirt’s table, and ends what it prints with an empty line', () => {
    const lab = threeWays();
    expect(type(lab, 'virsh list').out).toEqual([
      ' Id   Name    State',
      '-----------------------',
      ' 1    web-1   running',
      ' 2    web-2   running',
      ' 3    web-3   running',
      '',
    ]);
    expect(type(lab, 'virsh list --name').out).toEqual(['web-1', 'web-2', 'web-3', '']);
    expect(type(lab, 'virsh -q list --name | wc -l').out).toEqual(['3']);
    expect(type(lab, 'virsh -c qemu+ssh://elsewhere/system list').out).toHaveLength(3);
  });
  it('numbers a domain anew at each start, and lists those that are shut off with --all', () => {
    const lab = threeWays();
    type(lab, 'virsh destroy web-1');
    expect(type(lab, 'virsh list --name --inactive').out).toEqual(['web-1', '']);
    expect(type(lab, 'virsh list --all').out.slice(2)).toEqual([
      ' 2    web-2   running',
      ' 3    web-3   running',
      ' -    web-1   shut off',
      '',
    ]);
    expect(type(lab, 'virsh start web-1').out[0]).toBe("Domain 'web-1' started");
    expect(type(lab, 'virsh domstate 4').out).toEqual(['running', '']);
  });
  it.each([
    ['virsh dominfo', "error: command 'dominfo' requires <domain> option"],
    ['virsh dominfo web-1 more', "error: unexpected data 'more'"],
    ['virsh dominfo nobody', "error: failed to get domain 'nobody'"],
    ['virsh start web-1', 'error: Domain is already active'],
    ['virsh dominfo --colour web-1', "error: command 'dominfo' doesn't support option --colour"],
    ['virsh dominfo --domain', 'error: expected syntax: --domain <domain>'],
    ['virsh dance', "error: unknown command: 'dance'"],
  ])('%s: %s', (line, message) => {
    expect(type(threeWays(), line)).toMatchObject({ exitCode: 1, commands: [] });
    expect(type(threeWays(), line).err[0]).toBe(message);
  });
  it('refuses to stop what does not run as libvirt words it', () => {
    const lab = threeWays();
    expect(type(lab, 'virsh destroy web-1').out).toEqual(["Domain 'web-1' destroyed", '']);
    for (const verb of ['shutdown', 'destroy', 'suspend', 'resume'])
      expect(type(lab, `virsh ${verb} web-1`)).toMatchObject({
        exitCode: 1,
        err: [
          `error: Failed to ${verb} domain 'web-1'`,
          'error: Requested operation is not valid: domain is not running',
        ],
      });
    expect(type(lab, 'virsh console web-1').err).toEqual(['error: The domain is not running']);
  });
  it('reboots a guest: it boots anew and is wanted as before', () => {
    const lab = threeWays();
    expect(type(lab, 'virsh reboot web-1').out).toEqual(["Domain 'web-1' is being rebooted", '']);
    lab.runTo(lab.nowMicros + 40e6);
    expect(type(lab, 'virsh domstate web-1').out).toEqual(['running', '']);
    const web = lab.frame().deployments.find(({ id }) => id === 'vms')?.components[0];
    expect([web?.replicas, web?.desired]).toEqual([3, 3]);
    expect(type(lab, 'virsh shutdown web-2; sleep 1; virsh reboot web-2').err).toEqual([
      "error: Failed to reboot domain 'web-2'",
      'error: Requested operation is not valid: domain is not running',
    ]);
  });
  it('a guest that is destroyed while it reboots is off', () => {
    const lab = threeWays();
    lab.runTo(125e6);
    const busy = lab
      .frame()
      .hosts.flatMap(({ sandboxes }) => sandboxes)
      .find(({ technology, busy: serving }) => technology === 'full-vm-type-1' && serving > 0)?.id;
    type(lab, `virsh reboot ${busy}`);
    expect(type(lab, `virsh domstate ${busy}`).out).toEqual(['in shutdown', '']);
    expect(type(lab, `virsh destroy ${busy}`).out).toEqual([`Domain '${busy}' destroyed`, '']);
    expect(type(lab, `virsh domstate ${busy}`).out).toEqual(['shut off', '']);
  });
  it('describes a domain as XML that says what dominfo says', () => {
    const lab = threeWays();
    const xml = type(lab, 'virsh dumpxml web-1').out;
    expect(xml[0]).toBe("<domain type='kvm' id='1'>");
    expect(xml).toContain("  <memory unit='KiB'>2097152</memory>");
    expect(type(lab, 'virsh dominfo web-1').out.join()).toContain('2097152 KiB');
    const names = (pattern: RegExp): number => xml.filter((line) => pattern.test(line)).length;
    const opened = names(/^ *<\w[^>]*[^/]>$/);
    expect(opened).toBe(names(/^ *<\/\w+>$/));
    expect(type(lab, 'virsh destroy web-1; virsh dumpxml web-1').out).toContain("<domain type='kvm'>");
  });
  it('suspends a guest, which serves nothing until it is resumed', () => {
    const lab = threeWays();
    const served = (): number =>
      lab
        .frame()
        .hosts.flatMap((h) => h.sandboxes)
        .find((s) => s.id === 'web-1')?.served ?? -1;
    expect(type(lab, 'virsh suspend web-1').out[0]).toBe("Domain 'web-1' suspended");
    const before = served();
    lab.runTo(lab.nowMicros + 5e6);
    expect(served()).toBe(before);
    expect(type(lab, 'virsh list --state-paused').out[2]).toBe(' 1    web-1   paused');
    expect(type(lab, 'virsh domstate web-1 --reason').out[0]).toBe('paused (user)');
    expect(type(lab, 'virsh resume --domain web-1').out[0]).toBe("Domain 'web-1' resumed");
    lab.runTo(lab.nowMicros + 5e6);
    expect(served()).toBeGreaterThan(before);
  });
  it('tells size and devices of a domain with libvirt’s names and units', () => {
    const lab = threeWays();
    const info = type(lab, 'virsh dominfo web-2').out;
    expect(info).toContain('CPU(s):         2');
    expect(info).toContain('Max memory:     2097152 KiB');
    expect(type(lab, 'virsh nodeinfo').out).toContain('Memory size:         16777216 KiB');
    expect(type(lab, 'virsh vcpucount web-2').out[0]).toBe('maximum      config         2');
    const memory = type(lab, 'virsh dommemstat web-2').out;
    const of = (name: string): number =>
      Number(memory.find((line) => line.startsWith(`${name} `))?.split(' ')[1]);
    const web = lab
      .frame()
      .hosts.flatMap((h) => h.sandboxes)
      .find((s) => s.id === 'web-2');
    expect(of('actual')).toBe(2097152);
    expect(of('actual') - of('unused')).toBe((web?.memory ?? []).reduce((sum, m) => sum + m.bytes, 0) / 1024);
    expect(type(lab, 'virsh domstats --balloon web-2').out).toContain('  balloon.maximum=2097152');
    expect(type(lab, 'virsh domifaddr web-2').out[2]).toMatch(/^ vnet1 {6}52:54:00:.{8} {4}ipv4 {9}10\./);
  });
  it('keeps snapshots, goes back to them, and deletes them', () => {
    const lab = threeWays();
    const before = lab.nowMicros;
    expect(type(lab, 'virsh snapshot-list web-1').out.slice(0, 2)).toEqual([
      ' Name   Creation Time   State',
      '-------------------------------',
    ]);
    expect(type(lab, 'virsh snapshot-create-as web-1 before').out).toEqual([
      'Domain snapshot before created',
      '',
    ]);
    expect(lab.nowMicros).toBeGreaterThan(before);
    expect(type(lab, 'virsh snapshot-list web-1').out[2]).toMatch(
      /^ before   2026-03-02 09:01:00 \+0000   running$/,
    );
    expect(type(lab, 'virsh snapshot-create-as web-1 before').err).toEqual([
      'error: operation failed: web-1 has a snapshot before already',
    ]);
    expect(type(lab, 'virsh snapshot-revert web-1 befor').err).toEqual([
      "error: Domain snapshot not found: no domain snapshot with matching name 'befor'",
    ]);
    expect(type(lab, 'virsh snapshot-revert web-1 before').out[0]).toBe('Domain snapshot before reverted');
    expect(type(lab, 'virsh snapshot-info --domain web-1 --snapshotname before').out.slice(0, 4)).toEqual([
      'Name:           before',
      'Domain:         web-1',
      'Current:        yes',
      'State:          running',
    ]);
    type(lab, 'virsh destroy web-1');
    expect(type(lab, 'virsh undefine web-1').err[1]).toBe(
      'error: Requested operation is not valid: cannot delete inactive domain with 1 snapshots',
    );
    expect(type(lab, 'virsh snapshot-delete web-1 before').out[0]).toBe('Domain snapshot before deleted');
    expect(type(lab, 'virsh snapshot-create-as web-1').out[0]).toMatch(/^Domain snapshot \d{10} created$/);
  });
  it('migrates a running guest, and waits until it is at its destination', () => {
    const lab = Lab.open(twoHosts());
    lab.runTo(1e6);
    expect(type(lab, 'virsh -c qemu+ssh://left/system list --name').out).toEqual(['web-1', '']);
    expect(type(lab, 'virsh migrate web-1').err).toEqual([
      "error: command 'migrate' requires <desturi> option",
    ]);
    expect(type(lab, 'virsh migrate web-1 qemu+ssh://right/system').err[0]).toContain('not in this model');
    expect(type(lab, 'virsh migrate --live web-1 qemu+ssh://nowhere/system').exitCode).toBe(1);
    const before = lab.nowMicros;
    expect(type(lab, 'virsh migrate --live --verbose web-1 qemu+ssh://right/system')).toMatchObject({
      out: ['Migration: [100.00 %]', ''],
      exitCode: 0,
      commands: [{ name: 'migrate', args: { sandbox: 'web-1', host: 'right' } }],
    });
    // 1 GB over a network of 100 MB/s.
    expect(lab.nowMicros - before).toBeGreaterThanOrEqual(10e6);
    expect(type(lab, 'virsh -c qemu+ssh://left/system list --name').out).toEqual(['']);
    expect(type(lab, 'virsh -c qemu+ssh://right/system list --name').out).toEqual(['web-1', '']);
  });
  it('a task: one more VM before the burst, a look at it, and away with it', () => {
    const script = [
      'virsh list',
      'virsh start web-4',
      'virsh console web-4',
      'wait 40s',
      'virsh console web-4',
      'exit',
      'virsh domifaddr web-4 | grep ipv4',
      'virsh shutdown web-4',
      'wait 2s',
      'virsh list --all | grep "shut off"',
      'virsh undefine web-4',
      'virsh -q list --all --name | wc -l',
    ].join('\n');
    const text = transcript(threeWays(), script);
    expect(text).toMatch(/Domain 'web-4' started\n\(its guest boots until 09:01:\d\d\)\n/);
    expect(text).toContain('(the guest still boots: there is no login yet)');
    expect(text).toContain('web-4 $ exit');
    expect(text).toMatch(/ vnet3 .* 10\.0\.0\.6\/24/);
    expect(text).toContain(' -    web-4   shut off');
    expect(text).toMatch(
      /Domain 'web-4' has been undefined\n\ndesk \$ virsh -q list --all --name \| wc -l\n3$/,
    );
  });
});
