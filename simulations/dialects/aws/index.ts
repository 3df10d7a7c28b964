export { lambdaInvoke } from './lambda-invoke';
