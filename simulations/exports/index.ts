export { png } from './png';
export { svg } from './svg';
