const words = new Intl.RelativeTimeFormat('en-US', { numeric: 'always' });

/** The largest unit that counts first; from two of a unit on, that unit is used. */
const units = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A time as people say it: “5 minutes ago”, “in 55 minutes”. Both in seconds since 1970. */
export function relativeTime(time: number, now: number): string {
  const away = Math.round(time - now);
  const [unit, seconds] = units.find(([, length]) => Math.abs(away) >= 2 * length) ?? ['second', 1];
  return away === 0 ? 'just now' : words.format(Math.round(away / seconds), unit);
}

/** How long something lasts: “60 minutes”, “25 hours”. */
export const duration = (seconds: number): string =>
  relativeTime(Math.max(seconds, 0), 0)
    .replace(/^in /, '')
    .replace(/^just now$/, '0 seconds');
