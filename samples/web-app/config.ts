import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { useNetwork } from './outbound-network.ts';
import { hostsFrom } from './server/listening-from.ts';
import { isLoopback } from './server/loopback.ts';
import { type ExpressAuthOptions, optionsFrom } from './sign-in/express.ts';
import {
  ConfigurationError,
  type Environment,
  environmentReader,
  isGuid,
  listeningPort,
  type NetworkSettings,
  networkSettingsFrom,
  registrationFrom,
  routeOf,
} from './sign-in/index.ts';
import { environment, stopOnMistakes } from './stop-on-mistakes.ts';
import { easyAuthWarning, warn, warnBeforeExpiry } from './warnings.ts';

export interface Configuration extends ExpressAuthOptions {
  port: number;
  network: NetworkSettings;
  /** Addresses to listen on; all of them if undefined. */
  hosts: readonly string[] | undefined;
  /** Where error codes are explained: the code and a slash are appended. */
  errorPages: string | undefined;
  /** The object ID of the group whose members can see /staff; without it there is no such page. */
  staffGroup: string | undefined;
}

/** Routes of app.ts: where a response to a sign-in must not arrive. */
const pages = ['/profile', '/admin', '/staff', '/sessions', '/call-api', '/goodbye'];

// #region configuration
/** @throws ConfigurationError with one sentence for every mistake */
export function configurationFrom(variables: Environment): Configuration {
  const reader = environmentReader(variables);
  const { readValid, collect, mistakes } = reader;
  const port = listeningPort(reader);
  const registration = collect(() => registrationFrom(variables));
  const { origin = '' } = URL.parse(registration?.redirectUri ?? '') ?? {};
  const hosts = hostsFrom(reader, origin !== '' && isLoopback(origin));
  const options = collect(() => optionsFrom(variables, (entry) => console.error(entry)));
  const network = collect(() => networkSettingsFrom(variables));
  const errorPages = readValid(
    'ERROR_PAGES',
    (text) => /^https?:\/\/[^?#]+\/$/.test(text),
    'must be an http or https address that ends with a slash.',
  );
  const staffGroup = readValid(
    'STAFF_GROUP',
    isGuid,
    'must be the object ID of a group, a GUID: copy it from the Overview page of the group.',
  );
  mistakes.push(...unresolvedReferences(variables));
  const route = routeOf(registration?.redirectUri ?? '');
  if (pages.includes(route) || route.startsWith('/public'))
    mistakes.push(
      `REDIRECT_URI is a page of this app: use ${origin}/auth/redirect, and register exactly that.`,
    );
  if (mistakes.length > 0 || !options || !network) throw new ConfigurationError(mistakes);
  return { ...options, port, network, hosts, errorPages, staffGroup };
}
// #endregion configuration

/** App Service leaves the reference in place when it can't read the secret, and that text is no secret. */
function unresolvedReferences(variables: Environment): string[] {
  return Object.keys(variables)
    .filter((name) => variables[name]?.startsWith('@Microsoft.KeyVault('))
    .map(
      (name) =>
        `${name} is a Key Vault reference that App Service couldn't read: open Environment variables of the app in the Azure portal to see why.`,
    );
}

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

warn([...useNetwork(configuration.network), easyAuthWarning(environment())]);
warnBeforeExpiry(configuration.registration.credential);
