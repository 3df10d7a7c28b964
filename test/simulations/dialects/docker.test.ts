import { describe, expect, it } from 'vitest';
import { interpretLine, Lab, transcriptOf, typeScript } from '../../../simulations';
import { shipped } from '../../helpers/scenarios';

function open(at = 60e6, name = 'three-ways'): Lab {
  const lab = Lab.open(shipped(name));
  lab.runTo(at);
  return lab;
}
const lines = (line: string, lab = open()): readonly string[] => interpretLine(lab, line).lines;
const code = (line: string, lab = open()): number => interpretLine(lab, line).exitCode;

describe('docker, against its documented grammar', () => {
  // https://docs.docker.com/reference/cli/docker/: headings of each list, in order and spacing.
  it.each([
    ['docker ps', ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES']],
    ['docker images', ['REPOSITORY', 'TAG', 'IMAGE ID', 'CREATED', 'SIZE']],
    ['docker history thumb:1', ['IMAGE', 'CREATED', 'CREATED BY', 'SIZE', 'COMMENT']],
    [
      'docker stats --no-stream',
      ['CONTAINER ID', 'NAME', 'CPU %', 'MEM USAGE / LIMIT', 'MEM %', 'NET I/O', 'BLOCK I/O', 'PIDS'],
    ],
    ['docker network ls', ['NETWORK ID', 'NAME', 'DRIVER', 'SCOPE']],
    ['docker volume ls', ['DRIVER', 'VOLUME NAME']],
    ['docker service ls', ['ID', 'NAME', 'MODE', 'REPLICAS', 'IMAGE', 'PORTS']],
    ['docker service ps thumb', ['ID', 'NAME', 'IMAGE', 'NODE', 'DESIRED STATE', 'CURRENT STATE', 'ERROR']],
    ['docker compose ps', ['NAME', 'IMAGE', 'COMMAND', 'SERVICE', 'CREATED', 'STATUS', 'PORTS']],
    ['docker system df', ['TYPE', 'TOTAL', 'ACTIVE', 'SIZE', 'RECLAIMABLE']],
  ])('%s has its columns', (line, titles) => {
    const [head = '', ...rows] = lines(line);
    expect(head.trimEnd().split(/ {3,}|(?<=DRIVER) {4}/)).toEqual(titles);
    // Every cell begins under its title.
    for (const row of rows)
      for (const title of titles.slice(1)) expect(row[head.indexOf(title) - 1] ?? ' ').toBe(' ');
  });
  it.each([
    ['docker ps --zzz', 125, 'unknown flag: --zzz'],
    ['docker run --memory', 125, 'flag needs an argument: --memory'],
    ['docker run', 1, "docker: 'docker run' requires at least 1 argument"],
    ['docker exec api-1', 1, "docker: 'docker exec' requires at least 2 arguments"],
    ['docker foo', 1, 'docker: unknown command: docker foo'],
    ['docker stop nothing', 1, 'Error response from daemon: No such container: nothing'],
    ['docker inspect nothing', 1, 'Error response from daemon: No such object: nothing'],
    ['docker service scale thumb', 1, 'invalid scale specifier: thumb'],
    ['docker network inspect nothing', 1, 'Error response from daemon: network nothing not found'],
    ['docker run nginx', 125, "Unable to find image 'nginx:latest' locally"],
  ])('%s ends with %i', (line, expected, first) => {
    const reply = interpretLine(open(), line);
    expect([reply.exitCode, reply.lines[0]]).toEqual([expected, first]);
  });
  it('aliases, ids and their beginnings name the same container', () => {
    const lab = open();
    const [id = ''] = lines('docker ps -q -f name=api-2', lab);
    expect(id).toMatch(/^[0-9a-f]{12}$/);
    expect(lines('docker ps -q --no-trunc -f name=api-2', lab)[0]).toMatch(new RegExp(`^${id}[0-9a-f]{52}$`));
    for (const name of ['api-2', id, id.slice(0, 6)])
      expect(lines(`docker container inspect -f '{{.Name}}' ${name}`, lab)).toEqual(['/api-2']);
    expect(lines('docker container ls -q', lab)).toEqual(lines('docker ps -q', lab));
    expect(lines("docker ps --format '{{.Names}}:{{.State}}'", lab)[0]).toBe('api-1:running');
    expect(JSON.parse(lines('docker ps --format json', lab)[0] ?? '')).toMatchObject({
      Names: 'api-1',
      Image: 'thumb:1',
    });
    expect(JSON.parse(lines('docker inspect api-1', lab).join('\n'))).toMatchObject([
      { Name: '/api-1', State: { Running: true } },
    ]);
  });
  it('flags after the image belong to the program', () => {
    expect(code('docker run -d thumb:1 --zzz -x')).toBe(0);
    expect(code('docker exec api-1 ps -ef')).toBe(0);
  });
  it('run follows its phases in simulated time and ends with the id; it is one typed command', () => {
    const lab = open();
    const before = lab.nowMicros;
    const [typed] = typeScript(lab, 'docker run thumb:1');
    expect(typed?.output.filter((line) => line.stream === 'out').map(({ text }) => text)).toEqual(
      lines("docker inspect -f '{{.Id}}' api-5", lab),
    );
    expect(
      typed?.output.some((line) => line.stream === 'err' && line.text.startsWith('Create container')),
    ).toBe(true);
    expect(lab.nowMicros - before).toBeGreaterThan(100_000);
    expect(lab.log.map((line) => line.text)).toEqual(['run thumb --in containers']);
    expect(lines('docker ps', lab).join('\n')).toContain('(health: starting)');
  });
  it('run -d gives the id at once, without any time; the container stands as created until its program runs', () => {
    const lab = open();
    const ran = interpretLine(lab, 'docker run -d --name extra thumb');
    expect([ran.exitCode, ran.follow, lab.nowMicros]).toEqual([0, null, 60e6]);
    expect(ran.lines.at(-1)).toMatch(/^[0-9a-f]{64}$/);
    const states = (): readonly string[] =>
      lines(
        "docker ps -f name=api-5 --format '{{.State}} {{.Status}}'; docker inspect -f '{{.State.Running}}' api-5",
        lab,
      );
    expect(states()).toEqual(['created Created', 'false']);
    expect(lines('kubectl get pod api-5', lab)[1]).toContain('ContainerCreating');
    lab.runTo(lab.nowMicros + 400_000);
    expect(states()).toEqual([expect.stringMatching(/^running Up .*health: starting/), 'true']);
    const again = open();
    expect(code('docker run -d thumb; docker rm api-5', again)).toBe(0);
    expect(lines('docker ps -q', again)).toHaveLength(4);
  });
  it('says the same of a container that is stopping, whichever command asks: it can be taken away while time stands', () => {
    const lab = open();
    lab.runTo(125e6);
    // In service: it does not go at once.
    const busy = lab
      .frame()
      .hosts.flatMap((host) => host.sandboxes)
      .find((s) => s.technology === 'container' && s.busy > 0)!.id;
    expect(interpretLine(lab, `docker stop ${busy}`).follow).not.toBeNull();
    expect(lines('docker ps -q -f name=' + busy, lab)).toHaveLength(1);
    const twice = interpretLine(lab, `docker stop ${busy}`);
    expect([twice.exitCode, twice.lines]).toEqual([0, []]);
    expect(interpretLine(lab, `docker rm ${busy}`)).toMatchObject({ exitCode: 0, lines: [busy] });
    expect(lines('docker ps -q -f name=' + busy, lab)).toHaveLength(0);
  });
  it('a container that is stopped stays, and is started again in its place; a restart is both', () => {
    const lab = open();
    const status = (name: string): string =>
      lines(`docker ps -a -f name=${name} --format '{{.Status}}'`, lab)[0] ?? '';
    const made = lines("docker inspect -f '{{.Created}}' api-1", lab);
    expect(typeScript(lab, 'docker stop api-1').at(-1)).toMatchObject({ exitCode: 0 });
    expect(lines('docker ps -q', lab)).toHaveLength(3);
    expect(lines('docker stats --no-stream --format {{.Name}}', lab)).not.toContain('api-1');
    lab.runTo(lab.nowMicros + 5e6);
    expect(status('api-1')).toBe('Exited (0) 5 seconds ago');
    expect(lines("docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' api-1", lab)).toEqual([
      'exited 0',
    ]);
    expect(lines('docker start api-1', lab)).toEqual(['api-1']);
    lab.runTo(lab.nowMicros + 5e6);
    expect(status('api-1')).toMatch(/^Up \d seconds \(healthy\)$/);
    expect(lines("docker inspect -f '{{.Created}}' api-1", lab)).toEqual(made);
    const restarted = typeScript(lab, 'docker restart api-2').at(-1);
    expect(restarted).toMatchObject({
      exitCode: 0,
      commands: [{ name: 'restart', args: { sandbox: 'api-2' } }],
    });
    expect(status('api-2')).toMatch(/^Up Less than a second/);
    expect(lines('docker start api-2', lab)).toEqual(['api-2']);
    // What has crashed is desired still: started again, it counts once.
    expect(code('docker kill api-3', lab)).toBe(0);
    expect(code('docker start api-3', lab)).toBe(0);
    lab.runTo(lab.nowMicros + 5e6);
    expect(lines("docker service ls --format '{{.Replicas}}'", lab)).toEqual(['4/4']);
    expect(code('docker pause api-4', lab)).toBe(0);
    expect(lines('docker start api-4', lab)).toEqual([
      'Error response from daemon: cannot start a paused container, try unpause instead',
    ]);
  });
  it('compose starts what was stopped before it creates anything, and takes all down', () => {
    const lab = open();
    typeScript(lab, 'docker stop api-1');
    expect(lines('docker compose ps -a', lab)).toHaveLength(5);
    expect(lines('docker compose ps', lab)).toHaveLength(4);
    expect(lines('docker compose up -d', lab)).toEqual(['[+] Running 1/1', ' ✔ Container api-1  Started']);
    lab.runTo(lab.nowMicros + 5e6);
    typeScript(lab, 'docker stop api-2; docker compose down');
    expect(lines('docker ps -aq', lab)).toEqual([]);
  });
  it('shows the logs of services with the name of each container before its lines', () => {
    const lab = open();
    const plain = lines('docker logs --tail 2 api-1', lab);
    const compose = lines('docker compose logs --tail 2 thumb', lab);
    expect(compose).toHaveLength(8);
    expect(compose.filter((line) => line.startsWith('api-1  | '))).toEqual(plain.map((l) => `api-1  | ${l}`));
    expect(lines('docker compose logs --tail 1 --no-log-prefix', lab)).toContain(plain[1]);
    expect(lines('docker service logs --tail 1 thumb', lab)[0]).toMatch(
      /^api-\d\.[0-9a-f]{12}@ct-host {4}\| 10\.1\.0\.1 - - /,
    );
    expect(interpretLine(lab, 'docker compose logs -f').follow).not.toBeNull();
    expect(lines('docker compose logs nothing', lab)).toEqual(['no such service: nothing']);
  });
  it('takes the flags of compose before its command', () => {
    const lab = open();
    const plain = lines('docker compose ps', lab);
    expect(lines('docker compose -f compose.yaml -p shop ps', lab)).toEqual(plain);
    expect(code('docker compose --frob ps', lab)).toBe(1);
    expect(lines('docker --version', lab)[0]).toMatch(/^Docker version \d+\.\d+\.\d+, build [0-9a-f]{7}$/);
  });
  it('compose up names the services that are as wanted already', () => {
    expect(lines('docker compose up -d --scale thumb=4')).toEqual([
      '[+] Running 1/1',
      ' ✔ Service thumb  Running',
    ]);
    expect(lines('docker compose up -d --scale thumb=5')).toEqual([
      '[+] Running 1/1',
      ' ✔ Service thumb  Scaled to 5',
    ]);
  });
  it('a paused container stands still, a killed one is gone', () => {
    const lab = open();
    expect(code('docker pause api-1', lab)).toBe(0);
    expect(lines('docker ps -f name=api-1', lab)[1]).toContain('(Paused)');
    expect(code('docker unpause api-1', lab)).toBe(0);
    expect(code('docker kill api-1', lab)).toBe(0);
    expect(code('docker rm api-2', lab)).toBe(1);
    expect(code('docker rm -f api-2', lab)).toBe(0);
  });
  it('a build is cached up to the first step that differs, and from there built anew', () => {
    const dockerfile = (steps: readonly string[]): readonly string[] =>
      lines(`docker build -t x - <<EOF\n${steps.join('\n')}\nEOF`);
    // The steps of the image that is there, as its history tells them.
    const usual = lines("docker history --no-trunc --format '{{.CreatedBy}}' thumb:1").toReversed();
    expect(usual).toHaveLength(4);
    const cached = (steps: readonly string[]): number =>
      dockerfile(steps).filter((line) => line.includes('CACHED')).length;
    expect(cached(usual)).toBe(4);
    expect(cached([usual[0]!, usual[1]!, usual[3]!, usual[2]!])).toBe(2);
    expect(cached(['FROM alpine', ...usual.slice(1)])).toBe(0);
    expect(dockerfile(['FRMO x'])[0]).toContain('unknown instruction: FRMO');
  });
});

describe('a real task: deploy, overload, look, scale, clean up', () => {
  it('in Docker’s and Swarm’s words', () => {
    const lab = open(0, 'hot-search');
    const typed = typeScript(
      lab,
      [
        '# look at what is deployed',
        'docker compose ps --services',
        'docker service ls | grep search',
        'wait 30s',
        '# overloaded: one container has all the processor it can use',
        "docker stats --no-stream --format '{{.Name}} {{.CPUPerc}}' | sort -rn -k 2 | head -3",
        'docker service scale search=3',
        'sleep 10',
        'docker service ps search | wc -l',
        "docker ps --filter name=search --format '{{.Names}}: {{.Status}}'",
        'curl -s -o /dev/null -w "%{http_code}" http://search/',
        'docker compose down',
        'wait 40s',
        'docker ps -q | xargs -r docker rm -f',
        'docker ps -q | wc -l',
      ].join('\n'),
    );
    expect(typed.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
    const out = (n: number): string => typed[n]?.output.map(({ text }) => text).join('\n') ?? '';
    expect(out(0).split('\n')).toHaveLength(7);
    expect(out(1)).toMatch(/search +replicated +1\/1/);
    expect(out(6)).toBe('4');
    expect(out(8)).toBe('200');
    expect(out(12)).toBe('0');
    expect(transcriptOf(typed)).toContain('desk $ docker service scale search=3\nsearch scaled to 3');
  });
});
