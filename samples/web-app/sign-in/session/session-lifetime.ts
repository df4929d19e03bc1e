import { ConfigurationError } from '../registration/configuration-error.ts';
import type { SessionLifetime } from './session.ts';

const mostMinutes = 7 * 24 * 60;

// #region session-lifetime
/**
 * How long people stay signed in: SESSION_IDLE_MINUTES without a click (60), and SESSION_MAX_MINUTES
 * however much they click (480).
 * @throws ConfigurationError with one sentence for every mistake
 */
export function sessionLifetimeFrom(
  environment: Record<string, string | undefined>,
): SessionLifetime {
  const mistakes: string[] = [];
  const minutes = (variable: string, usual: number): number => {
    const text = environment[variable]?.trim() || String(usual);
    if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > mostMinutes)
      mistakes.push(`${variable} must be a whole number of minutes from 1 to ${mostMinutes}.`);
    return Number(text);
  };
  const idle = minutes('SESSION_IDLE_MINUTES', 60);
  const absolute = minutes('SESSION_MAX_MINUTES', 480);
  if (mistakes.length === 0 && idle > absolute)
    mistakes.push(
      'SESSION_IDLE_MINUTES must not be more than SESSION_MAX_MINUTES: a session would be over first.',
    );
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return { idle: idle * 60, absolute: absolute * 60 };
}
// #endregion session-lifetime
