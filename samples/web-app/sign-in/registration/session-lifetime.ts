import { ConfigurationError, type Environment, environmentReader } from './environment.ts';

/** In seconds: how long a session lasts unused, and how long at most. */
export interface SessionLifetime {
  idle: number;
  absolute: number;
}

const week = 7 * 24 * 60;

// #region session-lifetime
/**
 * How long users stay signed in: SESSION_IDLE_MINUTES without a request (60 by default), and at most
 * SESSION_MAX_MINUTES (480 by default).
 * @throws ConfigurationError with one sentence for every mistake
 */
export function sessionLifetimeFrom(environment: Environment): SessionLifetime {
  const { read, wholeNumber, mistakes } = environmentReader(environment);
  const idle = wholeNumber('SESSION_IDLE_MINUTES', 60, 1, week, 'minutes');
  const absolute = wholeNumber('SESSION_MAX_MINUTES', 480, 1, week, 'minutes');
  if (mistakes.length === 0 && idle > absolute && read('SESSION_IDLE_MINUTES'))
    mistakes.push(
      'SESSION_IDLE_MINUTES must not be more than SESSION_MAX_MINUTES, because a session ends at the maximum.',
    );
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return { idle: Math.min(idle, absolute) * 60, absolute: absolute * 60 };
}
// #endregion session-lifetime
