import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { easyAuthWarning, warn, warnBeforeExpiry } from '../../../samples/web-app/warnings.ts';
import { textOf } from './sign-in/registration/certificates/files.ts';

const day = 86_400_000;
const credential = {
  kind: 'certificate',
  certificate: textOf('app.pem'),
  privateKey: textOf('app.key.pem'),
} as const;
/** When app.pem expires. */
const expires = Date.parse('2126-11-04T04:00:57Z');
let lines: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  vi.useFakeTimers();
  lines = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('a warning is one line, and nothing is printed without one', () => {
  warn([undefined, 'Something is old.']);
  expect(lines.mock.calls).toEqual([['Warning: Something is old.']]);
});

test('an app that runs into the last 30 days of its certificate warns each day from then on', () => {
  vi.setSystemTime(expires - 32 * day);
  warnBeforeExpiry(credential);
  vi.advanceTimersByTime(day);
  expect(lines).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2 * day);
  expect(lines.mock.calls).toEqual([
    [expect.stringContaining('expires on 2126-11-04')],
    [expect.stringContaining('expires on 2126-11-04')],
  ]);
});

test('an app that starts in that time warns at once', () => {
  vi.setSystemTime(expires - day);
  warnBeforeExpiry(credential);
  expect(lines).toHaveBeenCalledOnce();
});

test('App Service Authentication is named when it is on, and only then', () => {
  for (const WEBSITE_AUTH_ENABLED of ['True', 'true'])
    expect(easyAuthWarning({ WEBSITE_AUTH_ENABLED })).toMatch(/Easy Auth.* twice.* Turn it off/);
  for (const WEBSITE_AUTH_ENABLED of ['False', '', undefined])
    expect(easyAuthWarning({ WEBSITE_AUTH_ENABLED })).toBeUndefined();
});
