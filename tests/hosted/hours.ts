const hour = () => Math.floor(Date.now() / 3_600_000);

/** Counts the hours of the clock that a test has been in: each has limits of its own. */
export function hoursSinceNow(): () => number {
  const first = hour();
  return () => hour() - first + 1;
}
