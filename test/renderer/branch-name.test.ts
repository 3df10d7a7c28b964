import { describe, expect, it } from 'vitest';
import { branchName } from '../../renderer/state/branch-name';
import { spell, type CommandCall } from '../../simulations';

describe('the name of a branch', () => {
  it('says in plain words what was done, and when', () => {
    const scale: CommandCall = {
      name: 'scale',
      args: { component: 'search', replicas: 3, deployment: 'cms' },
    };
    expect(branchName(spell(scale), '12:00:42')).toBe('scaled search to 3 at 12:00:42');
    expect(branchName('cordon ct-host', '09:02:17')).toBe('cordoned ct-host at 09:02:17');
    expect(branchName('set functions.thumb.keepAlive "2 min"', '09:01:00')).toBe(
      'set keepAlive to 2 min at 09:01:00',
    );
  });

  it('is the line itself where nothing plainer says it', () => {
    expect(branchName('wait 10 s', '09:02:17')).toBe('wait 10 s');
    expect(branchName('not a command', '09:02:17')).toBe('not a command');
  });
});
