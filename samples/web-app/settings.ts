import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { hostsFrom } from './server/listening-from.ts';
import { isLoopback } from './server/loopback.ts';
import { type SignInSettings, signInSettingsFrom } from './sign-in/express.ts';
import {
  ConfigurationError,
  type Environment,
  environmentReader,
  isGuid,
  listeningPort,
  type NetworkSettings,
  networkSettingsFrom,
  routeOf,
} from './sign-in/index.ts';

/** What `.env` says, checked, before anything of it is used. */
export interface Settings extends SignInSettings {
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
export function settingsFrom(variables: Environment): Settings {
  const reader = environmentReader(variables);
  const { readValid, collect, mistakes } = reader;
  const port = listeningPort(reader);
  const signIn = collect(() => signInSettingsFrom(variables));
  const { origin = '', registration } = signIn ?? {};
  const hosts = hostsFrom(reader, origin !== '' && isLoopback(origin));
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
  if (mistakes.length > 0 || !signIn || !network) throw new ConfigurationError(mistakes);
  return { ...signIn, port, network, hosts, errorPages, staffGroup };
}
// #endregion configuration

/** App Service leaves the reference in place when it can't read the secret, and everyone knows that text. */
function unresolvedReferences(variables: Environment): string[] {
  return Object.keys(variables)
    .filter((name) => variables[name]?.startsWith('@Microsoft.KeyVault('))
    .map(
      (name) =>
        `${name} is a Key Vault reference that App Service couldn't read: open Environment variables of the app in the Azure portal to see why.`,
    );
}

/** A template is meant for version control: everyone with the code gets a secret that is in it. */
export function mistakesInTemplate(file = '.env.sample'): string[] {
  const variables = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const secrets = ['CLIENT_SECRET', 'SESSION_SECRET'];
  return secrets
    .filter((name) => variables[name]?.match(/^[^<].{7}/))
    .map((name) => `.env.sample holds a real ${name}: move it to .env, which git ignores.`);
}
