import { hostAddress } from '../../lab/machines';
import { defineSubcommand, error, ignored, print } from '../dialect';
import { columns, KUBECTL_TABS } from '../output/columns';
import { KUBERNETES_VERSION, nodesOf } from './cluster';

/** `kubectl version` */
export const kubectlVersion = defineSubcommand({
  id: 'kubectl version',
  words: ['kubectl', 'version'],
  usage: 'kubectl version [flags] [options]',
  summary: 'Print the client and server version information for the current context.',
  flags: [ignored('client', 'If true, shows client version only (no server required).')],
  leavesOut: { output: 'prints more of it as yaml or json.' },
  examples: ['kubectl version'],
  differs: 'The versions are made up.',
  run: () =>
    print(
      `Client Version: ${KUBERNETES_VERSION}`,
      'Kustomize Version: v5.6.0',
      `Server Version: ${KUBERNETES_VERSION}`,
    ),
});

/** `kubectl cluster-info` */
export const kubectlClusterInfo = defineSubcommand({
  id: 'kubectl cluster-info',
  words: ['kubectl', 'cluster-info'],
  usage: 'kubectl cluster-info [options]',
  summary:
    'Display addresses of the control plane and services with label kubernetes.io/cluster-service=true.',
  flags: [],
  examples: ['kubectl cluster-info'],
  differs: 'The control plane takes nothing of any host in this model; its address is made up.',
  run: (_args, { frame }) => {
    const [node] = nodesOf(frame);
    const address = node === undefined ? '192.168.10.10' : hostAddress(node.host, frame);
    return print(`Kubernetes control plane is running at https://${address.replace(/\d+$/, '2')}:6443`);
  },
});

const CONTEXT = 'strata';

/** `kubectl config get-contexts` */
export const kubectlConfigGetContexts = defineSubcommand({
  id: 'kubectl config get-contexts',
  words: ['kubectl', 'config', 'get-contexts'],
  usage: 'kubectl config get-contexts [(-o|--output=)name)] [options]',
  summary: 'Display one or many contexts from the kubeconfig file.',
  flags: [],
  examples: ['kubectl config get-contexts'],
  differs: 'There is one: the cluster of the scenario.',
  run: () => ({
    out: columns(
      [
        ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'],
        ['*', CONTEXT, CONTEXT, 'learner', ''],
      ],
      KUBECTL_TABS,
    ),
  }),
});

/** `kubectl config current-context` */
export const kubectlConfigCurrentContext = defineSubcommand({
  id: 'kubectl config current-context',
  words: ['kubectl', 'config', 'current-context'],
  usage: 'kubectl config current-context [options]',
  summary: 'Display the current-context.',
  flags: [],
  examples: ['kubectl config current-context'],
  run: () => print(CONTEXT),
});

/** `kubectl config use-context NAME` */
export const kubectlConfigUseContext = defineSubcommand({
  id: 'kubectl config use-context',
  words: ['kubectl', 'config', 'use-context'],
  usage: 'kubectl config use-context CONTEXT_NAME [options]',
  summary: 'Set the current-context in a kubeconfig file.',
  flags: [],
  examples: ['kubectl config use-context strata'],
  operands: () => [CONTEXT],
  run: ({ rest: [name] }) =>
    name === CONTEXT
      ? print(`Switched to context "${CONTEXT}".`)
      : error(1, `error: no context exists with the name: "${(name ?? '').slice(0, 60)}"`),
});
