import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../simulations';
import { root, shipped } from '../../helpers/scenarios';

describe('mistakes in what arrives and whom it meets', () => {
  it.each([
    ['40-bursts-that-do-not-add-up.json', 'workloads.0.arrivals.bursty.states.0.next', '2 probabilities'],
    ['41-closed-loop-without-users.json', 'workloads.0.arrivals.closed-loop.users', 'a whole number'],
    ['42-diurnal-upside-down.json', 'workloads.0.arrivals.diurnal.peak', 'at least "low"'],
    ['43-retries-without-count.json', 'components.0.retries.backof', 'backoff'],
    ['44-writes-to-a-database.json', 'components.0.writesTo.0.service', 'object-store'],
    ['45-unknown-service-in-a-route.json', 'routes.0.steps.1', 'db'],
    ['46-trigger-of-no-function.json', 'triggers.0.function', 'resizer'],
    ['47-burst-where-requests-wait.json', 'services.0.burst', 'throttled'],
    ['48-service-named-like-a-component.json', 'services.0.id', 'an id of its own'],
    ['49-trigger-of-an-unknown-kind.json', 'triggers.0.on.kind', 'kind'],
  ])('%s names the place and what was expected', (file, where, expected) => {
    const parsed = parseScenario(fs.readFileSync(path.join(root, 'test/fixtures/malformed', file), 'utf8'));
    if (parsed.ok) throw new Error('accepted');
    const [issue] = parsed.error;
    expect(issue?.path).toBe(where);
    expect(issue?.expected).toContain(expected);
    expect(issue?.line).toBeGreaterThan(1);
  });

  it('says of a bare rate that it is not how arrivals are spaced', () => {
    const source = structuredClone(shipped('reference/queue').source) as { workloads: object[] };
    source.workloads[0] = { ...source.workloads[0], arrivals: '60/s' };
    const parsed = parseScenario(JSON.stringify(source));
    if (parsed.ok) throw new Error('accepted');
    expect(parsed.error[0]?.path).toBe('workloads.0.arrivals');
    expect(parsed.error[0]?.expected).toBe('"poisson(60/s)", at random, or "constant(60/s)", evenly');
  });
});
