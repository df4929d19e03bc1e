interface Wait {
  milliseconds: number;
  end(): void;
}
let next = Promise.withResolvers<Wait>();

/** Stands in for node:timers/promises: a wait lasts until a test ends it, however long that takes. */
export function setTimeout(milliseconds: number): Promise<void> {
  const over = Promise.withResolvers<void>();
  next.resolve({ milliseconds, end: over.resolve });
  return over.promise;
}

export async function nextWait(): Promise<Wait> {
  const wait = await next.promise;
  next = Promise.withResolvers();
  return wait;
}
