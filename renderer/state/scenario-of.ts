/** The scenario of a lab as it was opened: for views that draw its routes and for editing. Read once a document. */
import { parseScenario, type Scenario } from '../../simulations';
import type { OpenRequest } from '../engine/engine-client';

const READ = new WeakMap<OpenRequest, Scenario | null>();

export function scenarioOf(document: OpenRequest | null): Scenario | null {
  if (document === null) return null;
  const known = READ.get(document);
  if (known !== undefined) return known;
  const parsed = parseScenario(document.text, { overrides: document.overrides ?? [] });
  const scenario = parsed.ok ? parsed.value : null;
  READ.set(document, scenario);
  return scenario;
}
