const format = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'long',
  timeStyle: 'short',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/** When practice tenants end, as a page shows it and for its `datetime`. */
export const endTime = (ends: number): { text: string; datetime: string } => ({
  text: `${format.format(ends)} UTC`,
  datetime: new Date(ends).toISOString(),
});

/** What each use gives: how long practice tenants last that were used just now. */
export function lifetimeText(ends: number, now = Date.now()): string {
  const hours = Math.max(1, Math.round((ends - now) / 3_600_000));
  return hours === 1 ? 'another hour' : `another ${hours} hours`;
}
