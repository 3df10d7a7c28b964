import { describe, expect, it } from 'vitest';
import { FACTS, Lab } from '../../../simulations';
import { assumed, measured, published } from '../../../simulations/technologies/basis';
import { run, shipped } from '../../helpers/scenarios';

const { provenance } = Lab.open(shipped('three-ways')).result();

describe('where the figures of a run come from', () => {
  it('names every phase, layer and factor of the technologies that run, and the profiles', () => {
    const of = new Set(provenance.figures.map((figure) => figure.of));
    for (const id of ['full-vm-type-1', 'container', 'cloud-function', 'host']) expect(of).toContain(id);
    const names = provenance.figures.map((figure) => `${figure.of}: ${figure.figure}`);
    expect(names).toContain('cloud-function: start-up: Init runtime');
    expect(names).toContain('container: overhead on network');
    expect(names).toContain('list-2024-12: functionGbSecond');
    expect(new Set(names).size).toBeGreaterThan(40);
  });

  it('cites the source of what is measured or published, and says whether it was read', () => {
    for (const { basis, fact, verified, source } of provenance.figures) {
      const isCited = basis === 'measured' || basis === 'published';
      expect(fact !== null).toBe(isCited);
      expect(source !== null).toBe(isCited);
      expect(verified).toBe(isCited ? FACTS.get(fact ?? '')?.verified : null);
    }
    expect(provenance.weakest).toBe('assumed');
    expect(provenance.unverified).toBe(
      provenance.figures.filter(({ verified }) => verified === false).length,
    );
  });

  it('is the same at every instant of a run', () => {
    expect(run(shipped('three-ways')).provenance).toEqual(provenance);
  });

  it('a basis carries the flag of its fact', () => {
    expect(measured('vm.boot.firecracker.e2e').verified).toBe(true);
    expect(published('faas.hybrid.histogram').verified).toBe(FACTS.get('faas.hybrid.histogram')?.verified);
    expect(published('faas.hybrid.histogram').verified).toBe(false);
    expect(assumed()).toEqual({ kind: 'assumed' });
  });
});
