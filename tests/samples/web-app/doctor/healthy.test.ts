import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { practiceVariables } from '../running-web-app.ts';
import { examined } from './examined.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

test.each(['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'])('%s', async (type) => {
  const { options } = tenant;
  const origins = {
    front: options.frontOrigin,
    back: options.origin,
    custom: options.customDomainOrigin,
  };
  const variables = {
    ...practiceVariables(type, origins),
    REDIRECT_URI: 'http://localhost:3000/auth/redirect',
    PORT: '3000',
  };
  const result = await examined({ variables });
  console.log(result.findings.map((f) => JSON.stringify(f)).join('\n'));
  expect(await freePort()).toBeGreaterThan(0);
});
