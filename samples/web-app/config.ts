import { useNetwork } from './outbound-network.ts';
import { mistakesInTemplate, type Settings, settingsFrom } from './settings.ts';
import { type ExpressAuthOptions, optionsWith } from './sign-in/express.ts';
import { ConfigurationError, type Environment } from './sign-in/index.ts';
import { environment, stopOnMistakes } from './stop-on-mistakes.ts';
import { easyAuthWarning, warn, warnBeforeExpiry } from './warnings.ts';

export type Configuration = ExpressAuthOptions & Omit<Settings, 'redisUrl'>;

/** @throws ConfigurationError with one sentence for every mistake */
export function configurationFrom(variables: Environment): Configuration {
  const settings = settingsFrom(variables);
  return { ...settings, ...optionsWith(settings, (entry) => console.error(entry)) };
}

export const configuration = stopOnMistakes(() => {
  const mistakes = mistakesInTemplate();
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return configurationFrom(environment());
});

warn([...useNetwork(configuration.network), easyAuthWarning(environment())]);
warnBeforeExpiry(configuration.registration.credential);
