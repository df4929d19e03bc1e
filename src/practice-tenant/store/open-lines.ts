import type { Line } from './store.ts';

/** Which keys take one another's place, each line in the order of their last use. */
export function openLines() {
  const keysOf = new Map<string, Set<string>>();
  const lineOf = new Map<string, string>();
  const use = (key: string): void => {
    const keys = keysOf.get(lineOf.get(key) ?? '');
    if (keys?.delete(key) === true) keys.add(key);
  };
  const leave = (key: string): void => {
    const line = lineOf.get(key);
    if (line === undefined) return;
    lineOf.delete(key);
    const keys = keysOf.get(line);
    keys?.delete(key);
    if (keys?.size === 0) keysOf.delete(line);
  };
  return {
    use,
    leave,
    /** @returns the keys that are too many in the line */
    join({ name, most }: Line, key: string): string[] {
      leave(key);
      const keys = keysOf.get(name) ?? new Set();
      keysOf.set(name, keys);
      lineOf.set(key, name);
      keys.add(key);
      const tooMany: string[] = [];
      for (const oldest of keys) {
        if (keys.size - tooMany.length <= most) break;
        tooMany.push(oldest);
      }
      return tooMany;
    },
  };
}
