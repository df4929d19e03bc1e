import { afterAll, afterEach, expect, vi } from 'vitest';

/*
 * Suites run one after the other in the same process: starting one for each took a third of the time of
 * all. So what a suite changes of the process is put back, or it is that suite which fails and not a
 * later one. Spies and stubbed variables are put back by the settings in vitest.config.ts.
 */
const environment = { ...process.env };
const folder = process.cwd();
const listeners = countListeners();

afterEach(() => {
  vi.useRealTimers();
});

afterAll(() => {
  const names = new Set([...Object.keys(environment), ...Object.keys(process.env)]);
  // Names only: values of the environment don't belong in a report.
  const changed = [...names].filter((name) => process.env[name] !== environment[name]);
  expect(changed, 'variables that this suite leaves changed').toEqual([]);
  expect(process.cwd(), 'the folder that this suite leaves the process in').toBe(folder);
  expect(countListeners(), 'listeners that this suite leaves on the process').toEqual(listeners);
});

function countListeners(): Record<string, number> {
  const names = process.eventNames();
  return Object.fromEntries(names.map((name) => [String(name), process.listenerCount(name)]));
}
