import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { ExpressAuthOptions } from './sign-in/express.ts';
import {
  ConfigurationError,
  type Environment,
  environmentReader,
  listeningPort,
  memoryTokenStore,
  redisTokenStore,
  registrationFrom,
  serverSettingsFrom,
} from './sign-in/index.ts';
import { environment, stopOnMistakes } from './stop-on-mistakes.ts';

export interface Configuration extends ExpressAuthOptions {
  port: number;
  /** Where error codes are explained: the code and a slash are appended. */
  errorPages: string | undefined;
}

/** Routes of app.ts: where a response to a sign-in must not arrive. */
const pages = ['/profile', '/sessions', '/call-api', '/goodbye'];

// #region configuration
/** @throws ConfigurationError with one sentence for every mistake */
export function configurationFrom(variables: Environment): Configuration {
  const reader = environmentReader(variables);
  const { readValid, collect, mistakes } = reader;
  const port = listeningPort(reader);
  const registration = collect(() => registrationFrom(variables));
  const { origin = '', protocol } = URL.parse(registration?.redirectUri ?? '') ?? {};
  const publicOrigin = protocol === 'https:' ? origin : undefined;
  const settings = collect(() => serverSettingsFrom(variables, publicOrigin));
  const errorPages = readValid(
    'ERROR_PAGES',
    (text) => /^https?:\/\/[^?#]+\/$/.test(text),
    'must be an http or https address that ends with a slash.',
  );
  if (pages.includes(URL.parse(registration?.redirectUri ?? '')?.pathname ?? ''))
    mistakes.push(
      `REDIRECT_URI is a page of this app: use ${origin}/auth/redirect, and register exactly that.`,
    );
  if (mistakes.length > 0 || !registration || !settings) throw new ConfigurationError(mistakes);
  const { sessionSecrets: secrets, redisUrl, ...others } = settings;
  return {
    ...others,
    registration,
    origin,
    port,
    // While you try things out, a secret created at start is enough: a restart then signs everyone out.
    sessionSecrets: secrets.length > 0 ? secrets : [randomBytes(32).toString('base64url')],
    tokenStore: redisUrl
      ? redisTokenStore(redisUrl, ({ message }) => console.error(`Redis: ${message}`))
      : memoryTokenStore(),
    errorPages,
    log: (entry) => console.error(entry),
  };
}
// #endregion configuration

/** A template is meant for version control: everyone with the code gets a secret that is in it. */
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
  return configurationFrom(environment());
});
