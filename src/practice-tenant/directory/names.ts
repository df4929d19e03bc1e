/** A display name without a remark in parentheses, in words. */
const words = (name: string): string[] =>
  name
    .replace(/\([^)]*\)/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');

/** The first word of a display name. */
export const givenName = (name: string): string | null => words(name)[0] ?? null;

/** All further words; null when there are none. */
export const surname = (name: string): string | null => words(name).slice(1).join(' ') || null;
