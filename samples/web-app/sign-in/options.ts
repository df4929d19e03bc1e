import { randomBytes } from 'node:crypto';
import type { ExpressAuthOptions } from './express.ts';
import {
  ConfigurationError,
  type Environment,
  environmentReader,
} from './registration/environment.ts';
import { registrationFrom } from './registration/registration.ts';
import { serverSettingsFrom } from './registration/server-settings.ts';
import { memoryTokenStore } from './stores/memory-token-store.ts';
import { redisTokenStore } from './stores/redis-token-store.ts';

/**
 * All that `expressAuth` needs, from the variables of `.env`. Call it once: the store is a connection to Redis or
 * this process's memory.
 * @param log takes a line, or an unexpected error: `console.error`, or your own logger
 * @throws ConfigurationError with one sentence for every mistake
 */
export function optionsFrom(
  environment: Environment,
  log: ExpressAuthOptions['log'],
): ExpressAuthOptions {
  const { collect, mistakes } = environmentReader(environment);
  const registration = collect(() => registrationFrom(environment));
  const { origin = '', protocol } = URL.parse(registration?.redirectUri ?? '') ?? {};
  const publicOrigin = protocol === 'https:' ? origin : undefined;
  const settings = collect(() => serverSettingsFrom(environment, publicOrigin));
  if (!registration || !settings) throw new ConfigurationError(mistakes);
  const { sessionSecrets: secrets, redisUrl, ...others } = settings;
  return {
    ...others,
    registration,
    origin,
    // While you try things out, a secret created at start is enough: a restart then signs everyone out.
    sessionSecrets: secrets.length > 0 ? secrets : [randomBytes(32).toString('base64url')],
    tokenStore: redisUrl
      ? redisTokenStore(redisUrl, ({ message }) => log(`Redis: ${message}`))
      : memoryTokenStore(),
    log,
  };
}
