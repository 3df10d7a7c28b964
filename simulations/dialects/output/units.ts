/** How Docker's tools write spans and sizes: github.com/docker/go-units. */

/** `About a minute`, `3 hours`, `2 weeks`: units.HumanDuration. */
export function humanDuration(micros: number): string {
  const seconds = Math.floor(micros / 1e6);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.round(micros / 3_600e6);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`;
  return `${Math.floor(hours / 24 / 365)} years`;
}

function scaled(bytes: number, base: number, units: readonly string[]): readonly [number, string] {
  let value = bytes;
  let unit = 0;
  for (; value >= base && unit < units.length - 1; unit++) value /= base;
  return [value, units[unit] ?? ''];
}

/** Go's `%.4g`: four significant digits, no zeros at the end. */
const significant = (value: number, digits: number): string =>
  value === 0 ? '0' : String(Number(value.toPrecision(digits)));

/** `117MB`, `1.24GB`: units.HumanSizeWithPrecision(…, 3), powers of 1000. */
export function humanSize(bytes: number): string {
  const [value, unit] = scaled(bytes, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
  return `${significant(value, 3)}${unit}`;
}

/** `188MiB`, `1.953GiB`: units.BytesSize, powers of 1024. */
export function bytesSize(bytes: number): string {
  const [value, unit] = scaled(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);
  return `${significant(value, 4)}${unit}`;
}
