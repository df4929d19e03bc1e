import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { inTenantSet, type OwnTenantSet } from '../../../src/practice-tenant/index.ts';
import { attempt, authorityFor, msalApp, webAppSecret } from '../msal-app.ts';
import { type HostedTenant, hostedTenant, ownBrowser } from './hosted-tenant.ts';

let tenant: HostedTenant;
let victim: OwnTenantSet;
beforeAll(async () => {
  tenant = await hostedTenant();
  victim = await tenant.sets.create('192.0.2.2');
});
afterAll(() => tenant.remove());

const webApp = ({ id }: OwnTenantSet) => inTenantSet(clientIds.webApp, id);
const secretOf = ({ id, clientSecret }: OwnTenantSet) =>
  inTenantSet(webAppSecret, id, clientSecret);
const authorityOf = ({ id }: OwnTenantSet) => inTenantSet(authorityFor(tenant, 'entra-id'), id);

function tokenRequest(
  set: OwnTenantSet,
  fault: string,
  fields: Record<string, string>,
  signal?: AbortSignal,
) {
  return fetch(`${authorityOf(set)}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'practice-faults': fault },
    body: new URLSearchParams({ client_id: webApp(set), ...fields }),
    ...(signal && { signal }),
  });
}
const asApp = (set: OwnTenantSet) => ({
  grant_type: 'client_credentials',
  client_secret: secretOf(set),
  scope: 'https://graph.microsoft.com/.default',
});

test.each(['token-endpoint-hangs', 'token-endpoint-large'])(
  'one who only knows the ID of a set can’t have %s there',
  async (fault) => {
    for (const fields of [
      {},
      { grant_type: 'client_credentials' },
      { ...asApp(victim), client_secret: 'a guess' },
      { grant_type: 'authorization_code', code: 'made up' },
      { grant_type: 'refresh_token', refresh_token: 'made up' },
      { grant_type: 'password', username: 'alex@contoso.onmicrosoft.com', password: 'a guess' },
    ]) {
      const answer = await tokenRequest(victim, fault, fields);
      expect(answer.status, JSON.stringify(fields)).toBeOneOf([400, 401]);
      expect(await answer.json()).toHaveProperty('error');
    }
  },
);

test('an attacker who holds all that they can keeps nobody from their own hanging fault, or from signing in', async () => {
  const end = new AbortController();
  const sets = await Promise.all(Array.from({ length: 21 }, () => tenant.sets.create('192.0.2.1')));
  let ended = 0;
  let gaveWay = 0;
  const hang = (set: OwnTenantSet) =>
    tokenRequest(set, 'token-endpoint-hangs', asApp(set), end.signal)
      .then(({ status }) => {
        // The proxy's, for a connection that ended without a response; a refusal has another status.
        if (status === 502) gaveWay += 1;
      })
      .catch(() => {})
      .finally(() => {
        ended += 1;
      });
  const held = sets.flatMap((set) => Array.from({ length: 5 }, () => hang(set)));
  const patience = { timeout: 20_000 };
  // All that there are: the first of them have had to give way.
  await expect.poll(() => gaveWay, patience).toBe(5);

  let isOver = false;
  const own = hang(victim).then(() => {
    isOver = true;
  });
  await expect.poll(() => gaveWay, patience).toBe(6);
  const app = msalApp(tenant, 'entra-id', {
    authority: authorityOf(victim),
    clientId: webApp(victim),
    credential: { clientSecret: secretOf(victim) },
  });
  const signedIn = await attempt(app, { browser: await ownBrowser(tenant, victim) });
  expect((await signedIn.redeem()).account?.username).toContain('@');
  // They try to get back what they lost, and only lose more of their own.
  for (const set of sets.slice(0, 3)) held.push(hang(set), hang(set));
  await expect.poll(() => ended, patience).toBeGreaterThanOrEqual(12);
  expect(isOver).toBe(false);

  end.abort();
  await Promise.all([...held, own]);
});
