import { describe, expect, it } from 'vitest';
import {
  FACTS,
  LIMIT_PROFILES,
  PRICE_PROFILES,
  TECHNOLOGY_IDS,
  weakest,
  type TechnologyId,
} from '../../simulations';
import { faultsFor } from '../../renderer/panes/inspector/Faults';
import { isUnverified, shownKind } from '../../renderer/parts/facts';
import { isOld } from '../../renderer/parts/profile-age';

const verified = [...FACTS.values()].find((fact) => fact.verified)!;
const unverified = [...FACTS.values()].find((fact) => !fact.verified)!;

describe('what a figure may claim', () => {
  it('keeps its mark where its fact was read in the source', () => {
    expect(shownKind({ kind: 'measured', fact: verified.id })).toBe('measured');
    expect(shownKind({ kind: 'published', fact: verified.id })).toBe('published');
    expect(shownKind({ kind: 'computed' })).toBe('computed');
  });

  it('is assumed where nobody has read its fact in the source', () => {
    expect(isUnverified({ kind: 'published', fact: unverified.id })).toBe(true);
    expect(shownKind({ kind: 'measured', fact: unverified.id })).toBe('assumed');
    expect(shownKind({ kind: 'published', fact: unverified.id })).toBe('assumed');
  });

  it('makes a sum no better than its worst part', () => {
    const checked = { kind: 'measured', fact: verified.id, verified: true } as const;
    expect(weakest([checked, { kind: 'published', fact: verified.id, verified: true }])).toBe('published');
    expect(weakest([checked, { kind: 'measured', fact: unverified.id, verified: false }])).toBe('assumed');
  });

  it('is dated: a profile is old once twelve months have gone by', () => {
    expect(isOld('2025-11', new Date(2026, 10, 28))).toBe(false);
    expect(isOld('2025-11-20', new Date(2026, 10, 28))).toBe(true);
    expect(isOld('2025-11', new Date(2026, 11, 1))).toBe(true);
    expect(isOld('2026-08', new Date(2026, 10, 28))).toBe(false);
    for (const { date } of [...LIMIT_PROFILES, ...PRICE_PROFILES])
      expect(date).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
  });
});

describe('faults of which one can ask what they would do', () => {
  it('are those whose layer the technology has', () => {
    const kinds = (id: TechnologyId, isHost: boolean): readonly string[] =>
      faultsFor(id, isHost).map((kind) => kind.id);
    expect(kinds('container', false)).not.toContain('guest-kernel-panic');
    expect(kinds('full-vm-type-1', false)).toContain('guest-kernel-panic');
    expect(kinds('container', true)).toEqual(
      expect.arrayContaining(['engine-crash', 'host-kernel-panic', 'host-loss']),
    );
    expect(kinds('full-vm-type-1', true)).not.toContain('host-kernel-panic');
    for (const id of TECHNOLOGY_IDS) expect(kinds(id, true)).toContain('host-loss');
  });
});
