import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Lab, parseScenario } from '../../../simulations';

const text = readFileSync(
  new URL('../../../assets/scenarios/three-ways.scenario.json', import.meta.url),
  'utf8',
);

it('keeps what stands out, with its cause, when thousands of requests came after it', () => {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error('the shipped scenario is valid');
  const lab = Lab.open(parsed.value);
  lab.runTo(137_400_000);
  const before = lab.frame().log.filter((line) => line.interesting);
  const cold = before.findLast((line) => line.caption.includes('starts cold'));
  lab.runTo(180_000_000);
  const after = lab.frame().log;
  const same = after.find((line) => line.sequence === cold?.sequence);
  expect(same).toEqual(cold);
  expect(same?.cause).toMatch(/^Request \d+ arrives at thumb$/);
  expect(after.filter((line) => !line.interesting)).toHaveLength(24);
  expect(after.map((line) => line.sequence)).toEqual(
    after.map((line) => line.sequence).toSorted((a, b) => a - b),
  );
});
