import { hostsFrom } from '../../samples/web-app/server/listening-from.ts';
import { isLoopback } from '../../samples/web-app/server/loopback.ts';
import {
  ConfigurationError,
  type Environment,
  environmentReader,
  type NetworkSettings,
  networkSettingsFrom,
  type ServerSettings,
  serverSettingsFrom,
} from '../../samples/web-app/sign-in/index.ts';
import type { DemoConfiguration } from '../auth/demo-configuration.ts';
import { demoRegistrations } from '../auth/registrations.ts';
import {
  type ConfiguredOptions,
  PracticeTenantConfigurationError,
  practiceTenantConfiguration,
} from '../practice-tenant/index.ts';
import { type Part, partsOffFrom } from '../scenarios/parts.ts';
import { operatorLines } from '../shell/operator-lines.ts';
import { type Operations, operationsFrom } from './operations.ts';

/** Everything the site's process reads from its environment, checked once at startup. */
export interface SiteEnvironment extends Omit<ServerSettings, 'lifetime' | 'redisUrl'> {
  port: number;
  /** Addresses to listen on. */
  hosts: readonly string[] | undefined;
  /** Where browsers reach the site, without a trailing slash. */
  siteOrigin: string;
  /** Where what must survive a restart is kept; relative to the project's root. */
  dataFolder: string;
  /** undefined when the site is to run without it. */
  practiceTenant: ConfiguredOptions | undefined;
  network: NetworkSettings;
  operations: Operations;
  /** What the operator turned off. */
  partsOff: ReadonlySet<Part>;
  /**
   * What the live demo is told; the session secret, which may first have to be made, comes to it.
   */
  demo: Omit<DemoConfiguration, 'sessionSecrets'>;
}

/** @throws ConfigurationError with one sentence for every mistake */
export function readEnvironment(env: Environment): SiteEnvironment {
  // Some tools set a variable to an empty string instead of leaving it out.
  const given: Record<string, string> = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  // A hosted lab always has a proxy in front: without trusting it, all visitors would have one address.
  const set = given['PRACTICE_TENANT'] === 'hosted' ? { TRUST_PROXY: '1', ...given } : given;
  const reader = environmentReader(set);
  const { read, readValid, wholeNumber, collect, mistakes } = reader;
  const port = wholeNumber('PORT', 4321, 1, 65_535);
  const hosts = hostsFrom(reader, true);
  const dataFolder = read('DATA_FOLDER') ?? '.practice-tenant';
  const givenOrigin = readValid(
    'SITE_ORIGIN',
    isOrigin,
    'must be an http or https origin without a path, for example SITE_ORIGIN=https://lab.example.com.',
  );
  const siteOrigin = givenOrigin?.replace(/\/$/, '') ?? `http://localhost:${port}`;
  const publicOrigin = isLoopback(siteOrigin) ? undefined : siteOrigin;
  const settings = collect(() => serverSettingsFrom(set, publicOrigin));
  const network = collect(() => networkSettingsFrom(set));
  const mode = readValid('PRACTICE_TENANT', isMode, 'must be "on", "off", or "hosted".') ?? 'on';
  const practiceTenant =
    mode !== 'off'
      ? collect(() => practiceTenantFrom({ ...set, SITE_ORIGIN: siteOrigin }))
      : undefined;
  const operations = operationsFrom(reader, port);
  const partsOff = collect(() => asConfiguration(() => partsOffFrom(set['PARTS_OFF'])));
  // The build puts them into the pages; a start with others says what's wrong with those.
  collect(() => asConfiguration(() => operatorLines(set)));
  const registrations = collect(() => demoRegistrations(set, { siteOrigin, practiceTenant }));
  if (mistakes.length > 0 || !settings || !registrations || !network || !partsOff)
    throw new ConfigurationError(mistakes);
  const { lifetime: sessionLifetime, redisUrl, ...others } = settings;
  return {
    ...others,
    port,
    hosts,
    siteOrigin,
    dataFolder,
    practiceTenant,
    network,
    operations,
    partsOff,
    demo: {
      siteOrigin,
      sessionLifetime,
      redisUrl,
      registrations,
      partsOff,
      practiceTenant: practiceTenant && {
        front: practiceTenant.frontOrigin,
        adminKey: practiceTenant.adminKey,
      },
    },
  };
}

/**
 * The practice tenant is self-contained and has its own error type; its mistakes are listed with
 * all others.
 */
function practiceTenantFrom(environment: Environment): ConfiguredOptions {
  try {
    return practiceTenantConfiguration(environment);
  } catch (error) {
    if (!(error instanceof PracticeTenantConfigurationError)) throw error;
    throw new ConfigurationError(error.mistakes);
  }
}

function isMode(text: string): boolean {
  return text === 'on' || text === 'off' || text === 'hosted';
}

/** What the build reads too has no error type of its own: its error is one sentence. */
function asConfiguration<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new ConfigurationError([error instanceof Error ? error.message : String(error)]);
  }
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
}
