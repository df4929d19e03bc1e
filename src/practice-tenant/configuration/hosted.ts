import type { z } from 'zod';
import type { ConfiguredOptions, practiceTenantVariables } from './configuration.ts';
import { hostedOrigin } from './hosted-origin.ts';

type Variables = z.output<typeof practiceTenantVariables>;

/**
 * A practice tenant for everyone: one public origin, behind a proxy that has the certificate.
 * @returns the options, or one sentence for each mistake
 */
export function hostedConfiguration(variables: Variables): ConfiguredOptions | string[] {
  const site = variables.SITE_ORIGIN?.replace(/\/$/, '');
  const origin = hostedOrigin(variables);
  const redisUrl = variables.PRACTICE_TENANT_REDIS_URL ?? variables.REDIS_URL;
  const mistakes = [...mistakesIn(variables, site, origin)];
  if (redisUrl === undefined) {
    mistakes.push(
      'PRACTICE_TENANT=hosted needs REDIS_URL, where sessions and the practice tenants of all visitors are kept, for example REDIS_URL=redis://127.0.0.1:6379.',
    );
  }
  if (mistakes.length > 0 || site === undefined || origin === undefined || redisUrl === undefined) {
    return mistakes;
  }
  return {
    frontOrigin: origin,
    origin,
    customDomainOrigin: origin,
    customDomainFrontOrigin: origin,
    ports: { front: variables.PRACTICE_TENANT_FRONT_PORT ?? 8400 },
    ...(variables.SAMPLE_PORT && { samplePort: variables.SAMPLE_PORT }),
    siteOrigin: site,
    dataFolder: variables.DATA_FOLDER,
    redisUrl,
    ...(variables.PRACTICE_TENANT_REDIS_URL === undefined && { redisVariable: 'REDIS_URL' }),
    ...(variables.PRACTICE_TENANT_HOST && { listenHosts: [variables.PRACTICE_TENANT_HOST] }),
    hosted: {
      idleHours: variables.PRACTICE_TENANT_IDLE_HOURS,
      mostSets: variables.PRACTICE_TENANT_MOST_SETS,
      setsPerAddress: variables.PRACTICE_TENANT_SETS_PER_ADDRESS,
    },
  };
}

function* mistakesIn(
  variables: Variables,
  site: string | undefined,
  origin: string | undefined,
): Generator<string> {
  if (site === undefined) {
    yield 'PRACTICE_TENANT=hosted needs SITE_ORIGIN, the public address of the site, for example SITE_ORIGIN=https://lab.example.com.';
    return;
  }
  if (!site.startsWith('https:')) {
    yield `PRACTICE_TENANT=hosted needs https, because it sets cookies that only https has: SITE_ORIGIN is ${site}. Put a proxy with a certificate in front, and use its address.`;
  }
  if (origin === site) {
    yield `PRACTICE_TENANT_ORIGIN must not be the site’s own address, ${site}: apps and their identity provider are never at one origin. Leave it out to use https://tenant.${new URL(site).host}.`;
  }
  const { PRACTICE_TENANT_ADMIN_KEY: adminKey } = variables;
  if (adminKey !== undefined) {
    yield 'PRACTICE_TENANT_ADMIN_KEY must be left out with PRACTICE_TENANT=hosted: every visitor has a key of their own.';
  }
  const others = {
    PRACTICE_TENANT_FRONT_ORIGIN: variables.PRACTICE_TENANT_FRONT_ORIGIN,
    PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN: variables.PRACTICE_TENANT_CUSTOM_DOMAIN_ORIGIN,
    PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN:
      variables.PRACTICE_TENANT_CUSTOM_DOMAIN_FRONT_ORIGIN,
  };
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined && value !== origin) {
      yield `${name} must be left out with PRACTICE_TENANT=hosted: one origin, ${origin}, is for browsers, apps, and the custom domain.`;
    }
  }
}
