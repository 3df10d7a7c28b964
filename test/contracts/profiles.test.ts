import { describe, expect, it } from 'vitest';
import { FACTS, LIMIT_PROFILES, PRICE_PROFILES, type Basis } from '../../simulations';
import { NOTICE_KINDS } from '../../simulations/world/notices';

/** Every basis anywhere in a profile. */
function basesOf(value: unknown): readonly Basis[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(basesOf);
  return 'basis' in value ? [value.basis as Basis, ...inner] : inner;
}

describe('every profile', () => {
  it.each([...LIMIT_PROFILES, ...PRICE_PROFILES].map((profile) => [profile.id, profile] as const))(
    '%s is dated, named after its date, and every figure has a basis that exists',
    (id, profile) => {
      expect(profile.date).toMatch(/^20\d\d-\d\d$/);
      expect(id.endsWith(profile.date)).toBe(true);
      const bases = basesOf(profile);
      expect(bases.length).toBeGreaterThan(3);
      for (const basis of bases)
        if (basis.kind === 'measured' || basis.kind === 'published')
          expect(FACTS.has(basis.fact ?? ''), basis.fact).toBe(true);
        else expect(basis.kind).toBe('assumed');
    },
  );
  it.each(LIMIT_PROFILES.map((profile) => [profile.id, profile] as const))(
    '%s is consistent',
    (_id, profile) => {
      expect(profile.memoryMin.value).toBeLessThanOrEqual(profile.memoryMax.value);
      expect(profile.memoryMax.value % profile.memoryStep.value).toBe(0);
      if (profile.storageMax !== null && profile.storageDefault !== null)
        expect(profile.storageDefault.value).toBeLessThanOrEqual(profile.storageMax.value);
    },
  );
  it('says what its facts say', () => {
    const value = (id: string): Record<string, number> => FACTS.get(id)?.value as Record<string, number>;
    const [aws, , google] = LIMIT_PROFILES;
    expect(aws?.packageBytes?.value).toBe((value('faas.lambda.package')['zip_mb'] ?? 0) * 1e6);
    expect(aws?.unpackedBytes?.value).toBe((value('faas.lambda.package')['unzipped_mb'] ?? 0) * 1e6);
    expect(aws?.timeoutMax?.value).toBe((FACTS.get('faas.lambda.timeout')?.value as number) * 1e6);
    expect(aws?.recursion?.value).toBe(FACTS.get('faas.lambda.recursion')?.value);
    expect(aws?.accountConcurrency?.value).toBe(FACTS.get('faas.lambda.concurrency')?.value);
    expect(google?.memoryMax.value).toBe((value('faas.google.quotas')['memory_gib'] ?? 0) * 1024 ** 3);
    const [list] = PRICE_PROFILES;
    expect(list?.containerVcpuHour.value).toBe(value('price.fargate')['vcpu_hour']);
    expect(list?.functionGbSecond.value).toBe(value('price.lambda.gbs')['x86']);
    expect(list?.instanceVcpuHour.value).toBe((value('price.ec2')['t3_medium'] ?? 0) / 2);
  });
});

describe('every kind of notice', () => {
  it('has a code of its own that fits beside the pool', () => {
    const codes = Object.values(NOTICE_KINDS).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(Math.max(...codes)).toBeLessThan(128);
  });
});
