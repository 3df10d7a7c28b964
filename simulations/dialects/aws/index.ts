export { lambdaInvoke } from './lambda-invoke';
export { logsTail } from './logs-tail';
