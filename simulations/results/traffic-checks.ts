/** Conservation where managed services and triggers take part; nothing is said of a scenario without them. */
import type { World } from '../world/world';
import type { SelfCheck } from './result';

export function checkTraffic(world: World): readonly SelfCheck[] {
  const { model, services, triggers } = world;
  if (model.services.length + model.triggers.length === 0) return [];
  const faults: string[] = [];
  services.forEach((s, i) => {
    const id = model.services[i % model.services.length]?.id;
    const sum = s.answered + s.throttled + s.abandoned + s.open;
    if (sum !== s.requests || s.open < 0) faults.push(`${id}: ${s.requests} came, ${sum} accounted for`);
  });
  triggers.forEach((t, i) => {
    const id = model.triggers[i % model.triggers.length]?.id;
    const sum = t.delivered + t.stopped + t.waiting;
    if (sum !== t.events) faults.push(`${id}: ${t.events} events, ${sum} accounted for`);
  });
  const requests = services.reduce((sum, s) => sum + s.requests, 0);
  const events = triggers.reduce((sum, t) => sum + t.events, 0);
  return [
    {
      name: 'conservation at services and triggers',
      ok: faults.length === 0,
      detail:
        faults.length === 0
          ? `${requests} requests to services and ${events} events, all accounted for`
          : faults.slice(0, 3).join('; '),
    },
  ];
}
