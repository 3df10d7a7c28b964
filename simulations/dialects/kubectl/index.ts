export { kubectlApply } from './apply';
export { kubectlAutoscale } from './autoscale';
export {
  kubectlClusterInfo,
  kubectlConfigCurrentContext,
  kubectlConfigGetContexts,
  kubectlConfigUseContext,
  kubectlVersion,
} from './client';
export { kubectlCordon, kubectlDrain, kubectlUncordon } from './cordon';
export { kubectlCreateDeployment } from './create-deployment';
export { kubectlDelete } from './delete';
export { kubectlDescribe } from './describe';
export { kubectlExec } from './exec';
export { kubectlGet } from './get';
export { kubectlLogs } from './logs';
export { kubectlRolloutHistory } from './rollout';
export { kubectlRolloutPause, kubectlRolloutResume } from './rollout';
export { kubectlRolloutRestart } from './rollout';
export { kubectlRolloutStatus } from './rollout';
export { kubectlRolloutUndo } from './rollout';
export { kubectlScale } from './scale';
export { kubectlSetImage } from './set-image';
export { kubectlTopNode } from './top';
export { kubectlTopPod } from './top';
