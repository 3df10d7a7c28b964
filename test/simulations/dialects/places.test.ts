import { describe, expect, it } from 'vitest';
import { interpretLine, Lab, newShell, typeScript, type Shell } from '../../../simulations';
import { read, shipped } from '../../helpers/scenarios';

function open(at = 60e6, name = 'three-ways'): Lab {
  const lab = Lab.open(shipped(name));
  lab.runTo(at);
  return lab;
}
const container = (id: string): Shell => newShell({ kind: 'container', id });
const host = (id: string): Shell => newShell({ kind: 'host', id });
const vm = (id: string): Shell => newShell({ kind: 'vm', id });
const one = (lab: Lab, line: string, shell: Shell): string =>
  interpretLine(lab, line, shell).lines.join('\n');

/** One place of each technology that a shell can stand in. */
function everyTechnology(): Lab {
  const place = [{ component: 'app' }];
  const technologies = [
    'container',
    'sandboxed-container',
    'container-in-vm',
    'microvm',
    'unikernel',
    'bare-process',
  ];
  const lab = Lab.open(
    read({
      format: 'strata-scenario',
      version: 1,
      title: 'places',
      duration: '10 min',
      hosts: technologies.map((t) => ({ id: `h-${t}`, memory: '64 GiB' })),
      components: [{ id: 'app', serviceTime: 'constant(10 ms)' }],
      deployments: technologies.map((technology) => ({
        id: technology,
        technology,
        hosts: [`h-${technology}`],
        place: place.map((p) => ({ ...p, name: `n-${technology}` })),
      })),
      workloads: [{ id: 'load', arrivals: 'constant(1/s)' }],
    }),
  );
  lab.runTo(60e6);
  return lab;
}

describe('kernels', () => {
  it('two VMs answer differently, containers as their host', () => {
    const lab = open();
    const release = (shell: Shell): string => one(lab, 'uname -r', shell);
    expect(release(vm('web-1'))).not.toBe(release(vm('web-2')));
    const containers = ['api-1', 'api-2', 'api-3'].map((id) => release(container(id)));
    expect(new Set([...containers, release(host('ct-host'))]).size).toBe(1);
    expect(one(lab, 'uname -n', container('api-1'))).toBe(one(lab, 'docker ps -q -f name=api-1', newShell()));
  });
  it('a user-space kernel and a container in a VM answer with their own', () => {
    const lab = everyTechnology();
    const release = (id: string): string => one(lab, 'uname -r', container(id));
    const answers = ['n-container-1', 'n-sandboxed-container-1', 'n-container-in-vm-1'].map(release);
    expect(new Set(answers).size).toBe(3);
    expect(answers[0]).toBe(one(lab, 'uname -r', host('h-container')));
    expect(interpretLine(lab, 'ssh n-unikernel-1').exitCode).toBe(255);
    expect(one(lab, 'ps -ef', host('h-bare-process'))).toContain('/app/app');
  });
  it('up since: a container shares the uptime of its host, a VM has its own', () => {
    const lab = open();
    const since = (shell: Shell): string => one(lab, 'uptime -s', shell);
    expect(since(container('api-1'))).toBe(since(host('ct-host')));
    expect(since(vm('web-1'))).not.toBe(since(host('vm-host')));
  });
});

describe('process numbers', () => {
  it('process 1 of a container is an ordinary process of its host, with another number', () => {
    const lab = open();
    expect(one(lab, 'ps', container('api-1')).split('\n')[1]).toMatch(/^ {4}1 root .*\/app\/thumb$/);
    const pid = one(lab, "docker inspect -f '{{.State.Pid}}' api-1", newShell());
    expect(Number(pid)).toBeGreaterThan(1);
    expect(one(lab, `cat /proc/${pid}/status | grep NSpid`, host('ct-host'))).toMatch(
      new RegExp(`${pid} +1$`),
    );
    expect(one(lab, `cat /proc/${pid}/cgroup`, host('ct-host'))).toContain('docker-');
    expect(one(lab, `nsenter -t ${pid} -a hostname`, host('ct-host'))).toBe(
      one(lab, 'hostname', container('api-1')),
    );
  });
  it('are unique on a host and stay as long as their sandbox, while others come and go', () => {
    const lab = open();
    const numbers = (): Map<string, string> =>
      new Map(
        one(lab, 'docker top api-2; docker top api-3', newShell())
          .split('\n')
          .filter((l) => l.startsWith('root'))
          .map((l, i) => [`api-${i + 2}`, l.split(/\s+/)[1] ?? '']),
      );
    const before = numbers();
    typeScript(lab, 'docker rm -f api-1\ndocker service scale thumb=8\nwait 30s');
    expect(numbers()).toEqual(before);
    const pids = one(lab, 'ps -eo pid', host('ct-host')).split('\n').slice(1);
    expect(new Set(pids).size).toBe(pids.length);
  });
  it('the host sees one emulator of a VM and nothing that runs inside', () => {
    const lab = open();
    const seen = one(lab, 'ps -ef', host('vm-host'));
    expect(seen.match(/qemu-system/g)).toHaveLength(3);
    expect(seen).not.toContain('/app/thumb');
    expect(one(lab, 'ps -ef', vm('web-1'))).toContain('/app/thumb');
    expect(one(lab, 'ps -ef', vm('web-1'))).not.toContain('qemu');
  });
});

describe('memory, processors and limits', () => {
  it('a host’s memory adds up; a VM has what it was assigned; a container reads the host’s', () => {
    const lab = open();
    const row = (shell: Shell): number[] =>
      one(lab, 'free -b | grep Mem', shell).split(/\s+/).slice(1).map(Number);
    const [total = 0, used = 0, free = 0, , cache = 0] = row(host('ct-host'));
    expect(total).toBe(16 * 1024 ** 3);
    expect(used + free + cache).toBe(total);
    expect(row(vm('web-1'))[0]).toBe(2 * 1024 ** 3);
    expect(row(container('api-1'))).toEqual(row(host('ct-host')));
    expect(one(lab, 'grep MemTotal /proc/meminfo', container('api-1'))).toContain(String(total / 1024));
    expect([host('ct-host'), container('api-1'), vm('web-1')].map((at) => one(lab, 'nproc', at))).toEqual([
      '8',
      '8',
      '2',
    ]);
  });
  it('cgroup files are a container’s own', () => {
    const lab = open();
    expect(one(lab, 'cat /sys/fs/cgroup/cpu.weight /sys/fs/cgroup/cpu.max', container('api-1'))).toBe(
      '100\nmax 100000',
    );
    const bytes = Number(one(lab, 'cat /sys/fs/cgroup/memory.current', container('api-1')));
    expect(bytes).toBe(188 * 1024 ** 2);
    expect(interpretLine(lab, 'cat /sys/fs/cgroup/memory.max', host('ct-host')).exitCode).toBe(1);
  });
  it('namespaces: every container has its own, neighbours differ, the host has one set', () => {
    const lab = open();
    const inode = (shell: Shell): string => one(lab, 'ls /proc/1/ns | grep pid', shell);
    expect(new Set([inode(container('api-1')), inode(container('api-2')), inode(host('ct-host'))]).size).toBe(
      3,
    );
    expect(one(lab, 'lsns -t net', host('ct-host')).split('\n')).toHaveLength(1 + 1 + 4);
    expect(one(lab, 'lsns -t net', host('vm-host')).split('\n')).toHaveLength(2);
  });
});

describe('acts from inside', () => {
  it('curl is a real request: it waits in the queue like any other', () => {
    const lab = open();
    const [typed] = typeScript(lab, 'curl -i http://thumb/');
    expect(typed?.output[0]?.text).toBe('HTTP/1.1 200 OK');
    expect(typed?.commands).toEqual([
      { name: 'request', args: { component: 'thumb', deployment: 'containers' } },
    ]);
    const frame = lab.frame();
    expect(frame.byHand.at(-1)).toMatchObject({ number: 1, outcome: 'answered' });
    const crowded = open(20e6, 'hot-search');
    typeScript(crowded, 'docker service scale search=0\nwait 20s');
    const before = crowded.nowMicros;
    const [waited] = typeScript(crowded, 'timeout 5 curl http://search/');
    expect([waited?.exitCode, crowded.nowMicros - before >= 5e6]).toEqual([124, true]);
    expect(interpretLine(lab, 'curl http://thmub/').exitCode).toBe(6);
  });
  it('kill ends what it names: TERM in order, KILL at once, and not process 1 from inside', () => {
    const lab = open();
    const pid = one(lab, "docker inspect -f '{{.State.Pid}}' api-2", newShell());
    expect(one(lab, 'kill -9 1', container('api-1'))).toContain('nothing happens');
    expect(interpretLine(lab, `kill -9 ${pid}`, host('ct-host')).commands).toEqual([
      { name: 'kill', args: { sandbox: 'api-2' } },
    ]);
    expect(interpretLine(lab, 'kill 1', container('api-1')).commands).toEqual([
      { name: 'stop', args: { sandbox: 'api-1' } },
    ]);
    expect(one(lab, 'kill 881', host('ct-host'))).toContain('not in this model');
    expect(one(lab, 'kill 999999', host('ct-host'))).toContain('No such process');
    // At the desk the word is the lab's own.
    expect(interpretLine(lab, 'kill api-3').commands).toEqual([{ name: 'kill', args: { sandbox: 'api-3' } }]);
  });
  it('time and timeout count simulated time', () => {
    const lab = open();
    const before = lab.nowMicros;
    const [timed, ended] = typeScript(lab, 'time sleep 2\ntimeout 1 sleep 5');
    expect(timed?.output.map(({ text }) => text).join(' ')).toMatch(/real +0m2\.0/);
    expect(ended?.exitCode).toBe(124);
    expect(lab.nowMicros - before).toBeLessThan(3.2e6);
  });
});
