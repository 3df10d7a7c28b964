import { describe, expect, it } from 'vitest';
import { CASES, LONGEST } from './document';
import { holdAgainstReferences, writtenRows } from './held-cases';

describe('the models agree with what they are held against', () => {
  it('has a name of its own for every case', () => {
    expect(new Set(CASES.map((one) => one.id)).size).toBe(CASES.length);
    // A row of the page is found by what it says of the model.
    expect(new Set(CASES.map((one) => one.model)).size).toBe(CASES.length);
  });

  // The longest are in a file of their own, beside this one: two run at a time.
  holdAgainstReferences(CASES.filter((one) => !LONGEST.includes(one)));

  it('has no row in docs/validity.md that no case stands behind', () => {
    const known = new Set(['model', ...CASES.map((one) => one.model.replaceAll('|', '/'))]);
    const strangers = writtenRows.filter(([model = '']) => !known.has(model) && !/^-+$/.test(model));
    expect(strangers).toEqual([]);
  });
});
