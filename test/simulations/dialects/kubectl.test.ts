import { describe, expect, it } from 'vitest';
import { threeWays, transcript, type } from '../../helpers/typing';

describe('kubectl', () => {
  it('lists pods and deployments in the columns of the tool', () => {
    const lab = threeWays();
    expect(type(lab, 'kubectl get pods').out.slice(0, 2)).toEqual([
      'NAME    READY   STATUS    RESTARTS   AGE',
      'api-1   1/1     Running   0          2d8h',
    ]);
    expect(type(lab, 'kubectl get deploy').out).toEqual([
      'NAME    READY   UP-TO-DATE   AVAILABLE   AGE',
      'thumb   4/4     4            4           5d',
    ]);
    const [heading] = type(lab, 'kubectl get po -o wide').out;
    expect(heading?.split(/ {2,}/)).toEqual(
      'NAME|READY|STATUS|RESTARTS|AGE|IP|NODE|NOMINATED NODE|READINESS GATES'.split('|'),
    );
    expect(type(lab, 'kubectl get hpa').out[0]?.split(/ +/)).toEqual(
      'NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE'.split(' '),
    );
    expect(type(lab, 'kubectl get hpa').out[1]).toMatch(
      /^thumb +Deployment\/thumb +cpu: \d+%\/50% +4 +12 +4 +5d$/,
    );
    expect(type(lab, 'kubectl get nodes').out[1]).toMatch(/^ct-host +Ready +<none> +5d +v1\.\d+\.\d+$/);
    expect(type(lab, 'kubectl get svc thumb').out[1]).toMatch(
      /^thumb +ClusterIP +10\.96\.\d+\.\d+ +<none> +80\/TCP +5d$/,
    );
    expect(type(lab, 'kubectl get all').out.filter((line) => line.startsWith('NAME'))).toHaveLength(5);
    expect(type(lab, 'kubectl get pods -A --no-headers').out[0]).toMatch(/^default +api-1 /);
  });
  it('creates a deployment of a component that was removed, once', () => {
    const lab = threeWays();
    const line = 'kubectl create deployment thumb --image=thumb:1 --replicas=2';
    expect(type(lab, line)).toMatchObject({
      exitCode: 1,
      err: ['error: failed to create deployment: deployments.apps "thumb" already exists'],
    });
    type(lab, 'kubectl delete deployment thumb');
    expect(type(lab, line)).toMatchObject({
      exitCode: 0,
      out: ['deployment.apps/thumb created'],
      commands: [{ name: 'add' }, { name: 'scale' }],
    });
    expect(type(lab, 'kubectl get deploy').out[1]).toMatch(/^thumb +[0-2]\/2 /);
    expect(type(lab, 'kubectl create deployment nginx --image=nginx').err[0]).toContain('not in this model');
    expect(type(lab, 'kubectl create deployment thumb').err).toEqual([
      'error: required flag(s) "image" not set',
    ]);
  });
  it('writes the same objects as names, JSON, YAML and JSONPath', () => {
    const lab = threeWays();
    const json = JSON.parse(type(lab, 'kubectl get deploy thumb -o json').out.join('\n')) as {
      kind: string;
      spec: { replicas: number };
    };
    expect(json).toMatchObject({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 4 } });
    const yaml = type(lab, 'kubectl get deploy thumb -o yaml').out;
    expect(yaml.slice(0, 3)).toEqual(['apiVersion: apps/v1', 'kind: Deployment', 'metadata:']);
    expect(yaml).toContain('  replicas: 4');
    expect(yaml.find((line) => line.includes('creationTimestamp'))).toMatch(/"2026-02-25T09:00:00Z"$/);
    expect(type(lab, 'kubectl get deploy/thumb -o jsonpath={.spec.replicas}').out).toEqual(['4']);
    expect(type(lab, "kubectl get po -o jsonpath='{.items[*].metadata.name}'").out).toEqual([
      'api-1 api-2 api-3 api-4',
    ]);
    expect(
      type(
        lab,
        `kubectl get po -o jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}'`,
      ).out,
    ).toHaveLength(4);
    expect(type(lab, 'kubectl get po,deploy -o name').out.at(-1)).toBe('deployment.apps/thumb');
  });
  it.each([
    ['kubectl get pods nobody', 'Error from server (NotFound): pods "nobody" not found'],
    ['kubectl get deploy/nobody', 'Error from server (NotFound): deployments.apps "nobody" not found'],
    ['kubectl get gadgets', 'error: the server doesn\'t have a resource type "gadgets"'],
    ['kubectl scale deploy/thumb', 'error: required flag(s) "replicas" not set'],
    [
      'kubectl scale deploy/thumb --replicas=two',
      'error: invalid argument "two" for "--replicas" flag: strconv.ParseInt: parsing "two": invalid syntax',
    ],
    [
      'kubectl scale deploy/thumb --replicas=-1',
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
    ],
    [
      'kubectl scale deploy/thumb --current-replicas=9 --replicas=2',
      'error: Expected replicas to be 9, was 4',
    ],
    ['kubectl autoscale deploy thumb --min=2', 'error: required flag(s) "max" not set'],
    [
      'kubectl autoscale deploy thumb --max=9',
      'Error from server (AlreadyExists): horizontalpodautoscalers.autoscaling "thumb" already exists',
    ],
    ['kubectl rollout undo deploy/thumb', 'error: no rollout history found for deployment "thumb"'],
    ['kubectl delete pod', 'error: resource(s) were provided, but no name was specified'],
    ['kubectl apply', 'error: must specify one of -f and -k'],
    ['kubectl exec api-1', 'error: you must specify at least one command for the container'],
    ['kubectl get pods --colour', 'error: unknown flag: --colour'],
    ['kubectl dance', 'error: unknown command "dance" for "kubectl"'],
  ])('%s: %s', (line, message) => {
    const typed = type(threeWays(), line);
    expect(typed).toMatchObject({ exitCode: 1, commands: [] });
    expect(typed.err[0]).toBe(message);
  });
  it('finds nothing in another namespace, and by a label that nothing has', () => {
    const lab = threeWays();
    expect(type(lab, 'kubectl get pods -n kube-system')).toMatchObject({
      out: [],
      err: ['No resources found in kube-system namespace.'],
      exitCode: 0,
    });
    expect(type(lab, 'kubectl get pods -l app=thumb -o name').out).toHaveLength(4);
    expect(type(lab, 'kubectl get pods -l app!=thumb').err).toEqual([
      'No resources found in default namespace.',
    ]);
    expect(type(lab, "kubectl get po -l 'app in (thumb,web)' -o name").out).toHaveLength(4);
  });
  it('shows a pod that starts as the kubelet does: first creating, then running but not ready, then ready', () => {
    const lab = threeWays();
    type(lab, 'kubectl scale deploy thumb --replicas=5');
    const seen = new Set<string>();
    for (let step = 0; step < 60; step++) {
      seen.add(
        type(lab, 'kubectl get pod api-5 --no-headers').out[0]?.split(/ +/).slice(1, 3).join(' ') ?? '',
      );
      lab.runTo(lab.nowMicros + 100_000);
    }
    expect([...seen]).toEqual(['0/1 ContainerCreating', '0/1 Running', '1/1 Running']);
  });
  it('waits for a rollout and tells how far it is', () => {
    const lab = threeWays();
    type(lab, 'kubectl scale deploy/thumb --replicas=6');
    const { out, exitCode } = type(lab, 'kubectl rollout status deploy/thumb');
    expect(out[0]).toBe(
      'Waiting for deployment "thumb" rollout to finish: 4 of 6 updated replicas are available...',
    );
    expect(out.at(-1)).toBe('deployment "thumb" successfully rolled out');
    expect(exitCode).toBe(0);
    type(lab, 'kubectl scale deploy/thumb --replicas=9');
    expect(type(lab, 'kubectl rollout status deploy/thumb --timeout=100ms')).toMatchObject({
      err: ['error: timed out waiting for the condition'],
      exitCode: 1,
    });
  });
  it('leaves Pending what no node has room for, says why, and places it when there is some', () => {
    const lab = threeWays();
    expect(type(lab, 'kubectl scale deploy/thumb --replicas=200').out).toEqual([
      'deployment.apps/thumb scaled',
    ]);
    const pods = type(lab, 'kubectl get pods --no-headers -o wide').out.map((row) => row.split(/ +/));
    const pending = pods.filter((row) => row[2] === 'Pending');
    expect(pods).toHaveLength(200);
    expect(pending.length).toBeGreaterThan(50);
    const [name = '', ...cells] = pending[0] ?? [];
    expect(cells.slice(0, 6)).toEqual(['0/1', 'Pending', '0', '0s', '<none>', '<none>']);
    expect(type(lab, 'kubectl get pods --field-selector status.phase=Pending -o name').out).toContain(
      `pod/${name}`,
    );
    const described = type(lab, `kubectl describe pod ${name}`).out.join('\n');
    expect(described).toMatch(/^Node: +<none>$/m);
    expect(described).toMatch(/PodScheduled +False/);
    expect(described).toMatch(
      /Warning +FailedScheduling +0s +default-scheduler +0\/1 nodes are available: 1 Insufficient memory\. preemption: /,
    );
    const phase = `kubectl get pod ${name} -o jsonpath={.status.phase}/{.status.conditions[0].reason}`;
    expect(type(lab, phase).out).toEqual(['Pending/Unschedulable']);
    expect(type(lab, `kubectl exec ${name} -- ps`).err).toEqual([
      `Error from server (BadRequest): pod ${name} does not have a host assigned`,
    ]);
    expect(type(lab, `kubectl logs ${name}`)).toMatchObject({ out: [], exitCode: 0 });
    expect(type(lab, 'kubectl top pods').out).toHaveLength(5);
    expect(type(lab, 'kubectl get deploy').out[1]).toMatch(/^thumb +4\/200 +200 +4 /);
    type(lab, 'kubectl cordon ct-host');
    expect(type(lab, `kubectl describe pod ${name}`).out.at(-1)).toContain('1 node(s) were unschedulable');
    // As many as there is room for now: nothing waits any more.
    type(lab, `kubectl uncordon ct-host; kubectl scale deploy/thumb --replicas=${200 - pending.length}`);
    expect(type(lab, 'kubectl get pods').out.join()).not.toContain('Pending');
  });
  it('holds a rollout while it is paused, and lets it go on', () => {
    const lab = threeWays();
    const thumb = () => lab.frame().deployments.find(({ id }) => id === 'containers')?.components[0];
    expect(type(lab, 'kubectl rollout pause deploy/thumb').out).toEqual(['deployment.apps/thumb paused']);
    expect(type(lab, 'kubectl rollout pause deploy/thumb')).toMatchObject({
      err: ['error: deployments.apps "thumb" is already paused'],
      exitCode: 1,
    });
    type(lab, 'kubectl set image deploy/thumb thumb=thumb:2');
    lab.runTo(lab.nowMicros + 20e6);
    expect(thumb()).toMatchObject({ image: 'thumb:1', heldImage: 'thumb:2', rolloutPaused: true });
    expect(type(lab, 'kubectl rollout status deploy/thumb --watch=false').out[0]).toContain('0 out of ');
    expect(type(lab, 'kubectl describe deploy thumb').out.join('\n')).toMatch(
      /Progressing +Unknown +DeploymentPaused/,
    );
    expect(type(lab, 'kubectl rollout restart deploy/thumb').err[0]).toContain('(run rollout resume first)');
    expect(type(lab, 'kubectl rollout undo deploy/thumb').err[0]).toContain(
      'cannot rollback a paused deployment',
    );
    expect(type(lab, 'kubectl rollout resume deploy/thumb').out).toEqual(['deployment.apps/thumb resumed']);
    expect(type(lab, 'kubectl rollout resume deploy/thumb').err).toEqual([
      'error: deployments.apps "thumb" is not paused',
    ]);
    // Held in its midst, it stays as far as it has come.
    lab.runTo(lab.nowMicros + 1e6);
    type(lab, 'kubectl rollout pause deploy/thumb');
    lab.runTo(lab.nowMicros + 20e6);
    const held = thumb();
    expect([held?.updating, (held?.updated ?? 0) < (held?.desired ?? 0)]).toEqual([true, true]);
    type(lab, 'kubectl rollout resume deploy/thumb');
    expect(type(lab, 'kubectl rollout status deploy/thumb').out.at(-1)).toContain('successfully rolled out');
    expect(thumb()).toMatchObject({ image: 'thumb:2', updating: false });
  });
  it('replaces a pod that is deleted', () => {
    const lab = threeWays();
    expect(type(lab, 'kubectl delete pod api-1').out).toEqual(['pod "api-1" deleted']);
    expect(type(lab, 'kubectl get pods -o name').out).toEqual([
      'pod/api-2',
      'pod/api-3',
      'pod/api-4',
      'pod/api-5',
    ]);
    expect(type(lab, 'kubectl delete deploy thumb').out).toEqual(['deployment.apps "thumb" deleted']);
    expect(type(lab, 'kubectl get pods,deploy').err).toEqual(['No resources found in default namespace.']);
    expect(type(lab, 'kubectl apply -f thumb.yaml').out).toEqual(['deployment.apps/thumb created']);
    expect(type(lab, 'kubectl get deploy thumb -o jsonpath={.spec.replicas}').out).toEqual(['4']);
  });
  it('applies what differs, and says so', () => {
    const lab = threeWays();
    const autoscaler = (max: number): string =>
      `kubectl apply -f - <<EOF\nkind: HorizontalPodAutoscaler\napiVersion: autoscaling/v2\nmetadata: {name: thumb}\nspec: {maxReplicas: ${max}}\nEOF`;
    expect(type(lab, autoscaler(12)).out).toEqual(['horizontalpodautoscaler.autoscaling/thumb unchanged']);
    expect(type(lab, autoscaler(20)).commands).toEqual([
      { name: 'set', args: { path: 'deployments.containers.place.0.autoscaler.max', value: '20' } },
    ]);
    expect(type(lab, 'kubectl get hpa thumb -o jsonpath={.spec.maxReplicas}').out).toEqual(['20']);
    expect(type(lab, 'kubectl get deploy thumb -o yaml | kubectl apply -f -').out).toEqual([
      'deployment.apps/thumb unchanged',
    ]);
    expect(
      type(lab, 'kubectl get deploy thumb -o yaml | grep -v nothing | kubectl apply -f -').commands,
    ).toEqual([]);
  });
  it('rolls another image out a few pods at a time, and back', () => {
    const lab = threeWays();
    const image = "kubectl get deploy thumb -o jsonpath='{.spec.template.spec.containers[0].image}'";
    expect(type(lab, 'kubectl set image deploy/thumb web=thumb:2').err).toEqual([
      'error: unable to find container named "web"',
    ]);
    expect(type(lab, 'kubectl set image deploy/thumb thumb=thumb:2')).toMatchObject({
      out: ['deployment.apps/thumb image updated'],
      commands: [
        { name: 'update', args: { component: 'thumb', image: 'thumb:2', deployment: 'containers' } },
      ],
    });
    const { out } = type(lab, 'kubectl rollout status deploy/thumb');
    expect(out[0]).toMatch(/rollout to finish: [123] out of 4 new replicas have been updated\.\.\.$/);
    expect(out.at(-1)).toBe('deployment "thumb" successfully rolled out');
    expect(type(lab, image).out).toEqual(['thumb:2']);
    expect(type(lab, 'kubectl get pods -o jsonpath={.items[*].spec.containers[0].image}').out).toEqual([
      'thumb:2 thumb:2 thumb:2 thumb:2',
    ]);
    expect(type(lab, 'kubectl rollout history deploy/thumb').out).toEqual([
      'deployment.apps/thumb ',
      'REVISION  CHANGE-CAUSE',
      '1         <none>',
      '2         <none>',
      '',
    ]);
    expect(type(lab, 'kubectl rollout undo deploy/thumb').out).toEqual(['deployment.apps/thumb rolled back']);
    expect(type(lab, image).out).toEqual(['thumb:1']);
    expect(type(lab, 'kubectl rollout restart deploy/thumb').out).toEqual([
      'deployment.apps/thumb restarted',
    ]);
    expect(type(lab, 'kubectl rollout status deploy/thumb').exitCode).toBe(0);
  });
  it('prints the log of a pod: what it has answered, no more and no less', () => {
    const lab = threeWays();
    const before = type(lab, 'kubectl logs api-1').out.length;
    const served = (): number =>
      lab
        .frame()
        .hosts.flatMap((h) => h.sandboxes)
        .find((s) => s.id === 'api-1')?.served ?? -1;
    const at = served();
    const { out } = type(lab, 'timeout 1 kubectl logs -f api-1 --tail=0');
    expect(before).toBeGreaterThan(20);
    expect(out).toHaveLength(served() - at);
    expect(out[0]).toMatch(
      /^10\.1\.0\.1 - - \[02\/Mar\/2026:\d\d:\d\d:\d\d \+0000\] "GET \/thumb\/\d+ HTTP\/1\.1" 200 \d+\.\d{3}$/,
    );
    expect(type(lab, 'kubectl logs deploy/thumb --tail=2 --timestamps')).toMatchObject({
      err: ['Found 4 pods, using pod/api-1'],
    });
  });
  it('cordons, drains and uncordons a node', () => {
    const lab = threeWays();
    expect(type(lab, 'kubectl cordon ct-host').out).toEqual(['node/ct-host cordoned']);
    expect(type(lab, 'kubectl cordon ct-host').out).toEqual(['node/ct-host already cordoned']);
    expect(type(lab, 'kubectl get nodes').out[1]).toMatch(
      /^ct-host   Ready,SchedulingDisabled   <none>   5d/,
    );
    const drained = type(lab, 'kubectl drain ct-host --ignore-daemonsets');
    expect(drained.out.slice(0, 2)).toEqual(['node/ct-host already cordoned', 'evicting pod default/api-1']);
    expect(drained.out.slice(-2)).toEqual([
      expect.stringMatching(/^pod\/api-\d evicted$/),
      'node/ct-host drained',
    ]);
    // What replaces them waits for a node.
    const states = (): readonly string[] =>
      type(lab, "kubectl get pods --no-headers | awk '{print $3}' | sort | uniq").out;
    expect(states()).toEqual(['Pending']);
    expect(type(lab, 'kubectl uncordon ct-host').out).toEqual(['node/ct-host uncordoned']);
    lab.runTo(lab.nowMicros + 30e6);
    expect(states()).toEqual(['Running']);
    expect(type(lab, 'kubectl drain nobody').err).toEqual([
      'Error from server (NotFound): nodes "nobody" not found',
    ]);
  });
  it('takes an autoscaler away and gives another, by autoscale or by apply', () => {
    const lab = threeWays();
    expect(type(lab, 'kubectl autoscale deployment thumb --max=9').err[0]).toContain('(AlreadyExists)');
    expect(type(lab, 'kubectl delete hpa thumb').out).toEqual([
      'horizontalpodautoscaler.autoscaling "thumb" deleted',
    ]);
    expect(type(lab, 'kubectl get hpa').err).toEqual(['No resources found in default namespace.']);
    const line = 'kubectl autoscale deployment thumb --cpu=60% --min=2 --max=9';
    expect(type(lab, line).out).toEqual(['horizontalpodautoscaler.autoscaling/thumb autoscaled']);
    lab.runTo(lab.nowMicros + 10e6);
    expect(type(lab, 'kubectl get hpa').out[1]).toMatch(
      /^thumb +Deployment\/thumb +cpu: <unknown>\/60% +2 +9 +4 +10s$/,
    );
    lab.runTo(lab.nowMicros + 10e6);
    expect(type(lab, 'kubectl get hpa').out[1]).toMatch(/cpu: \d+%\/60%/);
    type(lab, 'kubectl delete hpa thumb');
    const yaml = [
      'kubectl apply -f - <<EOF',
      'apiVersion: autoscaling/v2',
      'kind: HorizontalPodAutoscaler',
      'metadata: { name: thumb }',
      'spec:',
      '  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: thumb }',
      '  maxReplicas: 7',
      'EOF',
    ].join('\n');
    expect(type(lab, yaml).out).toEqual(['horizontalpodautoscaler.autoscaling/thumb created']);
    expect(type(lab, 'kubectl get hpa').out[1]).toMatch(/\/80% +1 +7 +/);
  });
  it('keeps columns apart when a watched pod has a long status', () => {
    const out = type(
      threeWays(),
      'kubectl scale deploy/thumb --replicas=5; timeout 2 kubectl get pods -w',
    ).out;
    expect(out.find((line) => line.includes('ContainerCreating'))).toMatch(
      /ContainerCreating {3}0 {3,}\d+s$/,
    );
  });
  it('a task: deploy, overload, look, scale, clean up', () => {
    const script = [
      'kubectl get deploy,hpa',
      'kubectl top pods --sum',
      'set workloads.visitors.intensity 5',
      'wait 20s',
      'kubectl get hpa',
      'kubectl get events | grep -E "Rescale|ScalingReplicaSet"',
      'kubectl scale deploy/thumb --replicas=12',
      'kubectl rollout status deploy/thumb',
      'kubectl describe deploy thumb | grep Replicas',
      'kubectl logs deploy/thumb --tail=1',
      'set workloads.visitors.intensity 1',
      'kubectl delete deploy thumb',
      'kubectl get pods',
    ].join('\n');
    const text = transcript(threeWays(), script);
    expect(text).toMatch(/thumb +Deployment\/thumb +cpu: \d+%\/50% +4 +12 +\d+ +5d/);
    expect(text).toMatch(
      /SuccessfulRescale +horizontalpodautoscaler\/thumb +New size: \d+; reason: cpu resource/,
    );
    expect(text).toContain('deployment "thumb" successfully rolled out');
    expect(text).toMatch(/Replicas: +12 desired \| 12 updated \| 12 total \| 12 available \| 0 unavailable/);
    expect(text).toMatch(
      /Found 12 pods, using pod\/api-1\n10\.1\.0\.1 - - \[.*\] "GET \/thumb\/\d+ HTTP\/1\.1" 200 \d/,
    );
    expect(text).toMatch(/No resources found in default namespace\.$/);
  });
});
