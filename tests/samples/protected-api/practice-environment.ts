import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import type { RunningTenant } from '../../practice-tenant/running-tenant.ts';

/** What a reader's `.env` has after `cp .env.practice.<tenant type> .env`, on this tenant's ports. */
export function practiceEnvironment(
  sample: string,
  tenantType: string,
  { origin, customDomainOrigin }: RunningTenant,
): Record<string, string | undefined> {
  const path = `../../../samples/${sample}/.env.practice.${tenantType}`;
  const text = readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
  return parseEnv(
    text
      .replaceAll('https://localhost:8443', origin)
      .replaceAll('https://localhost:8444', customDomainOrigin),
  );
}
