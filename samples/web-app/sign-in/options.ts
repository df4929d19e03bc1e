import { randomBytes } from 'node:crypto';
import type { RelyingPartyOptions } from './protocol/parts.ts';
import {
  ConfigurationError,
  type Environment,
  environmentReader,
} from './registration/environment.ts';
import { type Registration, registrationFrom } from './registration/registration.ts';
import { type ServerSettings, serverSettingsFrom } from './registration/server-settings.ts';
import { memoryTokenStore } from './stores/memory-token-store.ts';
import { redisTokenStore } from './stores/redis-token-store.ts';

export interface ExpressAuthOptions extends RelyingPartyOptions {
  /** Where browsers reach the app: scheme, host, and port. Never taken from a request. */
  origin: string;
  /** How many of your proxies are in front of the app: only that many entries of `X-Forwarded-For` are trusted. */
  trustedProxies: number;
  /** How many sign-ins one address can start in a minute; 0 for no limit. */
  signInsPerMinute: number;
  log: NonNullable<RelyingPartyOptions['log']>;
  /**
   * Whether what's good for sign-in holds for the whole app, as it does unless you say otherwise: security headers
   * and `no-store` on every response, paths only, one host name, no ETag, no X-Powered-By, and Express's setting
   * `trust proxy` from `trustedProxies`. With false, all of that stays as your app has it. Then only pages with a
   * user and the routes of sign-in get `no-store`, only forms of sign-in lead from 127.0.0.1 to localhost, the app and
   * the identity provider join the `form-action` of your app's own Content Security Policy, and your app's
   * `trust proxy` counts.
   */
  appWideSettings?: boolean;
}

/** What the variables of `.env` say about sign-in, checked, before anything of it is used. */
export interface SignInSettings extends ServerSettings {
  registration: Registration;
  /** Where browsers reach the app. */
  origin: string;
}

/** @throws ConfigurationError with one sentence for every mistake */
export function signInSettingsFrom(environment: Environment): SignInSettings {
  const { collect, mistakes } = environmentReader(environment);
  const registration = collect(() => registrationFrom(environment));
  const { origin = '', protocol } = URL.parse(registration?.redirectUri ?? '') ?? {};
  const publicOrigin = protocol === 'https:' ? origin : undefined;
  const settings = collect(() => serverSettingsFrom(environment, publicOrigin));
  if (!registration || !settings) throw new ConfigurationError(mistakes);
  return { ...settings, registration, origin };
}

/**
 * All that `expressAuth` needs, from checked settings. Call it once: the store is a connection to Redis or this
 * process's memory.
 * @param log takes a line, or an unexpected error, for the log of your app
 */
export function optionsWith(
  { sessionSecrets: secrets, redisUrl, ...settings }: SignInSettings,
  log: ExpressAuthOptions['log'],
): ExpressAuthOptions {
  return {
    ...settings,
    // While you try things out, a secret created at start is enough: a restart then signs everyone out.
    sessionSecrets: secrets.length > 0 ? secrets : [randomBytes(32).toString('base64url')],
    tokenStore: redisUrl
      ? redisTokenStore(redisUrl, ({ message }) => log(`Redis: ${message}`))
      : memoryTokenStore(),
    log,
  };
}

/** Both at once. Call it once. @throws ConfigurationError with one sentence for every mistake */
export const optionsFrom = (
  environment: Environment,
  log: ExpressAuthOptions['log'],
): ExpressAuthOptions => optionsWith(signInSettingsFrom(environment), log);
