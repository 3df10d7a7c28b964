import { describe, expect, it } from 'vitest';
import { addDeployment, addService, callsOf, connect, emptySource, setValue } from '../../../simulations';

describe('what a service calls', () => {
  const two = addService(addService(addDeployment(emptySource('x'), 'container').source).source).source;

  it('is nothing before it is connected', () => {
    expect(callsOf(two, 'service')).toEqual([]);
  });

  it('is told by the routes, each with the traffic that it brought', () => {
    const first = connect(two, 'service', 'service-2').source;
    const second = connect(first, 'service', 'service-3').source;
    const calls = callsOf(second, 'service');
    expect(calls.map(({ to }) => to)).toEqual(['service-2', 'service-3']);
    expect(calls.every(({ traffic }) => traffic.length === 1)).toBe(true);
    expect(calls[1]!.traffic[0]!.arrivals).toMatch(/^poisson\(/);
  });

  it('reads steps that are taken at once or now and then', () => {
    const routes = [
      { id: 'a', steps: ['service', { all: ['service-2', { with: 0.3, step: 'service-3' }] }, 'service'] },
    ];
    expect(callsOf(setValue(two, 'routes', routes), 'service').map(({ to }) => to)).toEqual([
      'service-2',
      'service-3',
    ]);
  });
});
