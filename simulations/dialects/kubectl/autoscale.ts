import { defineSubcommand, error, flag } from '../dialect';
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
    flag('name', 'The name for the newly created object.', { value: 'string' }),
  ],
  leavesOut: {
    memory: 'scales by memory; autoscalers of this model look at busy workers.',
    filename: 'reads from a file what to scale.',
  },
  operands: (frame, position) => (position === 0 ? deploymentPaths(frame) : []),
  differs:
    'An autoscaler cannot be added while a run goes on: it stands in the scenario. The bounds of one that is there are changed by kubectl apply.',
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
    return error(
      1,
      'kubectl autoscale: not in this model while the run goes on. The real one would look at the pods every 15 seconds from now on. Write "autoscaler": { "policy": "hpa" } into the scenario and open it again.',
    );
  },
});
