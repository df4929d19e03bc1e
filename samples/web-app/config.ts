import { randomBytes } from 'node:crypto';
import { useNetwork } from './outbound-network.ts';
import { mistakesInTemplate, type Settings, settingsFrom } from './settings.ts';
import type { ExpressAuthOptions } from './sign-in/express.ts';
import {
  ConfigurationError,
  type Environment,
  memoryTokenStore,
  redisTokenStore,
} from './sign-in/index.ts';
import { environment, stopOnMistakes } from './stop-on-mistakes.ts';
import { easyAuthWarning, warn, warnBeforeExpiry } from './warnings.ts';

export type Configuration = ExpressAuthOptions & Omit<Settings, 'redisUrl'>;

/** @throws ConfigurationError with one sentence for every mistake */
export function configurationFrom(variables: Environment): Configuration {
  const { sessionSecrets: secrets, redisUrl, ...others } = settingsFrom(variables);
  return {
    ...others,
    // While you try things out, a secret created at start is enough: a restart then signs everyone out.
    sessionSecrets: secrets.length > 0 ? secrets : [randomBytes(32).toString('base64url')],
    tokenStore: redisUrl
      ? redisTokenStore(redisUrl, ({ message }) => console.error(`Redis: ${message}`))
      : memoryTokenStore(),
    log: (entry) => console.error(entry),
  };
}

export const configuration = stopOnMistakes(() => {
  const mistakes = mistakesInTemplate();
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return configurationFrom(environment());
});

warn([...useNetwork(configuration.network), easyAuthWarning(environment())]);
warnBeforeExpiry(configuration.registration.credential);
