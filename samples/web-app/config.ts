import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { ExpressAuthOptions } from './sign-in/express.ts';
import {
  ConfigurationError,
  type Environment,
  environmentReader,
  isRedisUrl,
  memoryTokenStore,
  redisTokenStore,
  registrationFrom,
  sessionLifetimeFrom,
} from './sign-in/index.ts';
import { stopOnMistakes } from './stop-on-mistakes.ts';

export interface Configuration extends ExpressAuthOptions {
  port: number;
  /** Where error codes are explained: the code and a slash are put behind it. */
  errorPages: string | undefined;
}

// #region configuration
/** @throws ConfigurationError with one sentence for every mistake */
export function configurationFrom(environment: Environment): Configuration {
  const { read, wholeNumber, collect, mistakes } = environmentReader(environment);
  const port = wholeNumber('PORT', 3000, 1, 65_535);
  const registration = collect(() => registrationFrom(environment));
  const lifetime = collect(() => sessionLifetimeFrom(environment));
  const { origin = '', protocol } = URL.parse(registration?.redirectUri ?? '') ?? {};
  const secrets = read('SESSION_SECRET')?.split(/[\s,]+/) ?? [];
  mistakes.push(...mistakesInSecrets(secrets, protocol === 'https:'));
  const trustedProxies = wholeNumber('TRUST_PROXY', 0, 0, 10);
  // One person needs a few, a large office behind one address some hundreds; a flood is stopped.
  const signInsPerMinute = wholeNumber('SIGN_IN_LIMIT', 1000, 0, 1_000_000, 'sign-ins per minute');
  const errorPages = read('ERROR_PAGES');
  if (errorPages !== undefined && !/^https?:\/\/[^?#]+\/$/.test(errorPages))
    mistakes.push('ERROR_PAGES must be an http or https address that ends in a slash.');
  const redisUrl = read('REDIS_URL');
  // The sentence does not repeat the value: a password may stand in it.
  if (redisUrl && !isRedisUrl(redisUrl))
    mistakes.push(
      'REDIS_URL must look like redis://host:6379 or rediss://user:password@host:6380, with every special character of the password percent-encoded.',
    );
  if (mistakes.length > 0 || !registration || !lifetime) throw new ConfigurationError(mistakes);
  return {
    registration,
    origin,
    port,
    // While you try things out, a secret made at start is enough: a restart then signs everybody out.
    sessionSecrets: secrets.length > 0 ? secrets : [randomBytes(32).toString('base64url')],
    lifetime,
    tokenStore: redisUrl
      ? redisTokenStore(redisUrl, ({ message }) => console.error(`Redis: ${message}`))
      : memoryTokenStore(),
    trustedProxies,
    signInsPerMinute,
    errorPages,
    log: (entry) => console.error(entry),
  };
}
// #endregion configuration

function mistakesInSecrets(secrets: readonly string[], isPublic: boolean): string[] {
  const recipe = 'node -p "crypto.randomBytes(32).toString(\'base64url\')"';
  if (secrets.some((secret) => secret.length < 32))
    return [`SESSION_SECRET must be at least 32 characters long: make one with ${recipe}.`];
  if (isPublic && secrets.length === 0)
    return [`SESSION_SECRET is missing: make one with ${recipe} and set it in .env.`];
  return [];
}

/** A template is meant for version control: a secret in it is a secret that everybody gets. */
function mistakesInTemplate(text: string): string[] {
  const secrets = ['CLIENT_SECRET', 'SESSION_SECRET'];
  return secrets
    .filter((name) => parseEnv(text)[name]?.match(/^[^<].{7}/))
    .map((name) => `.env.sample holds a real ${name}: move it to .env, which git ignores.`);
}

export const configuration = stopOnMistakes(() => {
  const template = existsSync('.env.sample') ? readFileSync('.env.sample', 'utf8') : '';
  const mistakes = mistakesInTemplate(template);
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return configurationFrom(process.env);
});
