import { ConfigurationError, type Environment, environmentReader } from './environment.ts';
import { isRedisUrl } from './redis-url.ts';
import { type SessionLifetime, sessionLifetimeFrom } from './session-lifetime.ts';

/** What a server that signs users in needs besides its registration. */
export interface ServerSettings {
  /** Newest first; empty when none is set, which is fine only for a server that this machine alone reaches. */
  sessionSecrets: readonly string[];
  lifetime: SessionLifetime;
  /** Where several instances share their sessions; undefined for this process's memory. */
  redisUrl: string | undefined;
  /** How many sign-ins one address can start; 0 for no limit. */
  signInsPerMinute: number;
  /** How many of the operator's proxies are in front of the server. */
  trustedProxies: number;
}

const recipe = 'make one with node -p "crypto.randomBytes(32).toString(\'base64url\')"';

// #region server-settings
/**
 * SESSION_SECRET, REDIS_URL, SIGN_IN_LIMIT, TRUST_PROXY and how long sessions last.
 * @param publicOrigin where others reach the server, which then needs its own secret;
 *   undefined when only this machine does
 * @throws ConfigurationError with one sentence for every mistake
 */
export function serverSettingsFrom(
  environment: Environment,
  publicOrigin: string | undefined,
): ServerSettings {
  const { SESSION_SECRET } = environment;
  const { readValid, wholeNumber, collect, mistakes } = environmentReader(environment);
  const secrets = readValid(
    'SESSION_SECRET',
    (text) => secretsIn(text).every((secret) => secret.length >= 32),
    `must have at least 32 characters, without spaces or commas: ${recipe}.`,
  );
  if (publicOrigin !== undefined && !SESSION_SECRET?.trim())
    mistakes.push(
      `SESSION_SECRET is missing, but ${publicOrigin} is a public address: ${recipe} and give every instance the same value.`,
    );
  const lifetime = collect(() => sessionLifetimeFrom(environment));
  const redisUrl = readValid(
    'REDIS_URL',
    isRedisUrl,
    'must look like redis://host:6379 or rediss://user:password@host:6380, with every special character in the password percent-encoded.',
  );
  // A user needs a few, a large office with one public address a few hundred; a flood is stopped.
  const signInsPerMinute = wholeNumber('SIGN_IN_LIMIT', 1000, 0, 1_000_000, 'sign-ins per minute');
  const trustedProxies = wholeNumber('TRUST_PROXY', 0, 0, 10, 'proxies');
  if (mistakes.length > 0 || !lifetime) throw new ConfigurationError(mistakes);
  const sessionSecrets = secrets === undefined ? [] : secretsIn(secrets);
  return { sessionSecrets, lifetime, redisUrl, signInsPerMinute, trustedProxies };
}
// #endregion server-settings

/** Several, so that you can change the secret without signing everyone out. */
function secretsIn(text: string): string[] {
  return text.split(/[\s,]+/);
}
