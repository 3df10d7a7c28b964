export { cut } from './cut';
export { clear, echo, no, yes } from './echo';
export { grep } from './grep';
export { head, tail } from './head';
export { exit, logout, ssh } from './move';
export { sleep } from './sleep';
export { sort, uniq } from './sort';
export { watch } from './watch';
export { wc } from './wc';
