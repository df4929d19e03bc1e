/** The steps a reader has ticked, by tenant type. Kept in this browser and sent nowhere. */
export type Progress = Readonly<Record<string, readonly string[]>>;

/** Versioned: a later shape takes another key and leaves this one alone. */
export const progressKey = 'sign-in-lab.progress.v1';

/** Where ticks are kept. A function, because a browser that keeps nothing throws at the mere mention. */
export type Store = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What is kept; nothing when there is none, when it is damaged, or when the browser keeps nothing. */
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

/** Keeps the ticks; removes the key when there are none. */
export function keepProgress(store: Store, progress: Progress): void {
  const tracks = Object.entries(progress).filter(([, steps]) => steps.length > 0);
  try {
    if (tracks.length === 0) store().removeItem(progressKey);
    else store().setItem(progressKey, JSON.stringify(Object.fromEntries(tracks)));
  } catch {
    // The browser refuses to keep anything: the ticks last as long as the page.
  }
}
