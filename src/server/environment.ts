import { z } from 'zod';

/** What the site process reads from its environment; everything about sign-in is read by src/auth. */
export interface SiteEnvironment {
  port: number;
  /** Addresses to listen on. */
  hosts: readonly string[];
  /** Where browsers reach the site, without a trailing slash. */
  siteOrigin: string;
  sessionSecret: string | undefined;
  redisUrl: string | undefined;
  practiceTenant: boolean;
  /** How often one address may start to sign in; 0 for as often as it likes. */
  signInsPerMinute: number;
  /** Where what must survive a restart is kept; relative to the project's root. */
  dataFolder: string;
}

/** Carries one sentence per mistake. */
export class EnvironmentError extends Error {
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.name = 'EnvironmentError';
    this.mistakes = mistakes;
  }
}

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an origin that only this machine can reach. */
export const isLoopback = (origin: string): boolean => loopbackNames.has(new URL(origin).hostname);

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
    .refine(isRedisUrl, 'REDIS_URL must start with redis:// or rediss://, or be left out.')
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
  DATA_FOLDER: z.string().default('.practice-tenant'),
});

/** @throws EnvironmentError */
export function readEnvironment(env: Record<string, string | undefined>): SiteEnvironment {
  // An empty variable is how some tools spell one that is not set.
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(set);
  if (!result.success) throw new EnvironmentError(result.error.issues.map((i) => i.message));
  const { PORT, HOST, SITE_ORIGIN, SESSION_SECRET, REDIS_URL, ...rest } = result.data;
  const siteOrigin = SITE_ORIGIN?.replace(/\/$/, '') ?? `http://localhost:${PORT}`;
  if (SESSION_SECRET === undefined && !isLoopback(siteOrigin)) {
    throw new EnvironmentError([
      `SESSION_SECRET is needed when SITE_ORIGIN is public (${siteOrigin}): make one with "openssl rand -base64 32" and give every instance the same.`,
    ]);
  }
  return {
    port: PORT,
    hosts: HOST === undefined || HOST === 'localhost' ? ['127.0.0.1', '::1'] : [HOST],
    siteOrigin,
    sessionSecret: SESSION_SECRET,
    redisUrl: REDIS_URL,
    practiceTenant: rest.PRACTICE_TENANT === 'on',
    signInsPerMinute: rest.SIGN_IN_LIMIT,
    dataFolder: rest.DATA_FOLDER,
  };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
}

function isRedisUrl(text: string): boolean {
  return /^rediss?:$/.test(URL.parse(text)?.protocol ?? '');
}
