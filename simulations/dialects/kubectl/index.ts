export { kubectlScale } from './scale';
