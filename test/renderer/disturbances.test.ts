import { describe, expect, it } from 'vitest';
import { disturbancesFor } from '../../renderer/panes/inspector/disturbances';
import { Lab } from '../../simulations';
import { shipped } from '../helpers/scenarios';

describe('what can be tried on a sandbox', () => {
  it('is offered where it can be carried out, with the line that the terminal takes', () => {
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(30e6);
    const frame = lab.frame();
    const lines = (host: number): readonly string[] => {
      const sandbox = frame.hosts[host]?.sandboxes[0];
      return sandbox === undefined ? [] : disturbancesFor(frame, sandbox).map(({ line }) => line);
    };
    expect(lines(0)).toEqual([
      'pause web-1',
      'kill web-1',
      'fault guest-kernel-panic web-1',
      'fault noisy-neighbour web-1',
      'fault escape web-1',
    ]);
    expect(lines(1)).toEqual([
      'pause api-1',
      'kill api-1',
      'fault noisy-neighbour api-1',
      'fault escape api-1',
    ]);
    for (const host of frame.hosts)
      for (const sandbox of host.sandboxes)
        for (const { call } of disturbancesFor(frame, sandbox))
          expect(lab.fork().execute(call).ok).toBe(true);
  });
});
