import { afterAll, beforeAll, expect, test } from 'vitest';
import { tenantSetId } from '../../../src/practice-tenant/directory/tenant-set.ts';
import { holding } from '../../../src/practice-tenant/faults/held-responses.ts';
import { ServiceDown } from '../../../src/practice-tenant/faults/service-down.ts';
import { type HostedTenants, hostedTenants } from './hosted-tenants.ts';

let hosted: HostedTenants;
let other: HostedTenants;
beforeAll(async () => {
  hosted = await hostedTenants('cccccccccccc');
  other = await hostedTenants('dddddddddddd');
});
afterAll(async () => {
  await hosted.close();
  await other.close();
});

test('all visitors together hold back at most 100 responses, and room comes back with the first that ends', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const set = (number: number) => tenantSetId.parse(String(number).padStart(12, '0'));
  const held = Array.from({ length: 100 }, (_, at) => holding(set(at % 20), () => promise));
  await expect(holding(set(50), async () => {})).rejects.toThrow(ServiceDown);
  await holding(undefined, async () => {});
  resolve();
  await Promise.all(held);
  await holding(set(50), async () => {});
});

const abort = new AbortController();
const tokenRequest = (tenants: HostedTenants, fault: string) =>
  fetch(`${tenants.origin}/${tenants.own('contoso.onmicrosoft.com')}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'practice-faults': fault },
    body: new URLSearchParams({
      client_id: tenants.own('22222222-2222-4222-8222-222222222222'),
      grant_type: 'client_credentials',
    }),
    signal: abort.signal,
  });

test('the sixth response that a visitor’s faults hold back fails at once, and only theirs', async () => {
  const outcomes: (number | 'ended')[] = [];
  const sent = Array.from({ length: 6 }, async () => {
    const outcome = await tokenRequest(hosted, 'token-endpoint-hangs').then(
      ({ status }) => status,
      () => 'ended' as const,
    );
    outcomes.push(outcome);
  });
  await Promise.race(sent);
  expect(outcomes).toEqual([503]);
  expect((await tokenRequest(other, 'token-endpoint-fails')).status).toBe(500);
  const large = await tokenRequest(other, 'token-endpoint-large');
  expect(large.status).toBe(200);
  await large.body?.cancel();
  abort.abort();
  await Promise.all(sent);
  expect(outcomes).toEqual([503, ...Array(5).fill('ended')]);
});
