// #region single-flight
/**
 * Parallel calls with the same key share one run of `work` and its outcome. Without it, each of them would
 * wait for a failing server in turn.
 */
export function singleFlight<Result>() {
  const running = new Map<string, Promise<Result>>();
  return (key: string, work: () => Promise<Result>): Promise<Result> => {
    const found = running.get(key);
    if (found !== undefined) return found;
    const started = work().finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
// #endregion single-flight
