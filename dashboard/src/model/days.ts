/** Calendar days as ISO texts, which compare as texts do. */

const DAY = 86_400_000;

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

export function dayOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

export function plusDays(day: string, days: number): string {
  return dayOf(dayNumber(day) + days);
}

/** Today in UTC, as the register takes it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
