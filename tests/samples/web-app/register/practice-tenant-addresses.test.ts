import { parseEnv } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PracticeTenant, startPracticeTenant } from '../../../../src/practice-tenant/index.ts';
import { trust } from '../../../practice-tenant/running-tenant.ts';
import { accessToken, azureCliToken } from './azure-cli.ts';
import { registering } from './registering.ts';

// On other ports, with a site at another address.

const siteOrigin = 'http://localhost:5321';
let tenant: PracticeTenant;
beforeAll(async () => {
  tenant = await startPracticeTenant({ siteOrigin });
  trust(tenant.caCertificate);
});
afterAll(() => tenant?.close());

test.each(['origin', 'frontOrigin'] as const)(
  'every printed link and every line of .env follows the one address that is named: %s',
  async (address) => {
    const token = await azureCliToken(tenant, 'entra-id', 'Sam Okafor');
    const folder = await registering({ origin: tenant[address] }, 'entra-id');
    const { status, output } = await folder.run(['--yes'], { token });
    expect(status).toBe(0);
    expect(output).toContain(`Send this link to an administrator: ${tenant.frontOrigin}/`);
    const text = await folder.text('.env');
    expect(parseEnv(text)).toMatchObject({
      AUTHORITY: `${tenant.origin}/0a0a0a0a-1111-4111-8111-111111111111`,
      ENDPOINT: `${tenant.origin}/graph/v1.0/me`,
      ERROR_PAGES: `${siteOrigin}/errors/`,
      PRACTICE_TENANT_FRONT_ORIGIN: tenant.frontOrigin,
    });
    expect(text + output).not.toMatch(/localhost:(8400|8443|8444|4321)|127\.0\.0\.1:8400/);
    await folder.run(['--yes', '--remove'], { token });
    await folder.remove();
  },
);

test('the custom domain follows it too', async () => {
  const token = await accessToken(tenant, 'external-id-custom-domain');
  const folder = await registering(tenant, 'external-id-custom-domain');
  expect(await folder.run(['--yes'], { token })).toMatchObject({ status: 0 });
  const { OIDC_AUTHORITY } = parseEnv(await folder.text('.env'));
  expect(OIDC_AUTHORITY).toBe(
    `${tenant.customDomainOrigin}/0c0c0c0c-3333-4333-8333-333333333333/v2.0`,
  );
  await folder.run(['--yes', '--remove'], { token });
  await folder.remove();
});
