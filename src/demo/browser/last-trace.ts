/*
 * Which demo this browser last signed in to, so that the home page can replay it. Kept by the
 * demo's page once there is a trace, in this browser only; the trace itself stays on the server.
 */
const key = 'lab.last-trace';

export function rememberTrace(demoName: string): void {
  attempt(() => localStorage.setItem(key, demoName));
}

export function forgetTrace(): void {
  attempt(() => localStorage.removeItem(key));
}

export function lastTrace(): string | undefined {
  return attempt(() => localStorage.getItem(key)) ?? undefined;
}

/** Storage may be refused; then nothing is remembered, and that is all. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
