import {
  ConfigurationError,
  type Environment,
  environmentReader,
} from '../registration/environment.ts';

/** In seconds: how long a session lasts unused, and how long however much it is used. */
export interface SessionLifetime {
  idle: number;
  absolute: number;
}

const usual = { idle: 60, absolute: 8 * 60 }; // minutes

export const defaultLifetime: SessionLifetime = {
  idle: usual.idle * 60,
  absolute: usual.absolute * 60,
};

// #region session-lifetime
/**
 * Reads SESSION_IDLE_MINUTES and SESSION_MAX_MINUTES, of at most a week.
 * @throws ConfigurationError with one sentence for every mistake
 */
export function sessionLifetimeFrom(environment: Environment): SessionLifetime {
  const { wholeNumber, mistakes } = environmentReader(environment);
  const week = 7 * 24 * 60;
  const absolute = wholeNumber('SESSION_MAX_MINUTES', usual.absolute, 1, week);
  const idle = wholeNumber('SESSION_IDLE_MINUTES', Math.min(usual.idle, absolute), 1, week);
  if (mistakes.length === 0 && idle > absolute)
    mistakes.push(
      `SESSION_IDLE_MINUTES is ${idle}, but SESSION_MAX_MINUTES ends every session after ${absolute}: set a smaller number.`,
    );
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return { idle: idle * 60, absolute: absolute * 60 };
}
// #endregion session-lifetime
