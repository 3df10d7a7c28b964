import { defineSubcommand, error, flag, ignored, type Act } from '../dialect';
import type { Workload } from './cluster';
import { deploymentPaths } from './operands';
import { deploymentsNamed, isRefusal } from './target';

/** `kubectl autoscale deployment NAME --min=2 --max=10 --cpu-percent=70` */
export const kubectlAutoscale = defineSubcommand({
  id: 'kubectl autoscale',
  words: ['kubectl', 'autoscale'],
  usage:
    'kubectl autoscale (-f FILENAME | TYPE NAME | TYPE/NAME) [--min=MINPODS] --max=MAXPODS [--cpu-percent=CPU] [options]',
  summary:
    'Creates an autoscaler that automatically chooses and sets the number of pods that run in a Kubernetes cluster.',
  flags: [
    flag('max', 'The upper limit for the number of pods that can be set by the autoscaler. Required.', {
      value: 'int',
    }),
    flag('min', 'The lower limit for the number of pods that can be set by the autoscaler.', {
      value: 'int',
    }),
    flag(
      'cpu-percent',
      'The target average CPU utilization (represented as a percent of requested CPU) over all the pods.',
      {
        value: 'int',
      },
    ),
    flag('cpu', 'Target CPU utilization over all the pods.', { value: 'string' }),
    ignored('name', 'The name for the newly created object.', { value: 'string' }),
  ],
  leavesOut: {
    memory: 'scales by memory; autoscalers of this model look at busy workers.',
    filename: 'reads from a file what to scale.',
  },
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  examples: [
    'kubectl delete hpa thumb; kubectl autoscale deployment thumb --cpu-percent=50 --min=2 --max=10',
  ],
  models:
    'A HorizontalPodAutoscaler looks every 15 seconds from now on. Without --min it keeps at least one pod, without a target it keeps to 80 %.',
  differs: 'It looks at busy workers; its name is that of its deployment.',
  run(args, context) {
    const found = deploymentsNamed(args, context);
    if (isRefusal(found)) return found;
    const [max, min] = [args.value('max'), args.value('min')];
    if (max === undefined) return error(1, 'error: required flag(s) "max" not set');
    for (const [name, value] of [
      ['max', max],
      ['min', min ?? '1'],
    ] as const)
      if (!/^-?\d{1,6}$/.test(value))
        return error(
          1,
          `error: invalid argument "${value.slice(0, 20)}" for "--${name}" flag: strconv.ParseInt: parsing "${value.slice(0, 20)}": invalid syntax`,
        );
    if (Number(max) < 1)
      return error(1, `error: --max=MAXPODS is required and must be at least 1, max: ${max}`);
    if (Number(max) < Number(min ?? '1'))
      return error(
        1,
        `error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min ?? '1'}`,
      );
    const has = found.find(({ component }) => component.hpa !== undefined);
    if (has !== undefined)
      return error(
        1,
        `Error from server (AlreadyExists): horizontalpodautoscalers.autoscaling "${has.name}" already exists`,
      );
    const percent = percentOf(args.value('cpu-percent') ?? args.value('cpu'));
    if (percent === null)
      return error(
        1,
        'kubectl autoscale: not in this model: a target other than a percentage (50, 50%). The real one takes an amount of CPU too.',
      );
    return {
      acts: found.map((workload) => autoscaleAct(workload, percent, Number(min ?? '1'), Number(max))),
    };
  },
});

/** The API's default, where no target is given. */
const DEFAULT_PERCENT = 80;

/** `50`, `50%`; null = something else. */
function percentOf(written: string | undefined): number | null {
  if (written === undefined) return DEFAULT_PERCENT;
  const digits = /^(\d{1,3})%?$/.exec(written)?.[1];
  return digits === undefined || Number(digits) < 1 || Number(digits) > 100 ? null : Number(digits);
}

export const autoscaleAct = (
  { name, deployment }: Workload,
  percent: number,
  min: number,
  max: number,
  done = 'autoscaled',
): Act => ({
  call: {
    name: 'autoscale',
    args: { component: name, target: `${percent}%`, min, max, deployment: deployment.id },
  },
  done: () => ({ out: [`horizontalpodautoscaler.autoscaling/${name} ${done}`] }),
  refused: ({ message }) => ({ err: [`Error from server (Invalid): ${message}`], exitCode: 1 }),
});
