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

/** How long practice tenants last that were used just now. */
export function lifetimeText(ends: number, now = Date.now()): string {
  const hours = Math.max(1, Math.round((ends - now) / 3_600_000));
  return hours === 1 ? 'hour' : `${hours} hours`;
}

/** What the build writes, which doesn't know how long this lab keeps them. */
const unknownLifetime = 'when nobody has used them for a while';

/** A file that says when practice tenants end, for a visitor who has just used theirs. */
export const inLifetime = (text: string, ends: number, now?: number): string =>
  text.replaceAll(
    unknownLifetime,
    `when nobody has used them for ${lifetimeText(ends, now).replace(/^hour$/, 'an hour')}`,
  );
