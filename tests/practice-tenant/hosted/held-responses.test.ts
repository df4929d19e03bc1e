import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantSetId } from '../../../src/practice-tenant/directory/tenant-set.ts';
import { holding } from '../../../src/practice-tenant/faults/held-responses.ts';
import { ServiceDown } from '../../../src/practice-tenant/faults/service-down.ts';
import { webAppSecret } from '../msal-app.ts';
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

describe('when 100 responses are held back', () => {
  /** Holds until it has to give way, or is told to end. */
  function holder(sender: string, set: number) {
    const ended = Promise.withResolvers<'gave way' | 'ended'>();
    const began = holding(
      { sender, set: tenantSetId.parse(String(set).padStart(12, '0')) },
      async (signal) => {
        signal.addEventListener('abort', () => ended.resolve('gave way'));
        await ended.promise;
      },
    );
    return {
      outcome: began.then(() => ended.promise),
      end: () => ended.resolve('ended'),
    };
  }
  type Holding = ReturnType<typeof holder>;
  /** Which of them had to give way. */
  async function gaveWay(all: readonly Holding[]): Promise<number[]> {
    for (const each of all) each.end();
    const outcomes = await Promise.all(all.map(({ outcome }) => outcome));
    return outcomes.flatMap((outcome, at) => (outcome === 'gave way' ? [at] : []));
  }
  const times = (count: number, each: (at: number) => Holding) =>
    Array.from({ length: count }, (_, at) => each(at));

  test('the oldest of the address that has most gives way to another visitor', async () => {
    const site = times(5, (at) => holder('site', 30 + at));
    const attacker = times(95, (at) => holder('attacker', 100 + at));
    const newcomers = times(3, (at) => holder('site', 400 + at));
    expect(await gaveWay([...site, ...attacker, ...newcomers])).toEqual([5, 6, 7]);
  });

  test('the oldest of the set that has most gives way where all have one address', async () => {
    const few = times(90, (at) => holder('site', at));
    const most = times(5, () => holder('site', 98));
    const fewer = times(5, (at) => holder('site', 99 + (at % 2)));
    const newcomers = times(2, (at) => holder('site', 200 + at));
    expect(await gaveWay([...few, ...most, ...fewer, ...newcomers])).toEqual([90, 91]);
  });

  test('one who has most and wants more gives up their own', async () => {
    const others = times(40, (at) => holder('other', 100 + at));
    const attacker = times(60, (at) => holder('attacker', at % 20));
    const more = times(10, (at) => holder('attacker', 20 + at));
    const ended = await gaveWay([...others, ...attacker, ...more]);
    expect(ended).toHaveLength(10);
    expect(Math.min(...ended)).toBeGreaterThanOrEqual(40);
  });

  test('nothing gives way once enough have ended', async () => {
    const first = times(100, (at) => holder('one', at));
    expect(await gaveWay(first)).toEqual([]);
    expect(await gaveWay(times(100, (at) => holder('two', at)))).toEqual([]);
  });

  test('a set has no more than five of them', async () => {
    const own = times(5, () => holder('one', 1));
    await expect(holder('two', 1).outcome).rejects.toThrow(ServiceDown);
    const others = times(1, () => holder('one', 2));
    expect(await gaveWay([...own, ...others])).toEqual([]);
  });
});

const abort = new AbortController();
const tokenRequest = (
  tenants: HostedTenants,
  fault: string,
  fields: Record<string, string> = { client_secret: webAppSecret },
) =>
  fetch(`${tenants.origin}/${tenants.own('contoso.onmicrosoft.com')}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'practice-faults': fault },
    body: new URLSearchParams({
      client_id: tenants.own('22222222-2222-4222-8222-222222222222'),
      grant_type: 'client_credentials',
      scope: 'https://graph.microsoft.com/.default',
      ...fields,
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
  // The places of the set are taken, but for strangers there are none anyway.
  expect((await tokenRequest(hosted, 'token-endpoint-hangs', {})).status).toBe(401);
  abort.abort();
  await Promise.all(sent);
  expect(outcomes).toEqual([503, ...Array(5).fill('ended')]);
});
