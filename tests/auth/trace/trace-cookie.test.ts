import { expect, it } from 'vitest';
import { liveDemo } from '../../../src/auth/live-demo.ts';

/** The cookie that a new trace sets, with its attributes, on a site at this address. */
async function traceCookieOn(siteOrigin: string) {
  const registration = {
    tenantType: 'entra-id',
    authority: 'https://tenant.example/0a0a0a0a-1111-4111-8111-111111111111',
    clientId: '22222222-2222-4222-8222-222222222222',
    credential: { kind: 'secret', secret: 'x~y' },
    redirectUri: `${siteOrigin}/auth/redirect`,
    postLogoutRedirectUri: `${siteOrigin}/goodbye`,
  } as const;
  const { tenants } = liveDemo({
    demo: {
      siteOrigin,
      sessionSecrets: ['s'.repeat(32)],
      sessionLifetime: { idle: 60, absolute: 60 },
      redisUrl: undefined,
      partsOff: new Set(),
      registrations: new Map([['entra-id', { registration, whose: 'practice' }]]),
    },
  });
  const set: object[] = [];
  await tenants.get('entra-id')?.traceCookie.renew({
    get: () => undefined,
    all: () => [],
    names: () => [],
    set: (name, _value, options) => void set.push({ name, ...options }),
  });
  return set;
}

const always = { httpOnly: true, sameSite: 'lax', path: '/', maxAge: expect.any(Number) };

it('C1 on https, the cookie of a trace goes only over https and only to this host', async () => {
  expect(await traceCookieOn('https://lab.example')).toEqual([
    { ...always, name: '__Host-lab.entra-id.trace', secure: true },
  ]);
});

it('on http://localhost, where browsers would refuse such a cookie, it is a plain one', async () => {
  expect(await traceCookieOn('http://localhost:4321')).toEqual([
    { ...always, name: 'lab.entra-id.trace', secure: false },
  ]);
});
