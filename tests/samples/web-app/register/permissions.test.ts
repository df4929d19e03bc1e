import { afterAll, beforeAll, expect, test } from 'vitest';
import { graphRequests, needsOf } from '../../../../samples/web-app/register/permissions.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { accessToken } from './azure-cli.ts';
import { faultyNetwork } from './faulty-network.ts';
import { registering } from './registering.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

test('every request that a run sends is in the table of permissions and roles', async () => {
  const token = await accessToken(tenant, 'external-id');
  const folder = await registering(tenant, 'external-id');
  const { fetch, requests } = faultyNetwork();
  for (const args of [[], ['--url', 'https://app.example.com'], ['--certificate'], ['--remove']])
    expect(await folder.run(['--yes', ...args], { token, fetch })).toMatchObject({ status: 0 });
  await folder.remove();
  const needs = requests.map((request) => {
    const [method = '', path = ''] = request.split(' ');
    return { request, needs: needsOf(method, decodeURIComponent(path)) };
  });
  expect(needs.filter((each) => each.needs === undefined)).toEqual([]);
  const used = new Set(needs.map((each) => each.needs));
  // Only a consent with other scopes is changed.
  const unused = graphRequests.filter((each) => !used.has(each));
  expect(unused.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'PATCH /oauth2PermissionGrants/{id}',
  ]);
});
