import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { inTenantSet, type OwnTenantSet } from '../../../src/practice-tenant/index.ts';
import { type RedisProcess, startRedis } from '../../faults/redis-process.ts';
import { HttpBrowser } from '../../http-browser.ts';
import { attempt, authorityFor, msalApp, scopeFor, webAppSecret } from '../msal-app.ts';
import {
  anyBrowser,
  type HostedTenant,
  hostedTenant,
  ownBrowser,
  siteOrigin,
} from './hosted-tenant.ts';

describe.each(['memory', 'Redis and two instances'])(
  'with %s, a visitor’s own tenants',
  (where) => {
    let redis: RedisProcess | undefined;
    let tenant: HostedTenant;
    let own: OwnTenantSet;
    let other: OwnTenantSet;
    beforeAll(async () => {
      redis = where === 'memory' ? undefined : await startRedis();
      tenant = await hostedTenant(redis && { redisUrl: redis.url }, redis ? 2 : 1);
      own = await tenant.sets.create('192.0.2.1');
      other = await tenant.sets.create('192.0.2.2');
    });
    afterAll(async () => {
      await tenant.remove();
      await redis?.stop();
    });

    const appOf = (set: OwnTenantSet, type: (typeof tenantTypes)[number]) =>
      msalApp(tenant, type, {
        authority: inTenantSet(authorityFor(tenant, type), set.id),
        clientId: inTenantSet(clientIds.webApp, set.id),
        credential: { clientSecret: inTenantSet(webAppSecret, set.id, set.clientSecret) },
      });

    test.each(tenantTypes)(
      'of the type %s sign their users in, and say which they are',
      async (type) => {
        const app = appOf(own, type);
        const scopes = [inTenantSet(scopeFor(type), own.id).split(' ').at(-1) ?? ''].filter(
          (scope) => scope.startsWith('https'),
        );
        const { redeem, page } = await attempt(app, {
          scopes: scopes.length > 0 ? scopes : ['User.Read'],
          browser: await ownBrowser(tenant, own),
        });
        expect(page.url, page.text).toMatch(/^http:\/\/localhost:3000\/auth\/redirect\?/);
        const { idTokenClaims, accessToken } = await redeem();
        const claims: Record<string, unknown> = { ...idTokenClaims };
        expect(claims['iss']).toContain(own.id);
        const api = type === 'b2c' ? '/tasks-api/tasks' : '/graph/v1.0/me';
        const answer = await fetch(tenant.origin + api, {
          headers: { authorization: `Bearer ${accessToken}` },
        });
        expect(answer.status).toBe(200);
        expect(await answer.text()).toContain(own.id);
      },
    );

    test.each(['organizations', 'common'])(
      'are found at /%s by the app that asks',
      async (name) => {
        const id = name === 'common' ? clientIds.anyAccount : clientIds.anyOrganization;
        const secret = name === 'common' ? 'any-account' : 'any-organization';
        const app = msalApp(tenant, 'entra-id', {
          authority: `${tenant.origin}/${name}`,
          clientId: inTenantSet(id, own.id),
          credential: { clientSecret: `practice~${secret}~${own.clientSecret}` },
        });
        const loginHint = inTenantSet('alex@contoso.onmicrosoft.com', own.id);
        const { redeem, page } = await attempt(app, {
          loginHint,
          browser: await ownBrowser(tenant, own),
          press: [['Sign in', { Password: 'practice' }], 'Accept'],
        });
        expect(page.url, page.text).toMatch(/^http:\/\/localhost:3000\//);
        const { idTokenClaims } = await redeem();
        expect(JSON.stringify(idTokenClaims)).toContain(own.id);
      },
    );

    test('have a desk that the key opens, from the site and from nowhere else', async () => {
      const browser = new HttpBrowser();
      for (const request of [{}, { method: 'POST', headers: { accept: 'text/html' } }]) {
        const closed = await fetch(`${tenant.origin}/desk`, request);
        expect(closed.status).toBe(401);
        expect(await closed.text()).toContain(`${siteOrigin}/practice-tenants/`);
      }
      const fields = { key: own.deskKey, to: '/desk/entra-id' };
      const elsewhere = await browser.post(
        `${tenant.origin}/desk/open`,
        fields,
        'https://evil.example/',
      );
      expect(elsewhere.status).toBe(403);
      const opened = await browser.post(
        `${tenant.origin}/desk/open`,
        fields,
        `${siteOrigin}/practice-tenants/`,
      );
      expect(opened).toMatchObject({ status: 200, url: `${tenant.origin}/desk/entra-id` });
      expect(opened.text).toContain(inTenantSet('contoso.onmicrosoft.com', own.id));
      expect(opened.text).not.toContain(other.id);
      const wrong = { key: `${other.id}.${own.deskKey.split('.')[1]}`, to: '/desk' };
      const stranger = await new HttpBrowser().post(
        `${tenant.origin}/desk/open`,
        wrong,
        `${siteOrigin}/`,
      );
      expect(stranger.status).toBe(404);
    });

    test('have an admin API that takes the key, and changes nothing of anyone else’s', async () => {
      const call = (key: string, path: string, init: RequestInit = {}) =>
        fetch(`${tenant.origin}/admin/v1/${path}`, {
          ...init,
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        });
      const user = { username: 'only-mine', name: 'Only Mine', password: 'long-enough' };
      const added = await call(own.deskKey, 'tenants/entra-id/users', {
        method: 'POST',
        body: JSON.stringify(user),
      });
      expect(added.status, await added.text()).toBe(201);
      expect(await (await call(own.deskKey, 'tenants/entra-id/users')).text()).toContain(
        'only-mine',
      );
      expect(await (await call(other.deskKey, 'tenants/entra-id/users')).text()).not.toContain(
        'only-mine',
      );
      expect((await call('nonsense', 'tenants/entra-id/users')).status).toBe(403);
      expect((await call(own.cookie, 'tenants/entra-id/users')).status).toBe(403);
    });

    test('have a desk at its address in the browser of their visitor, too', async () => {
      const browser = anyBrowser();
      const desk = `${tenant.origin}/desk/entra-id`;
      const enter = `${siteOrigin}/practice-tenants/enter`;
      const followed = new URL((await browser.open(desk)).url);
      expect(followed.href).toBe(`${enter}?to=%2Fdesk%2Fentra-id`);
      expect(browser.cookieNames(tenant.origin)).toEqual([]);
      // The site answers so for a visitor who has practice tenants.
      const sent = new URL((await browser.open(`${desk}?practice_known=yes`)).url);
      expect(sent.origin + sent.pathname).toBe(enter);
      expect(sent.searchParams.get('to')).toBe('/desk/entra-id');
      const asking = sent.searchParams.get('asking') ?? '';
      const back = new URL(desk);
      back.searchParams.set('practice_ticket', await tenant.sets.ticket(own.id, asking));
      expect(await anyBrowser().open(back)).toMatchObject({ status: 403 });
      const opened = await browser.open(back);
      expect(opened).toMatchObject({ status: 200, url: desk });
      expect(opened.text).toContain(inTenantSet('contoso.onmicrosoft.com', own.id));
      const withoutCookie = await new HttpBrowser().open(`${desk}?practice_admitted=yes`);
      expect(withoutCookie).toMatchObject({ status: 403 });
      expect(withoutCookie.text).toContain('didn’t keep the cookie');
    });

    test('are signed in to by the browser of their visitor, which the site lets in once', async () => {
      const authorize = await appOf(own, 'entra-id').getAuthCodeUrl({
        scopes: ['User.Read'],
        redirectUri: 'http://localhost:3000/auth/redirect',
      });
      const asked = await fetch(authorize, { redirect: 'manual' });
      const site = new URL(asked.headers.get('location') ?? '');
      expect(site.origin + site.pathname).toBe(`${siteOrigin}/practice-tenants/enter`);
      const back = new URL(site.searchParams.get('to') ?? '', tenant.origin);
      expect(back.href).toBe(authorize);
      // A redirect to the site would be part of the app's form, whose policy doesn't name the site.
      const inWindow = await fetch(authorize, {
        redirect: 'manual',
        headers: { 'sec-fetch-dest': 'document' },
      });
      expect(inWindow.status).toBe(200);
      const to = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(await inWindow.text())?.[1];
      expect(to).toContain(`${siteOrigin}/practice-tenants/enter?`);
      // A ticket of another browser leads this one nowhere: anyone could put a visitor into their own tenants.
      const asking = site.searchParams.get('asking') ?? '';
      back.searchParams.set('practice_ticket', await tenant.sets.ticket(own.id, asking));
      const led = await anyBrowser().open(back);
      expect(led).toMatchObject({ status: 403 });
      expect(led.headers.getSetCookie()).toEqual([]);

      const browser = anyBrowser();
      const sent = new URL((await browser.open(authorize)).url);
      const hash = sent.searchParams.get('asking') ?? '';
      back.searchParams.set('practice_ticket', await tenant.sets.ticket(own.id, hash));
      const page = await browser.open(back);
      expect(page.text).toContain('Pick an account');
      expect(page.url).not.toContain('practice_');
      // A copy of the address lets nobody else in.
      const copied = await fetch(back, { redirect: 'manual' });
      expect(copied.headers.getSetCookie()).toEqual([]);
      const withoutCookie = await new HttpBrowser().open(
        new URL(copied.headers.get('location') ?? '', back),
      );
      expect(withoutCookie).toMatchObject({ status: 403 });
      expect(withoutCookie.text).toContain('didn’t keep the cookie');
      // Nor does a ticket of one's own to the tenants of another.
      const others = new URL(back);
      const stranger = anyBrowser();
      const theirs = new URL((await stranger.open(authorize)).url).searchParams.get('asking') ?? '';
      others.searchParams.set('practice_ticket', await tenant.sets.ticket(other.id, theirs));
      const refused = await stranger.open(others);
      expect(refused).toMatchObject({ status: 403 });
      expect(refused.text).toContain('belong to another visitor');
    });

    test('have names that every instance knows', async () => {
      const call = (init: RequestInit = {}) =>
        fetch(`${tenant.origin}/admin/v1/tenants/entra-id`, {
          ...init,
          headers: { authorization: `Bearer ${other.deskKey}`, 'content-type': 'application/json' },
        });
      await call();
      await call();
      const renamed = await call({ method: 'PATCH', body: JSON.stringify({ name: 'Renamed' }) });
      expect(renamed.status, await renamed.text()).toBe(200);
      for (const _ of ['one', 'the other'])
        expect(await (await call()).text()).toContain('Renamed');
    });

    test('end at once when their visitor ends them, with everything in them', async () => {
      const brief = await tenant.sets.create('192.0.2.3');
      const address = `${inTenantSet(authorityFor(tenant, 'entra-id'), brief.id)}/v2.0/.well-known/openid-configuration`;
      expect((await fetch(address)).status).toBe(200);
      await tenant.sets.end(own.cookie.replace(own.id, brief.id));
      expect((await fetch(address)).status).toBe(200);
      await tenant.sets.end(brief.cookie);
      expect(await tenant.sets.find(brief.cookie)).toBeUndefined();
      const gone = await fetch(address);
      expect(gone.status).toBe(404);
      const said = await gone.text();
      expect(said).toContain('AADSTS90002: These practice tenants have ended.');
      expect(said).toContain(`${siteOrigin}/practice-tenants/?ended`);
      const page = await new HttpBrowser().open(
        address.replace('v2.0/.well-known/openid-configuration', 'oauth2/v2.0/authorize'),
      );
      expect(page).toMatchObject({ status: 404 });
      expect(page.text).toContain('These practice tenants have ended');
    });

    test('have a certificate that everyone trusts: there’s none to download', async () => {
      const addresses = await (await fetch(`${tenant.origin}/addresses.json`)).json();
      expect(addresses).toMatchObject({ apps: tenant.origin, site: siteOrigin });
      expect(addresses).not.toHaveProperty('caCertificate');
      const certificate = await fetch(`${tenant.origin}/ca.pem`);
      expect(certificate.status).toBe(404);
      expect(await certificate.text()).toContain('that your computer trusts already');
    });

    test('aren’t the placeholders of the tutorials, where nobody signs in', async () => {
      const page = await new HttpBrowser().open(
        `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/authorize?client_id=${clientIds.webApp}`,
      );
      expect(page.status).toBe(404);
      expect(page.text).toContain('Make your own practice tenants');
      const token = await fetch(`${tenant.origin}/common/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          client_id: clientIds.anyAccount,
          grant_type: 'client_credentials',
        }),
      });
      expect(token.status).toBe(404);
    });
  },
);
