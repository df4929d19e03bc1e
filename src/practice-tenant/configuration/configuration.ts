import type { RequestListener } from 'node:http';
import { z } from 'zod';
import { customDomainFrontOf, mistakeInCustomDomainFront } from './custom-domain-front.ts';
import { hostedConfiguration } from './hosted.ts';
import { isLoopback } from './loopback.ts';

/** How to start the practice tenant; each has a default that suits a test. */
export interface PracticeTenantOptions {
  /** Where browsers reach the pages; without it, http://127.0.0.1 and the port that is listened on. */
  frontOrigin?: string;
  /** Where apps reach discovery, token endpoint and APIs; without it, https://localhost and its port. */
  origin?: string;
  /** The same for the tenant with a custom domain. */
  customDomainOrigin?: string;
  /** Where browsers reach the pages of the tenant with a custom domain; derived from the front origin if left out. */
  customDomainFrontOrigin?: string;
  /** Ports to listen on, where they differ from the origins'. Without an origin, any that is free. */
  ports?: { front?: number; back?: number; customDomain?: number };
  /** The site whose live demo is registered, and which explains error codes. */
  siteOrigin?: string;
  /** Where the samples listen on this machine, for their redirect URIs; 3000 unless said otherwise. */
  samplePort?: number;
  /**
   * Keys, certificates and accounts live here; relative to the working folder. Without it, all of that is
   * kept in memory until it's closed.
   */
  dataFolder?: string;
  /** Whether accounts and keys are kept in memory even though there is a data folder for the certificates. */
  state?: 'memory' | 'file';
  /** Where several instances keep what they share, instead of a file in the data folder. */
  redisUrl?: string;
  /** The environment variable that it's from, for the sentence when nothing responds there. */
  redisVariable?: string;
  /** Addresses to listen on; loopback (IPv4 and IPv6) unless said otherwise. */
  listenHosts?: readonly string[];
  /** What the admin API must be sent; without it, that API is open to this machine and closed to others. */
  adminKey?: string;
  /** Present where every visitor gets tenants of their own; one origin then serves pages and apps. */
  hosted?: HostedLimits;
  /** How many proxies in front write `X-Forwarded-For`; one, unless said otherwise. */
  trustedProxies?: number;
  /**
   * What hides the addresses that all instances count together, so the same for all of them. Without it, each
   * instance counts for itself.
   */
  addressSecret?: string | undefined;
  /** Gets every request first, for example to count it, or to tell a proxy that it's up. */
  around?: (answer: RequestListener) => RequestListener;
  /** Without them, the tenants have no desk, and nothing can be broken on purpose. */
  without?: ReadonlySet<'desk' | 'faults'>;
  /** Told what happens to the sets of tenants that visitors have; where it's hosted. */
  observe?: (event: TenantSetEvent) => void;
  /** Told about failures of the practice tenant itself; silent unless said otherwise. */
  report?: (problem: string, cause: unknown) => void;
}

/** What becomes of a visitor's set: ended by its visitor, or expired because nobody used it. */
export type TenantSetEvent = 'made' | 'ended' | 'expired' | 'refused';

/** How many sets of tenants a hosted practice tenant has, and for how long. */
export interface HostedLimits {
  /** How long a set is kept that nobody uses. */
  idleHours: number;
  /** Sets in all. */
  mostSets: number;
  /** Sets that one address can make in an hour. */
  setsPerAddress: number;
}

/** What the environment leaves open has been filled in. */
export type ConfiguredOptions = PracticeTenantOptions &
  Required<
    Pick<
      PracticeTenantOptions,
      'frontOrigin' | 'origin' | 'customDomainOrigin' | 'siteOrigin' | 'dataFolder'
    >
  >;

/** Carries one sentence per mistake. */
export class PracticeTenantConfigurationError extends Error {
  override name = 'PracticeTenantConfigurationError';
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

const origin = (variable: string, example: string, schemes: RegExp, words: string) =>
  z
    .string()
    .transform((text) => text.replace(/\/$/, ''))
    .refine(
      (text) => schemes.test(text) && URL.parse(text)?.origin === text,
      `${variable} must be an ${words} origin without a path, for example ${variable}=${example}.`,
    )
    .optional();

const port = (variable: string) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535,
      `${variable} must be a whole number from 1 to 65535, for example ${variable}=9400.`,
    )
    .transform(Number)
    .optional();

const count = (variable: string, otherwise: number, most: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,7}$/.test(text) && Number(text) >= 1 && Number(text) <= most,
      `${variable} must be a whole number from 1 to ${most}, or be left out, which is the same as ${otherwise}.`,
    )
    .transform(Number)
    .default(otherwise);

const https = /^https:/;
const any = /^https?:/;

/** The environment variables of the practice tenant, and what it reads of the site's. */
export const practiceTenantVariables = z.object({
  PRACTICE_TENANT_FRONT_ORIGIN: origin(
    'PRACTICE_TENANT_FRONT_ORIGIN',
    'http://127.0.0.1:8400',
    any,
    'http or https',
  ),
  PRACTICE_TENANT_ORIGIN: origin(
    'PRACTICE_TENANT_ORIGIN',
    'https://localhost:8443',
    https,
    'https',
  ),
  PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: origin(
    'PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN',
    'https://localhost:8444',
    https,
    'https',
  ),
  PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN: origin(
    'PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN',
    'http://login.woodgrove.localhost:8400',
    any,
    'http or https',
  ),
  PRACTICE_TENANT_FRONT_PORT: port('PRACTICE_TENANT_FRONT_PORT'),
  PRACTICE_TENANT_PORT: port('PRACTICE_TENANT_PORT'),
  PRACTICE_TENANT_CUSTOM_DOMAIN_PORT: port('PRACTICE_TENANT_CUSTOM_DOMAIN_PORT'),
  PRACTICE_TENANT_HOST: z
    .string()
    .min(1, 'PRACTICE_TENANT_HOST must be an address to listen on, or be left out.')
    .optional(),
  PRACTICE_TENANT_PUBLIC: z
    .enum(['yes', 'no'], 'PRACTICE_TENANT_PUBLIC must be "yes" or "no".')
    .default('no'),
  PRACTICE_TENANT_REDIS_URL: z
    .string()
    .refine(
      (text) => /^rediss?:$/.test(URL.parse(text)?.protocol ?? ''),
      'PRACTICE_TENANT_REDIS_URL must start with redis:// or rediss://, or be left out.',
    )
    .optional(),
  PRACTICE_TENANT_ADMIN_KEY: z
    .string()
    .min(
      16,
      'PRACTICE_TENANT_ADMIN_KEY must have at least 16 characters, because it opens the admin API.',
    )
    .optional(),
  PRACTICE_TENANT: z.enum(['on', 'off', 'hosted']).default('on').catch('on'),
  PRACTICE_TENANT_IDLE_HOURS: count('PRACTICE_TENANT_IDLE_HOURS', 24, 8_760),
  PRACTICE_TENANT_MOST_SETS: count('PRACTICE_TENANT_MOST_SETS', 20_000, 1_000_000),
  PRACTICE_TENANT_SETS_PER_ADDRESS: count('PRACTICE_TENANT_SETS_PER_ADDRESS', 100, 1_000_000),
  REDIS_URL: z.string().optional(),
  SITE_ORIGIN: z
    .string()
    .refine((text) => any.test(text), 'SITE_ORIGIN must be an http or https origin.')
    .optional(),
  PORT: z.string().default('4321'),
  SAMPLE_PORT: port('SAMPLE_PORT'),
  DATA_FOLDER: z
    .string()
    .min(1, 'DATA_FOLDER must name a folder, or be left out.')
    .default('.practice-tenant'),
});

/** @throws PracticeTenantConfigurationError */
export function practiceTenantConfiguration(
  env: Record<string, string | undefined>,
): ConfiguredOptions {
  const { success, data, error } = practiceTenantVariables.safeParse(env);
  if (!success) {
    throw new PracticeTenantConfigurationError(error.issues.map((issue) => issue.message));
  }
  if (data.PRACTICE_TENANT === 'hosted') {
    const hosted = hostedConfiguration(data);
    if (Array.isArray(hosted)) throw new PracticeTenantConfigurationError(hosted);
    return hosted;
  }
  const {
    PRACTICE_TENANT_FRONT_PORT: front,
    PRACTICE_TENANT_PORT: back,
    PRACTICE_TENANT_CUSTOM_DOMAIN_PORT: customDomain,
  } = data;
  // A port alone moves the address too; beside an origin it is the port behind a proxy.
  const options: ConfiguredOptions = {
    frontOrigin: data.PRACTICE_TENANT_FRONT_ORIGIN ?? `http://127.0.0.1:${front ?? 8400}`,
    origin: data.PRACTICE_TENANT_ORIGIN ?? `https://localhost:${back ?? 8443}`,
    customDomainOrigin:
      data.PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN ?? `https://localhost:${customDomain ?? 8444}`,
    ...(data.PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN && {
      customDomainFrontOrigin: data.PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN,
    }),
    ports: {
      ...(front && { front }),
      ...(back && { back }),
      ...(customDomain && { customDomain }),
    },
    ...(data.SAMPLE_PORT && { samplePort: data.SAMPLE_PORT }),
    siteOrigin: (data.SITE_ORIGIN ?? `http://localhost:${data.PORT}`).replace(/\/$/, ''),
    dataFolder: data.DATA_FOLDER,
    ...(data.PRACTICE_TENANT_REDIS_URL && { redisUrl: data.PRACTICE_TENANT_REDIS_URL }),
    ...(data.PRACTICE_TENANT_ADMIN_KEY && { adminKey: data.PRACTICE_TENANT_ADMIN_KEY }),
    ...(data.PRACTICE_TENANT_HOST && { listenHosts: [data.PRACTICE_TENANT_HOST] }),
  };
  const mistake = mistakeInCustomDomainFront(options);
  if (mistake !== undefined) throw new PracticeTenantConfigurationError([mistake]);
  if (data.PRACTICE_TENANT_PUBLIC === 'no') refusePublic(options);
  return options;
}

/** Its passwords and secrets are public, so a public address must be requested explicitly. */
function refusePublic(options: ConfiguredOptions): void {
  const { frontOrigin, origin, customDomainOrigin } = options;
  const all = [frontOrigin, customDomainFrontOf(options), origin, customDomainOrigin];
  const reachable = all.filter((each) => !isLoopback(each));
  if (reachable.length === 0) return;
  throw new PracticeTenantConfigurationError([
    `The practice tenant has public passwords and refuses the public address ${reachable[0]}: set PRACTICE_TENANT_PUBLIC=yes if anyone may sign in as its invented users.`,
  ]);
}
