import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeIssue, Lab, parseScenario } from '../../../simulations';
import { root, shippedText } from '../../helpers/scenarios';

const folder = path.join(root, 'test/fixtures/malformed');

describe('malformed scenarios', () => {
  it.each([
    ['15-unknown-key.json', 'components.0.wrokers', 'workers'],
    ['19-dangling-component.json', 'deployments.0.place.0.component', 'web'],
    ['21-unknown-technology.json', 'deployments.0.technology', 'container'],
    ['22-bad-arrivals.json', 'workloads.0.arrivals', 'poisson'],
  ])('%s names the place and the nearest valid name', (file, where, nearest) => {
    const parsed = parseScenario(fs.readFileSync(path.join(folder, file), 'utf8'));
    if (parsed.ok) throw new Error('accepted');
    const [issue] = parsed.error;
    expect(issue?.path).toBe(where);
    expect(issue?.nearest).toBe(nearest);
    expect(issue?.line).toBeGreaterThan(1);
  });

  it('refuses a file that is cut off anywhere, without throwing', () => {
    const text = shippedText('three-ways').trimEnd();
    for (let percent = 5; percent < 100; percent += 5) {
      const parsed = parseScenario(text.slice(0, Math.floor((text.length * percent) / 100)));
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.error[0]?.line).toBeGreaterThan(0);
    }
  });

  it('never throws, whatever one value is replaced by', () => {
    const odd = fc.oneof(
      fc.constantFrom(
        null,
        '',
        -1,
        0,
        1e308,
        5e-324,
        2 ** 53 + 1,
        '1e308 ms',
        'NaN',
        [],
        {},
        true,
        '__proto__',
        'constructor',
        'x'.repeat(100_000),
      ),
      fc.jsonValue(),
    );
    const value = JSON.parse(shippedText('hot-search').replace(/^\s*\/\/.*$/gm, '')) as Record<
      string,
      unknown
    >;
    const paths: (string | number)[][] = [];
    const collect = (node: unknown, at: (string | number)[]): void => {
      if (at.length > 0) paths.push(at);
      if (Array.isArray(node)) node.forEach((inner, i) => collect(inner, [...at, i]));
      else if (typeof node === 'object' && node !== null)
        for (const [key, inner] of Object.entries(node)) collect(inner, [...at, key]);
    };
    collect(value, []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), odd, (at, replacement) => {
        const copy = structuredClone(value);
        let holder = copy as Record<string | number, unknown>;
        for (const key of at.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
        holder[at.at(-1)!] = replacement;
        const parsed = parseScenario(JSON.stringify(copy));
        if (parsed.ok) {
          const lab = Lab.open(parsed.value, { keepsCheckpoints: false });
          lab.runTo(1e6, 20_000);
          expect(lab.result().checks.every((check) => check.ok)).toBe(true);
        } else
          expect(parsed.error.map((issue) => describeIssue(issue, 'file')).join('\n').length).toBeLessThan(
            20_000,
          );
      }),
      { numRuns: 400 },
    );
  });

  it('accepts ids that are names of the prototype, and runs them', () => {
    for (const id of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const text = JSON.stringify({
        format: 'strata-scenario',
        version: 1,
        title: id,
        duration: '1 min',
        hosts: [{ id: 'h' }],
        components: [{ id, serviceTime: '10 ms' }],
        deployments: [{ id, technology: 'container', hosts: ['h'], place: [{ component: id }] }],
        workloads: [{ id, arrivals: 'poisson(1/s)' }],
      });
      const parsed = parseScenario(text);
      if (!parsed.ok) throw new Error(describeIssue(parsed.error[0]!));
      const lab = Lab.open(parsed.value);
      lab.runTo(60e6);
      expect(lab.result().components[0]?.id).toBe(id);
    }
  });

  it('accepts a byte-order mark, CR LF and comments with an equal digest', () => {
    const text = shippedText('three-ways');
    const digests = [text, `\ufeff${text}`, text.replaceAll('\n', '\r\n'), text.trimEnd()].map((t) => {
      const parsed = parseScenario(t);
      if (!parsed.ok) throw new Error(describeIssue(parsed.error[0]!));
      return parsed.value.digest;
    });
    expect(new Set(digests).size).toBe(1);
  });
});

describe('overrides', () => {
  it.each([
    '__proto__.x',
    'components.constructor.x',
    'components.0.nothing',
    'components.9.workers',
    '',
    'seed.x',
    'components.wbe.workers',
  ])('refuse the path %j', (where) => {
    expect(parseScenario(shippedText('hot-search'), { overrides: [[where, '1']] }).ok).toBe(false);
  });
  it('name an element by index or by id', () => {
    for (const where of ['components.5.workers', 'components.search.workers']) {
      const parsed = parseScenario(shippedText('hot-search'), { overrides: [[where, '3']] });
      expect(parsed.ok && parsed.value.components[5]?.workers).toBe(3);
    }
  });
});
