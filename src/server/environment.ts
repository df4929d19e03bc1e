import { z } from 'zod';
import {
  ConfigurationError,
  isRedisUrl,
  sessionLifetimeFrom,
} from '../../samples/web-app/sign-in/index.ts';
import type { DemoConfiguration } from '../auth/demo-configuration.ts';
import { demoRegistrations } from '../auth/registrations.ts';
import {
  PracticeTenantConfigurationError,
  type PracticeTenantOptions,
  practiceTenantConfiguration,
} from '../practice-tenant/index.ts';
import { isLoopback } from './loopback.ts';

/** Everything that the site's process is told by its environment, checked once, at start. */
export interface SiteEnvironment {
  port: number;
  /** Addresses to listen on. */
  hosts: readonly string[];
  /** Where browsers reach the site, without a trailing slash. */
  siteOrigin: string;
  /** Newest first; empty when none is set, which only a site of this machine may do. */
  sessionSecrets: readonly string[];
  /** How often one address may start to sign in; 0 for as often as it likes. */
  signInsPerMinute: number;
  /** How many proxies of the operator's stand before the site. */
  trustedProxies: number;
  /** Where what must survive a restart is kept; relative to the project's root. */
  dataFolder: string;
  /** undefined when the site is to run without it. */
  practiceTenant: PracticeTenantOptions | undefined;
  /** What the live demo is told; the session secret, which may first have to be made, comes to it. */
  demo: Omit<DemoConfiguration, 'sessionSecrets'>;
}

type Environment = Record<string, string | undefined>;

const schema = z.object({
  PORT: z
    .string()
    .default('4321')
    .refine(isPort, 'PORT must be a whole number from 1 to 65535, for example PORT=4322.')
    .transform(Number),
  HOST: z.string().optional(),
  SITE_ORIGIN: z
    .string()
    .refine(
      isOrigin,
      'SITE_ORIGIN must be an http or https origin without a path, for example SITE_ORIGIN=https://lab.example.com.',
    )
    .optional(),
  SESSION_SECRET: z
    .string()
    .refine(
      // As in the sample: several may stand there, the newest first, and each must be long enough.
      (text) => text.split(/[\s,]+/).every((secret) => secret.length >= 32),
      'SESSION_SECRET must have at least 32 characters, without spaces or commas: make one with "openssl rand -base64 32".',
    )
    .optional(),
  REDIS_URL: z
    .string()
    .refine(
      isRedisUrl,
      'REDIS_URL must start with redis:// or rediss://, with every special character of a password percent-encoded, or be left out.',
    )
    .optional(),
  PRACTICE_TENANT: z.enum(['on', 'off'], 'PRACTICE_TENANT must be "on" or "off".').default('on'),
  SIGN_IN_LIMIT: z
    .string()
    .default('1000')
    .refine(
      (text) => /^\d{1,9}$/.test(text),
      'SIGN_IN_LIMIT must be a whole number of sign-ins per minute, or 0 for no limit.',
    )
    .transform(Number),
  TRUST_PROXY: z
    .string()
    .default('0')
    .refine(
      (text) => /^(?:\d|10)$/.test(text),
      'TRUST_PROXY must be a whole number from 0 to 10: how many proxies of yours stand before the site.',
    )
    .transform(Number),
  DATA_FOLDER: z.string().default('.practice-tenant'),
});

/** @throws ConfigurationError with one sentence for every mistake */
export function readEnvironment(env: Environment): SiteEnvironment {
  // An empty variable is how some tools spell one that is not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(set);
  if (!result.success) throw new ConfigurationError(result.error.issues.map((i) => i.message));
  const { PORT, HOST, SITE_ORIGIN, SESSION_SECRET, REDIS_URL, ...rest } = result.data;
  const siteOrigin = SITE_ORIGIN?.replace(/\/$/, '') ?? `http://localhost:${PORT}`;
  const mistakes: string[] = [];
  if (SESSION_SECRET === undefined && !isLoopback(siteOrigin))
    mistakes.push(
      `SESSION_SECRET is needed when SITE_ORIGIN is public (${siteOrigin}): make one with "openssl rand -base64 32" and give every instance the same.`,
    );
  const practiceTenant =
    rest.PRACTICE_TENANT === 'on'
      ? checked(() => practiceTenantConfiguration(set), mistakes)
      : undefined;
  const registrations = checked(
    () => demoRegistrations(set, { siteOrigin, practiceTenant }),
    mistakes,
  );
  const sessionLifetime = checked(() => sessionLifetimeFrom(set), mistakes);
  if (mistakes.length > 0 || !registrations || !sessionLifetime)
    throw new ConfigurationError(mistakes);
  return {
    port: PORT,
    hosts: HOST === undefined || HOST === 'localhost' ? ['127.0.0.1', '::1'] : [HOST],
    siteOrigin,
    sessionSecrets: SESSION_SECRET?.split(/[\s,]+/) ?? [],
    signInsPerMinute: rest.SIGN_IN_LIMIT,
    trustedProxies: rest.TRUST_PROXY,
    dataFolder: rest.DATA_FOLDER,
    practiceTenant,
    demo: { siteOrigin, sessionLifetime, redisUrl: REDIS_URL, registrations },
  };
}

/** What a part reads of the environment; its mistakes are told together with all others. */
function checked<T>(read: () => T, mistakes: string[]): T | undefined {
  try {
    return read();
  } catch (error) {
    // The practice tenant stands alone and has an error of its own.
    if (!(error instanceof ConfigurationError || error instanceof PracticeTenantConfigurationError))
      throw error;
    mistakes.push(...error.mistakes);
    return undefined;
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
}
