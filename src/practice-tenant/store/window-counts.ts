/** How much may be counted in a window of time. Windows follow each other without a gap, as minutes of a clock do. */
export interface CountLimit {
  most: number;
  /** How long a window is. */
  milliseconds: number;
}

export interface Counted {
  /** False if it would have been too much; then nothing was added. */
  isWithin: boolean;
  /** Milliseconds until the next window. */
  left: number;
}

/** More names in one window than this are an attack; Redis then counts no new ones, and a process starts over. */
export const mostNames = 100_000;

interface Window {
  number: number;
  counts: Map<string, number>;
}

/** Counts in this process. What isn't in the current window is forgotten. */
export function windowCounts(now: () => number = Date.now) {
  const windows = new Map<number, Window>();
  return (name: string, amount: number, { most, milliseconds }: CountLimit): Counted => {
    const time = now();
    const number = Math.floor(time / milliseconds);
    const known = windows.get(milliseconds);
    const current = known?.number === number ? known : { number, counts: new Map() };
    windows.set(milliseconds, current);
    const { counts } = current;
    const left = (number + 1) * milliseconds - time;
    const sum = (counts.get(name) ?? 0) + amount;
    if (amount > 0 && sum > most) return { isWithin: false, left };
    if (!counts.has(name) && counts.size >= mostNames) counts.clear();
    counts.set(name, Math.max(0, sum));
    return { isWithin: true, left };
  };
}
