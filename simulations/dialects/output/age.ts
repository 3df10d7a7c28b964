/** Times as Kubernetes' tools write them (k8s.io/apimachinery, duration.HumanDuration). */

/** `45s`, `119s`, `2m5s`, `12m`, `3h5m`, `26h`, `3d4h`. */
export function ageOf(micros: number): string {
  const seconds = Math.floor(Math.max(0, micros) / 1e6);
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return joined(minutes, 'm', seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return joined(hours, 'h', minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  return days < 8 ? joined(days, 'd', hours % 24, 'h') : `${days}d`;
}

const joined = (large: number, unit: string, small: number, part: string): string =>
  small === 0 ? `${large}${unit}` : `${large}${unit}${small}${part}`;

/** `30s`, `5m`, `1h30m`, `500ms` as Go's time.ParseDuration reads them, in microseconds; null = it is none. */
export function goDuration(text: string): number | null {
  const units: Readonly<Record<string, number>> = { ms: 1e3, s: 1e6, m: 60e6, h: 3600e6 };
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return text === '0' ? 0 : null;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (units[unit ?? 's'] ?? 0),
    0,
  );
}
