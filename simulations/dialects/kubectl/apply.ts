import { printable } from '../../base/errors';
import { defineSubcommand, error, flag, ignored, type Act, type Context, type Intent } from '../dialect';
import { at, readYaml, type Json } from '../output/yaml';
import { autoscalerPath, autoscalersOf, namespacesOf, workloadsOf, type Workload } from './cluster';
import { autoscaleAct } from './autoscale';
import { namespaceOf, notFound } from './kinds';
import { autoscalerObject, deploymentObject } from './manifests';
import { deploymentNames } from './operands';
import { noRoomHint, updateAct } from './target';

/** `kubectl apply -f -` with a description on its input. */
export const kubectlApply = defineSubcommand({
  id: 'kubectl apply',
  words: ['kubectl', 'apply'],
  usage: 'kubectl apply (-f FILENAME | -k DIRECTORY) [options]',
  summary: 'Apply a configuration to a resource by file name or stdin.',
  flags: [
    flag('filename', 'The files that contain the configurations to apply.', {
      short: 'f',
      value: 'list',
      names: (frame) => ['-', ...deploymentNames(frame).map((name) => `${name}.yaml`)],
    }),
    ignored('server-side', 'If true, apply runs in the server instead of the client.'),
    ignored('wait', 'If true, wait for resources to be gone before returning.'),
    ignored('validate', 'Must be one of: strict (or true), warn, ignore (or false).', { value: 'string' }),
  ],
  leavesOut: {
    kustomize: 'builds the description from a directory of parts.',
    recursive: 'reads all files of a directory.',
    prune: 'deletes what is not described any more.',
    'dry-run': 'says what would happen without doing it.',
    selector: 'applies only what has these labels.',
  },
  examples: ['kubectl get deploy thumb -o yaml | kubectl apply -f -', 'kubectl apply -f thumb.yaml'],
  models:
    'Of a Deployment: how many replicas are desired, their image (a rolling update), and whether it is there at all (a component that was removed comes back). Of a HorizontalPodAutoscaler: target and bounds.',
  differs:
    'COMPONENT.yaml stands for the scenario’s own description; other files are not in the model: give the description on the input (-f - and a here-document). Kinds without a counterpart in the scenario are refused with the reason.',
  run(args, context) {
    const files = args.all('filename');
    const [extra] = args.rest;
    if (files.length === 0) return error(1, 'error: must specify one of -f and -k');
    if (extra !== undefined)
      return error(
        1,
        `error: Unexpected args: [${printable(args.rest.join(' '), 60)}]`,
        "See 'kubectl apply -h' for help and examples",
      );
    const parts = files.map((file) => applyFile(file, namespaceOf(args) ?? 'default', context));
    return joined(parts);
  },
});

const joined = (parts: readonly Intent[]): Intent => {
  const failed = parts.findLast((part) => part.exitCode !== undefined);
  return {
    out: parts.flatMap((part) => part.out ?? []),
    err: parts.flatMap((part) => part.err ?? []),
    acts: parts.flatMap((part) => part.acts ?? []),
    ...(failed?.exitCode !== undefined && { exitCode: failed.exitCode }),
  };
};

function applyFile(file: string, namespace: string, context: Context): Intent {
  if (file !== '-') return applyScenarios(file, namespace, context);
  if (context.input === null)
    return error(
      1,
      'error: no objects passed to apply',
      'kubectl apply -f - reads a description: kubectl apply -f - <<EOF',
    );
  const read = readYaml(context.input.join('\n'));
  if (!read.ok)
    return error(
      1,
      `error: error parsing STDIN: error converting YAML to JSON: ${printable(read.error, 200)}`,
    );
  const documents = read.value.flatMap((document) => {
    const items = at(document, 'items');
    return at(document, 'kind') === 'List' && Array.isArray(items) ? (items as readonly Json[]) : [document];
  });
  if (documents.length === 0) return error(1, 'error: no objects passed to apply');
  return joined(documents.map((document) => applyOne(document, namespace, context)));
}

/** `thumb.yaml`: what the scenario itself says of that component. */
function applyScenarios(file: string, namespace: string, context: Context): Intent {
  const name = /([^/]+?)(?:-(?:deployment|hpa))?\.(?:ya?ml|json)$/.exec(file)?.[1] ?? '';
  const spaces = namespacesOf(context.frame);
  const place = context.scenario.deployments
    .filter(({ id }) => spaces.get(id) === namespace)
    .flatMap((deployment) => deployment.place)
    .find(({ component }) => component === name);
  if (place === undefined)
    return error(
      1,
      `error: the path "${printable(file, 80)}" does not exist`,
      `(files are not in this model: COMPONENT.yaml is the scenario’s description of a component, and -f - reads the input)`,
    );
  const described = { kind: 'Deployment', metadata: { name }, spec: { replicas: place.replicas } };
  return applyOne(described, namespace, context);
}

function applyOne(document: Json, namespace: string, context: Context): Intent {
  const kind = at(document, 'kind');
  const name = at(document, 'metadata', 'name');
  const version = at(document, 'apiVersion');
  if (typeof kind !== 'string')
    return error(
      1,
      'error: error validating "STDIN": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false',
    );
  if (typeof name !== 'string')
    return error(
      1,
      `error: error when retrieving current configuration of: Resource: "${printable(kind, 40)}": resource name may not be empty`,
    );
  const where = at(document, 'metadata', 'namespace');
  const space = typeof where === 'string' ? where : namespace;
  switch (kind) {
    case 'Deployment':
      return applyDeployment(document, name, space, context);
    case 'HorizontalPodAutoscaler':
      return applyAutoscaler(document, name, space, context);
    case 'Service': {
      const there = workloadsOf(context.frame).some((w) => w.name === name && w.namespace === space);
      return there
        ? { out: [`service/${name} unchanged`] }
        : error(
            1,
            `service/${printable(name, 60)}: not in this model. The real one would make a name and an address for pods; here each component has a service of its name.`,
          );
    }
    default:
      return error(
        1,
        `${printable(kind, 40)} "${printable(name, 60)}": not in this model. (The real one takes it if the cluster knows ${printable(typeof version === 'string' ? version : '', 40)} ${printable(kind, 40)}.)`,
      );
  }
}

const outcome = (subject: string, word: string): Intent => ({ out: [`${subject} ${word}`] });

function applyDeployment(document: Json, name: string, namespace: string, context: Context): Intent {
  const workload = workloadsOf(context.frame).find((w) => w.name === name && w.namespace === namespace);
  const subject = `deployment.apps/${name}`;
  const wanted = at(document, 'spec', 'replicas');
  if (
    wanted !== undefined &&
    !(typeof wanted === 'number' && Number.isInteger(wanted) && wanted >= 0 && wanted <= 100_000)
  )
    return error(
      1,
      `The Deployment "${printable(name, 60)}" is invalid: spec.replicas: Invalid value: ${printable(JSON.stringify(wanted), 40)}: must be greater than or equal to 0`,
    );
  if (workload === undefined)
    return createDeployment(name, namespace, typeof wanted === 'number' ? wanted : null, context);
  const image = at(document, 'spec', 'template', 'spec', 'containers', 0, 'image');
  const present = at(
    deploymentObject(workload, context),
    'spec',
    'template',
    'spec',
    'containers',
    0,
    'image',
  );
  const acts = [
    ...(typeof image === 'string' && image !== present ? [updateAct(workload, image, '')] : []),
    ...(typeof wanted === 'number' && wanted !== workload.component.desired
      ? [scaleTo(workload, wanted, '')]
      : []),
  ];
  if (acts.length === 0) return outcome(subject, 'unchanged');
  const said = [`${subject} configured`];
  return {
    acts: acts.map((act, i) => ({ ...act, done: () => (i === acts.length - 1 ? { out: said } : {}) })),
  };
}

const scaleTo = ({ name, deployment }: Workload, replicas: number, done: string): Act => ({
  call: { name: 'scale', args: { component: name, replicas, deployment: deployment.id, rest: 'pending' } },
  done: () => ({ out: [done] }),
  refused: ({ message }) => ({ err: noRoomHint(message), exitCode: 1 }),
});

/** A component of the scenario that its deployment does not run at present. */
export function createDeployment(
  name: string,
  namespace: string,
  replicas: number | null,
  { frame, scenario }: Context,
): Intent {
  const target = [...namespacesOf(frame)].find(([, space]) => space === namespace)?.[0] ?? null;
  if (!scenario.components.some((component) => component.id === name) || target === null)
    return error(
      1,
      `deployment.apps/${printable(name, 60)}: not in this model. The real one would pull the image and start the pods; here components are those of the scenario: ${scenario.components.map((c) => c.id).join(', ')}.`,
    );
  const created = `deployment.apps/${name} created`;
  const add: Act = {
    call: { name: 'add', args: { component: name, deployment: target } },
    done: () => ({ out: [created] }),
    refused: ({ message }) => ({ err: noRoomHint(message), exitCode: 1 }),
  };
  const scale: Act = {
    call: {
      name: 'scale',
      args: { component: name, replicas: replicas ?? 1, deployment: target, rest: 'pending' },
    },
    done: () => ({}),
    refused: ({ message }) => ({ err: noRoomHint(message), exitCode: 1 }),
  };
  return { acts: replicas === null ? [add] : [add, scale] };
}

/** Only what differs is set: target and bounds. */
function applyAutoscaler(document: Json, name: string, namespace: string, context: Context): Intent {
  const subject = `horizontalpodautoscaler.autoscaling/${name}`;
  const found = autoscalersOf(context.frame).find((a) => a.name === name && a.namespace === namespace);
  const path = found === undefined ? null : autoscalerPath(found.workload, context.scenario);
  if (found === undefined || path === null) return createAutoscaler(document, name, namespace, context);
  const object = autoscalerObject(found, context.frame);
  const target =
    at(document, 'spec', 'metrics', 0, 'resource', 'target', 'averageUtilization') ??
    at(document, 'spec', 'targetCPUUtilizationPercentage');
  const wanted = [
    ['min', at(document, 'spec', 'minReplicas'), at(object, 'spec', 'minReplicas'), ''],
    ['max', at(document, 'spec', 'maxReplicas'), at(object, 'spec', 'maxReplicas'), ''],
    ['target', target, Math.round(found.target * 100), ' %'],
  ] as const;
  const wrong = wanted.find(([, value]) => value !== undefined && !(typeof value === 'number' && value >= 0));
  if (wrong !== undefined)
    return error(
      1,
      `The HorizontalPodAutoscaler "${name}" is invalid: spec.${wrong[0]}: Invalid value: ${printable(JSON.stringify(wrong[1]), 40)}`,
    );
  const changed = wanted.filter(([, value, present]) => value !== undefined && value !== present);
  if (changed.length === 0) return outcome(subject, 'unchanged');
  const acts = changed.map(([key, value, , unit], i): Act => ({
    call: {
      name: 'set',
      args: { path: `${path}.${key}`, value: unit === '' ? String(value) : `${String(value)}${unit}` },
    },
    done: () => (i === changed.length - 1 ? { out: [`${subject} configured`] } : {}),
    refused: ({ message }) => ({
      err: [`The HorizontalPodAutoscaler "${name}" is invalid: ${message}`],
      exitCode: 1,
    }),
  }));
  return { acts };
}

/** The deployment gets an autoscaler while it runs. */
function createAutoscaler(document: Json, name: string, namespace: string, { frame }: Context): Intent {
  const target = at(document, 'spec', 'scaleTargetRef', 'name') ?? name;
  const workload = workloadsOf(frame).find((w) => w.name === target && w.namespace === namespace);
  if (workload === undefined) return error(1, notFound('deployments.apps', String(target)));
  const percent =
    at(document, 'spec', 'metrics', 0, 'resource', 'target', 'averageUtilization') ??
    at(document, 'spec', 'targetCPUUtilizationPercentage') ??
    80;
  const [min, max] = [at(document, 'spec', 'minReplicas') ?? 1, at(document, 'spec', 'maxReplicas')];
  if (
    typeof percent !== 'number' ||
    typeof min !== 'number' ||
    typeof max !== 'number' ||
    max < Math.max(1, min)
  )
    return error(
      1,
      `The HorizontalPodAutoscaler "${name}" is invalid: spec.maxReplicas: Invalid value: ${printable(JSON.stringify(max ?? 0), 40)}: must be greater than or equal to \`minReplicas\``,
    );
  return { acts: [autoscaleAct(workload, percent, min, max, 'created')] };
}
