import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { freePort } from '../e2e/free-ports.ts';
import { rawRequest } from '../hostile-provider/raw-request.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import { hoursSinceNow } from './hours.ts';
import { HttpVisitor } from './http-visitor.ts';
import type { Instance } from './instance.ts';
import { labFetch } from './lab-fetch.ts';
import { site, tenant } from './lab-origins.ts';
import { startProxy } from './proxy-process.ts';
import { redisContents } from './redis-contents.ts';

const perAddress = 6;

describe.skipIf(!findNginx())('a hosted lab', () => {
  let lab: HostedLab;
  beforeAll(async () => {
    lab = await startHostedLab({
      environment: { PRACTICE_TENANT_SETS_PER_ADDRESS: String(perAddress) },
    });
  });
  afterAll(() => lab?.stop());

  /** Another nginx in front of the same instances, as an operator got it wrong. */
  async function misconfigured(changed: (configuration: string) => string) {
    const [one, two] = lab.instances;
    return startProxy('nginx', {
      certificate: lab.certificate,
      instances: [one.ports, two.ports],
      port: await freePort(),
      changed,
    });
  }

  const without = (header: string) => (text: string) => {
    const left = text.replace(new RegExp(`^proxy_set_header ${header} .*$`, 'm'), '');
    expect(left).not.toBe(text);
    return left;
  };

  test.each([
    ['site', site, '/'],
    ['practice tenant', tenant, '/'],
  ])(
    'says to its operator that a proxy doesn’t pass on the host, at the %s',
    async (_, at, path) => {
      const proxy = await misconfigured(without('Host'));
      try {
        const answer = await labFetch(proxy)(at + path, { headers: { accept: 'text/html' } });
        const text = await answer.text();
        expect(answer.status, text).toBe(421);
        expect(text).toContain(at);
        expect(text).toMatch(/proxy/i);
        expect(text).toContain('Host');
      } finally {
        await proxy.stop();
      }
    },
  );

  test('works behind a proxy that doesn’t say that it’s https', async () => {
    const proxy = await misconfigured((text) =>
      without('X-Forwarded-Proto')(without('X-Forwarded-Host')(text)),
    );
    try {
      const visitor = new HttpVisitor({ fetch: labFetch(proxy) });
      await visitor.signIn('entra-id');
      expect(await visitor.isSignedIn('entra-id')).toBe(true);
    } finally {
      await proxy.stop();
    }
  });

  test('takes no cookie of another lab, though both have one secret, and no garbage', async () => {
    const other = await startHostedLab();
    try {
      const stranger = other.visitor();
      await stranger.signIn('entra-id');
      const names = stranger.browser.cookieNames(site);
      const jar = names.map((name) => [name, stranger.browser.cookie(site, name) ?? ''] as const);
      const visitor = lab.visitor();
      for (const [name, value] of jar)
        visitor.browser.setCookie(site, `${name}=${value}; Path=/; Secure`);
      expect(await visitor.isSignedIn('entra-id')).toBe(false);
      const own = await visitor.open('/practice-tenants/');
      expect(own.text).toContain('Make your own practice tenants');
      await visitor.signIn('entra-id');
      expect(visitor.set).not.toBe(stranger.set);
      // It says nothing to other addresses of that lab either.
      const theirs = await lab.fetch(`${tenant}/0a0a0a0a-1111-4111-8111-${stranger.set}/v2.0/`);
      expect(theirs.status).toBe(404);
    } finally {
      await other.stop();
    }
  });

  test.each([
    'x',
    '%',
    '%E0%A4%A',
    '__proto__',
    '{}',
    'a'.repeat(3_000),
    `0123456789ab.${'A'.repeat(43)}`,
    `0123456789AB.${'A'.repeat(43)}`,
    `000000000000.${'A'.repeat(43)}`,
  ])('takes the cookie %j for none', async (value) => {
    const cookie = ['lab.tenants', 'practice.visitor']
      .map((name) => `__Host-${name}=${value}`)
      .join('; ');
    for (const address of [
      `${site}/practice-tenants/`,
      `${site}/demo/entra-id/`,
      `${site}/tutorials/entra-id/configure/`,
      `${tenant}/`,
      `${tenant}/desk`,
      `${tenant}/common/oauth2/deviceauth`,
    ]) {
      const answer = await lab.fetch(address, { headers: { cookie, accept: 'text/html' } });
      expect(answer.status, address).toBeLessThan(500);
      expect(await answer.text(), address).not.toMatch(/\bat \S+ \(/);
    }
  });

  test('tells a visitor whose network has made too many, whatever address they make up', async () => {
    const make = (headers: Record<string, string> = {}) =>
      lab.fetch(`${site}/practice-tenants/make`, {
        method: 'POST',
        headers: {
          origin: site,
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'text/html',
          ...headers,
        },
        body: 'returnTo=/demo/',
      });
    const hours = hoursSinceNow();
    const refused: Response[] = [];
    for (let made = 0; refused.length < 4; ) {
      const turn = made + refused.length;
      const answer = await make({ 'x-forwarded-for': `198.51.100.${turn}` });
      if (answer.status !== 303) refused.push(answer);
      else made += 1;
      expect(made).toBeLessThanOrEqual(perAddress * hours());
    }
    for (const answer of refused) {
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('Visitors from your network have made');
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('counts what a network makes at both instances together, and keeps no address', async () => {
    const make = async (at: Instance, address: string) => {
      const headers = {
        host: new URL(site).host,
        origin: site,
        'x-forwarded-for': address,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const url = new URL(`http://127.0.0.1:${at.ports.site}/practice-tenants/make`);
      return (await rawRequest('POST', url, headers, 'returnTo=/demo/')).status;
    };
    const [one, two] = lab.instances;
    const hours = hoursSinceNow();
    let made = 0;
    for (const refusedAt = new Set<Instance>(); refusedAt.size < 2; )
      for (const each of [one, two]) {
        const status = await make(each, '203.0.113.9');
        if (status === 503) refusedAt.add(each);
        else expect(status).toBe(303);
        made += status === 303 ? 1 : 0;
        expect(made).toBeLessThanOrEqual(perAddress * hours());
      }
    expect(made).toBeGreaterThanOrEqual(perAddress);
    // A visitor from another network still gets theirs.
    expect(await make(one, '203.0.113.10')).toBe(303);
    const kept = JSON.stringify([...(await redisContents(lab.redis.url))]);
    expect(kept).toContain('practice-tenant-counts:');
    expect(kept).not.toContain('203.0.113');
  });
});

describe.skipIf(!findNginx())('a hosted lab with room for two visitors', () => {
  let lab: HostedLab;
  beforeAll(async () => {
    lab = await startHostedLab({ environment: { PRACTICE_TENANT_MOST_SETS: '2' } });
  });
  afterAll(() => lab?.stop());

  test('refuses more with a sentence, and those who are there go on', async () => {
    const visitors = Array.from({ length: 8 }, () => lab.visitor());
    const pages = [];
    for (const visitor of visitors) pages.push(await visitor.makeTenants());
    const refused = pages.filter(({ status }) => status === 503);
    expect(refused).toHaveLength(6);
    for (const { text } of refused) {
      expect(text).toContain('no room for more practice tenants');
      expect(text).toContain('run Sign-in Lab on your own machine');
    }
    for (const [at, visitor] of visitors.entries()) {
      if (pages[at]?.status !== 200) continue;
      await visitor.signIn('entra-id');
      // One that ends makes room.
      await visitor.endTenants();
    }
  });
});
