/** Limits and prices are facts of one day. Pure: today comes in. */
const MONTHS = 12;

/** More than twelve months lie between the date of a profile (`2024-12`, `2024-12-31`) and today. */
export function isOld(date: string, today: Date): boolean {
  const [year, month, day = '31'] = date.split('-');
  const at = Number(year) * 12 + Number(month) - 1;
  const now = today.getFullYear() * 12 + today.getMonth();
  if (!Number.isFinite(at)) return false;
  return now - at > MONTHS || (now - at === MONTHS && today.getDate() > Number(day));
}
