import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Registration, TokenStore } from './sign-in/index.ts';
import { ConfigurationError } from './sign-in/registration/configuration-error.ts';
import { registrationFrom } from './sign-in/registration/registration-from.ts';
import { memoryTokenStore } from './sign-in/stores/memory-token-store.ts';
import { redisTokenStore } from './sign-in/stores/redis-token-store.ts';
import { isRedisUrl } from './sign-in/stores/redis-url.ts';

export interface Configuration {
  registration: Registration;
  /** Where browsers find this app: the origin of REDIRECT_URI, never what a request claims. */
  origin: string;
  port: number;
  sessionSecrets: readonly string[];
  tokenStore: TokenStore;
  /** How often one address may start to sign in; 0 for as often as it likes. */
  signInsPerMinute: number;
  /** Where error codes are explained: the code and a slash are put behind it. */
  errorPages: string | undefined;
}

type Environment = Record<string, string | undefined>;

// #region configuration
/** @throws ConfigurationError with one sentence for every mistake */
export function configurationFrom(environment: Environment): Configuration {
  const registration = registrationFrom(environment);
  const { origin, protocol } = new URL(registration.redirectUri);
  const secrets = environment['SESSION_SECRET']?.split(/[\s,]+/).filter(Boolean) ?? [];
  // One person needs a few, a large office behind one address some hundreds; a flood is stopped.
  const signInsPerMinute = Number(environment['SIGN_IN_LIMIT'] || 1000);
  const mistakes = mistakesInSecrets(secrets, protocol === 'https:');
  if (!Number.isInteger(signInsPerMinute) || signInsPerMinute < 0)
    mistakes.push(
      'SIGN_IN_LIMIT must be a whole number of sign-ins per minute, or 0 for no limit.',
    );
  const errorPages = environment['ERROR_PAGES'] || undefined;
  if (errorPages !== undefined && !/^https?:\/\/[^?#]+\/$/.test(errorPages))
    mistakes.push('ERROR_PAGES must be an http or https address that ends in a slash.');
  const redisUrl = environment['REDIS_URL']?.trim();
  // The sentence does not repeat the value: a password may stand in it.
  if (redisUrl && !isRedisUrl(redisUrl))
    mistakes.push(
      'REDIS_URL must look like redis://host:6379 or rediss://user:password@host:6380, with every special character of the password percent-encoded.',
    );
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  return {
    registration,
    origin,
    port: Number(environment['PORT']?.trim() || 3000),
    // While you try things out, a secret made at start is enough: a restart then signs everybody out.
    sessionSecrets: secrets.length > 0 ? secrets : [randomBytes(32).toString('base64url')],
    tokenStore: redisUrl
      ? redisTokenStore(redisUrl, ({ message }) => console.error(`Redis: ${message}`))
      : memoryTokenStore(),
    signInsPerMinute,
    errorPages,
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
export function mistakesInTemplate(text: string): string[] {
  const secrets = ['CLIENT_SECRET', 'SESSION_SECRET'];
  return secrets
    .filter((name) => parseEnv(text)[name]?.match(/^[^<].{7}/))
    .map((name) => `.env.sample holds a real ${name}: move it to .env, which git ignores.`);
}

function configure(): Configuration {
  try {
    if (existsSync('.env.sample')) {
      const mistakes = mistakesInTemplate(readFileSync('.env.sample', 'utf8'));
      if (mistakes.length > 0) throw new ConfigurationError(mistakes);
    }
    return configurationFrom(process.env);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error('The app cannot start:');
    for (const mistake of error.mistakes) console.error(`- ${mistake}`);
    if (!existsSync('.env')) console.error('- There is no .env yet: cp .env.practice .env');
    process.exit(1);
  }
}

export const configuration = configure();
