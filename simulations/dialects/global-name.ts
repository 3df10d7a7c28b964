/**
 * The parser of flags calls the global object by its name in Node. Where that name does not exist (a page, a worker, an
 * empty context) it is lent while the parser is loaded: this file is imported before it, and `takeBack` called after.
 */
const scope = globalThis as { global?: unknown };
const lent = !('global' in scope);
if (lent) scope.global = globalThis;

export function takeBack(): void {
  if (lent) delete scope.global;
}
