/**
 * The steps a reader has checked off, by tenant type. Stored in this browser and never sent
 * anywhere.
 */
export type Progress = Readonly<Record<string, readonly string[]>>;

/** Versioned: a later format uses another key and leaves this one alone. */
export const progressKey = 'sign-in-lab.progress.v1';

/**
 * Where check marks are stored. A function, because a browser that blocks storage throws on mere
 * access.
 */
export type Store = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The stored check marks; none if there are none, if they're damaged, or if the browser blocks
 * storage.
 */
export function readProgress(store: Store): Progress {
  try {
    const kept: unknown = JSON.parse(store().getItem(progressKey) ?? '{}');
    const tracks = Object.entries(kept ?? {}).filter(
      (entry): entry is [string, string[]] =>
        Array.isArray(entry[1]) && entry[1].every((step) => typeof step === 'string'),
    );
    return Object.fromEntries(tracks);
  } catch {
    return {};
  }
}

export function tick(progress: Progress, track: string, step: string, done: boolean): Progress {
  const others = (progress[track] ?? []).filter((one) => one !== step);
  return { ...progress, [track]: done ? [...others, step] : others };
}

/** Stores the check marks; removes the key when there are none. */
export function keepProgress(store: Store, progress: Progress): void {
  const tracks = Object.entries(progress).filter(([, steps]) => steps.length > 0);
  try {
    if (tracks.length === 0) store().removeItem(progressKey);
    else store().setItem(progressKey, JSON.stringify(Object.fromEntries(tracks)));
  } catch {
    // The browser blocks storage: the check marks last as long as the page.
  }
}
