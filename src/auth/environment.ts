import { z } from 'zod';

const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);

const schema = z.object({
  PORT: z.string().default('4321'),
  SITE_ORIGIN: origin.optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  REDIS_URL: z.string().optional(),
  PRACTICE_TENANT: z.enum(['on', 'off']).default('on'),
  PRACTICE_TENANT_ORIGIN: origin.default('https://localhost:8443'),
  PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: origin.default('https://localhost:8444'),
});

/** What the live demo reads from its environment, besides the operator's registrations. */
export interface DemoEnvironment {
  siteOrigin: string;
  sessionSecret: string | undefined;
  redisUrl: string | undefined;
  practiceTenant: boolean;
  practiceOrigin: string;
  practiceCustomDomainOrigin: string;
}

/** The server has checked these variables before; here a mistake is only refused. */
export function demoEnvironment(env: Record<string, string | undefined>): DemoEnvironment {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const values = schema.parse(set);
  return {
    siteOrigin: values.SITE_ORIGIN ?? `http://localhost:${values.PORT}`,
    sessionSecret: values.SESSION_SECRET,
    redisUrl: values.REDIS_URL,
    practiceTenant: values.PRACTICE_TENANT === 'on',
    practiceOrigin: values.PRACTICE_TENANT_ORIGIN,
    practiceCustomDomainOrigin: values.PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN,
  };
}
