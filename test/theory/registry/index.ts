/** Every case of docs/validity.md. One more: a file here and one line below. */
export { queues } from './queues';
export { sharing } from './sharing';
export { publishedFunction } from './published-function';
export { plainFunction } from './plain-function';
export { starts } from './starts';
export { density } from './density';
export { startUp } from './start-up';
export { overhead } from './overhead';
