import { describe, expect, it } from 'vitest';
import { drawWaterfall, Lab, sumByKind, traceRequest, traceSteps } from '../../../simulations';
import { shipped } from '../../helpers/scenarios';

describe('a request that is followed', () => {
  it('is the same request in every deployment, and its spans fill the time until its end', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(137.4e6);
    const digest = lab.digest;
    const trace = traceRequest(lab, 0, 1700)!;
    expect(trace.deployments.map(({ deployment }) => deployment)).toEqual(['vms', 'containers', 'functions']);
    for (const deployment of trace.deployments) {
      const [call] = deployment.calls;
      expect(call!.spans[0]!.fromMicros).toBe(trace.arrivedMicros);
      expect(call!.spans.at(-1)!.toMicros).toBe(deployment.endMicros);
      const sum = [...sumByKind(deployment).values()].reduce((a, b) => a + b, 0);
      expect(sum).toBe(deployment.endMicros - trace.arrivedMicros);
    }
    expect(lab.digest).toBe(digest);
  });

  it('shows workers that wait for calls to other components', () => {
    const lab = Lab.open(shipped('hot-search'));
    lab.runTo(30e6);
    const trace = traceRequest(lab, 0, 200)!;
    const kinds = new Set(
      trace.deployments.flatMap((d) => d.calls.flatMap((c) => c.spans.map((s) => s.kind))),
    );
    expect(kinds).toContain('waiting');
    expect(kinds).toContain('serving');
    expect(trace.deployments[0]!.calls.length).toBeGreaterThan(1);
    const [front, ...others] = trace.deployments[0]!.calls;
    expect(front!.depth).toBe(0);
    expect(others.every((call) => call.depth >= 1)).toBe(true);
  });

  it('does not exist beyond the last arrival of the run', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(1e6);
    expect(traceRequest(lab, 0, 10_000_000)).toBeNull();
  });

  it('is followed in steps as it was when it was asked for, whatever becomes of the lab meanwhile', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(137.4e6);
    const whole = traceRequest(lab, 0, 1700);
    const steps = traceSteps(lab, 0, 1700);
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) {
      count++;
      if (count === 2) lab.runTo(200e6);
    }
    expect(count).toBeGreaterThan(1);
    expect(step.value).toEqual(whole);
  });

  it('is drawn with equal marks for equal traces', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(137.4e6);
    const options = { width: 900, variant: 'dark', patterns: true, provenance: 'test' } as const;
    const draw = () => JSON.stringify(drawWaterfall(traceRequest(lab, 0, 1700)!, options));
    expect(draw()).toBe(draw());
    expect(draw()).toContain('answered in');
  });
});

describe('a fork of a lab', () => {
  it('has the same past and a future of its own', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(60e6);
    const twin = lab.fork();
    expect(twin.digest).toBe(lab.digest);
    twin.execute({ name: 'scale', args: { component: 'thumb', replicas: 9, deployment: 'containers' } });
    lab.runTo(90e6);
    twin.runTo(90e6);
    expect(twin.digest).not.toBe(lab.digest);
    twin.seek(30e6);
    lab.seek(30e6);
    expect(twin.digest).toBe(lab.digest);
    twin.seek(90e6);
    expect(twin.log).toHaveLength(1);
    expect(lab.log).toHaveLength(0);
  });
});
