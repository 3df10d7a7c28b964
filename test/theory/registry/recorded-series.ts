/**
 * Autoscaler rules step by step on recorded metrics: the documented rule, written a second time as its documentation says
 * it, plays the same series. Ours is the number of steps in which both want as many.
 */
import { decideHpa, type HpaSettings } from '../../../simulations/policies/hpa';
import { decideKnative } from '../../../simulations/policies/knative';
import { newScaleMemory } from '../../../simulations/policies/policy';
import { decideTargetTracking, decideVmScaleGroup } from '../../../simulations/policies/vm-scale-group';
import { tableOf } from '../../helpers/tables';
import type { ValidityCase } from '../case';

const S = 1e6;
/** Load in replicas' worth: a day of CPU readings of a database, and of requests of a load balancer. */
const CPU = tableOf('cloudwatch/rds-cpu-day.csv').map((row) => Number(row['cpu_percent']) / 4);
const REQUESTS = tableOf('cloudwatch/elb-requests-day.csv').map((row) => Number(row['requests']) / 20);

/** Replicas after each reading; all that are wanted are ready at the next one. */
function play(
  load: readonly number[],
  stepSeconds: number,
  decide: (load: number, current: number, nowSeconds: number) => number,
): readonly number[] {
  let current = 2;
  return load.map((value, i) => (current = decide(value, current, i * stepSeconds)));
}

const seen = (load: number, current: number, seconds: number) => ({
  nowMicros: seconds * S,
  current,
  ready: current,
  unready: 0,
  missing: 0,
  utilization: load / current,
});

/** Kubernetes documentation: ratio, tolerance, five minutes of stabilization down, doubling or four pods in 15 s up. */
function plainHpa(target: number): (load: number, current: number, nowSeconds: number) => number {
  const recommended: { at: number; wanted: number }[] = [];
  return (load, current, now) => {
    const ratio = load / current / target;
    const wanted = Math.abs(ratio - 1) <= 0.1 ? current : Math.ceil(current * ratio - 1e-9);
    recommended.push({ at: now, wanted });
    const recent = recommended.filter(({ at }) => at > now - 300).map((one) => one.wanted);
    const stable = Math.max(...recent);
    // Down never below the highest recommendation of the window; up never more than doubled or four more.
    const next = wanted > current ? wanted : Math.min(current, stable);
    return Math.max(1, Math.min(30, next, Math.max(current * 2, current + 4)));
  };
}

const HPA: HpaSettings = {
  target: 0.7,
  min: 1,
  max: 30,
  up: {
    window: 0,
    select: 'max',
    policies: [
      { kind: 'percent', value: 100, period: 15 * S },
      { kind: 'pods', value: 4, period: 15 * S },
    ],
  },
  down: { window: 300 * S, select: 'max', policies: [{ kind: 'percent', value: 100, period: 15 * S }] },
};

/** One more after a minute above the target, one less after five below half of it, then a rest of two minutes. */
function plainScaleGroup(): (load: number, current: number, nowSeconds: number) => number {
  let [above, below, changed] = [-1, -1, -1e9];
  return (load, current, now) => {
    const busy = load / current;
    above = busy > 0.7 ? (above < 0 ? now : above) : -1;
    below = busy < 0.35 ? (below < 0 ? now : below) : -1;
    if (now - changed < 120) return current;
    const change =
      above >= 0 && now - above >= 60 && current < 30
        ? 1
        : below >= 0 && now - below >= 300 && current > 1
          ? -1
          : 0;
    if (change !== 0) changed = now;
    return current + change;
  };
}

/** Three one-minute periods above: as many as bring it to the target; fifteen below nine tenths of it: as few. */
function plainTracking(): (load: number, current: number, nowSeconds: number) => number {
  let [over, under, changed] = [0, 0, -1e9];
  return (load, current, now) => {
    const busy = load / current;
    over = busy > 0.7 ? over + 1 : 0;
    under = busy < 0.63 ? under + 1 : 0;
    const wanted = Math.min(30, Math.max(1, Math.ceil(load / 0.7 - 1e-9)));
    const isDue =
      (over >= 3 && wanted > current) || (under >= 15 && wanted < current && now - changed >= 300);
    if (!isDue) return current;
    [over, under, changed] = [0, 0, now];
    return wanted;
  };
}

/** Knative: as many as the last minute asks for, at most halved at a time; in a panic as many as 6 s ask for, none fewer. */
function plainKnative(): (load: number, current: number, nowSeconds: number) => number {
  let [panicking, most] = [-1, 0];
  return (load, current, now) => {
    const wantedBy = (concurrency: number): number => Math.ceil(concurrency / 7 - 1e-9);
    const limit = (wanted: number): number => Math.max(Math.floor(Math.max(1, current) / 2), wanted);
    if (wantedBy(load * 10) / Math.max(1, current) >= 2) panicking = now;
    else if (panicking >= 0 && now > panicking + 60) [panicking, most] = [-1, 0];
    let wanted = limit(wantedBy(load * 8));
    if (panicking >= 0) wanted = most = Math.max(most, wanted, limit(wantedBy(load * 10)));
    return Math.min(30, Math.max(1, wanted));
  };
}

interface Rule {
  readonly id: string;
  readonly label: string;
  readonly source: string;
  readonly step: number;
  readonly ours: () => (load: number, current: number, now: number) => number;
  readonly plain: () => (load: number, current: number, now: number) => number;
}

const RULES: readonly Rule[] = [
  {
    id: 'hpa',
    label: 'HPA at 70 %',
    source:
      'Kubernetes documentation, Horizontal Pod Autoscaling (k8s.hpa.formula, k8s.hpa.down, k8s.hpa.up)',
    step: 15,
    ours: () => {
      const memory = newScaleMemory();
      return (load, current, now) => decideHpa(HPA, seen(load, current, now), memory).desired;
    },
    plain: () => plainHpa(0.7),
  },
  {
    id: 'vm-scale-group',
    label: 'VM scale group by steps at 70 %',
    source: 'its own documentation in the scenario schema',
    step: 30,
    ours: () => {
      const memory = newScaleMemory();
      const settings = {
        target: 0.7,
        scaleOutAfter: 60 * S,
        scaleInAfter: 300 * S,
        coolDown: 120 * S,
        min: 1,
        max: 30,
      };
      return (load, current, now) => decideVmScaleGroup(settings, seen(load, current, now), memory).desired;
    },
    plain: plainScaleGroup,
  },
  {
    id: 'target-tracking',
    label: 'VM scale group tracking 70 %',
    source: 'Amazon EC2 Auto Scaling User Guide, Target tracking scaling policies',
    step: 60,
    ours: () => {
      const memory = newScaleMemory();
      const settings = { target: 0.7, outBreaches: 3, inBreaches: 15, coolDown: 300 * S, min: 1, max: 30 };
      return (load, current, now) => decideTargetTracking(settings, seen(load, current, now), memory).desired;
    },
    plain: plainTracking,
  },
  {
    id: 'knative',
    label: 'Knative, 10 at once in a replica at 70 %',
    source: 'Knative Serving defaults (knative.kpa)',
    step: 2,
    ours: () => {
      const memory = newScaleMemory();
      const settings = {
        perReplica: 7,
        stableWindow: 60 * S,
        panicThreshold: 2,
        maxScaleUpRate: 1000,
        maxScaleDownRate: 2,
        scaleToZeroGrace: 30 * S,
        min: 1,
        max: 30,
      };
      return (load, current, now) => {
        const input = { nowMicros: now * S, current, ready: current, stable: load * 8, panic: load * 10 };
        return decideKnative(settings, input, memory).desired;
      };
    },
    plain: plainKnative,
  },
];

export const recordedSeries: readonly ValidityCase[] = RULES.flatMap((rule) =>
  (
    [
      ['a database’s CPU', CPU],
      ['requests of a load balancer', REQUESTS],
    ] as const
  ).map(([name, load], i): ValidityCase => ({
    id: `series-${rule.id}-${i}`,
    group: 'Autoscalers and orchestration',
    model: `${rule.label} on ${name}: readings on which it wants what its rule says`,
    reference: `the documented rule, written a second time, on ${load.length} recorded readings`,
    source: `${rule.source}; Numenta Anomaly Benchmark, AWS metrics`,
    unit: 'readings',
    expected: load.length,
    replications: 1,
    measure: () => {
      const [ours, plain] = [play(load, rule.step, rule.ours()), play(load, rule.step, rule.plain())];
      // A series on which nothing changes would prove nothing.
      if (new Set(ours).size < 3) return 0;
      return ours.filter((desired, at) => desired === plain[at]).length;
    },
    tolerance: 0,
  })),
);
