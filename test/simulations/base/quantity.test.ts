import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatDuration,
  formatNumber,
  parseClock,
  parseQuantity,
  progressText,
} from '../../../simulations';

const value = (text: string | number, kind: Parameters<typeof parseQuantity>[1]): number | string => {
  const parsed = parseQuantity(text, kind);
  return parsed.ok ? parsed.value : parsed.error;
};

describe('quantities', () => {
  it('reads what people write', () => {
    expect(value('250 ms', 'duration')).toBe(250_000);
    expect(value('2 min 20 s', 'duration')).toBe(140_000_000);
    expect(value('10min', 'duration')).toBe(600_000_000);
    expect(value(5, 'duration')).toBe(5000);
    expect(value('64 GiB', 'memory')).toBe(64 * 1024 ** 3);
    expect(value('12 MB', 'memory')).toBe(12e6);
    expect(value('0.9/s', 'rate')).toBe(0.9);
    expect(value('30/min', 'rate')).toBe(0.5);
    expect(value('10 Gbit/s', 'bandwidth')).toBe(1.25e9);
    expect(value('70 %', 'fraction')).toBeCloseTo(0.7, 12);
  });
  it.each(['-5 ms', '5 parsecs', '1e308 ms', '', 'NaN', 'Infinity', '5 ms 3', '1e400', '5 GiB'])(
    'refuses %j as a duration',
    (text) => {
      expect(parseQuantity(text, 'duration').ok).toBe(false);
    },
  );
  it.each([NaN, Infinity, -1, 1e308])('refuses the number %j', (number) => {
    expect(parseQuantity(number, 'duration').ok).toBe(false);
  });
  it('writes what people read', () => {
    expect([formatDuration(278_000), formatDuration(1_900_000), formatDuration(600_000_000)]).toEqual([
      '278 ms',
      '1.9 s',
      '10 min',
    ]);
    expect([formatBytes(570 * 1024 ** 2), formatBytes(2 * 1024 ** 3)]).toEqual(['570 MiB', '2 GiB']);
    expect([formatNumber(0), formatNumber(1234.5), formatNumber(0.00344)]).toEqual(['0', '1235', '0.00344']);
    expect(progressText(278_000, 414_000)).toBe('278 of 414 ms');
    expect(formatClock(9 * 3.6e9 + 137_400_000)).toBe('09:02:17.400');
    expect(parseClock('09:02:17.4')).toEqual({ ok: true, value: 9 * 3.6e9 + 137_400_000 });
    expect(parseClock('25:00').ok).toBe(false);
  });
});
