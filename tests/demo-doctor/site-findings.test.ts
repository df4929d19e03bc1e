import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding } from '../../samples/web-app/doctor/finding.ts';
import { outsideChecks } from '../../samples/web-app/doctor/outside/titles.ts';
import { siteFindings } from '../../src/demo-doctor/site-findings.ts';
import { type PublicSite, publicSite } from './public-site.ts';

let site: PublicSite;
beforeEach(async () => {
  site = await publicSite('b2c');
});
afterEach(() => site.close());

async function found(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of siteFindings(site.origin, 'b2c')) findings.push(finding);
  return findings;
}

test('a live demo at a public address passes every check from outside, at its own addresses', async () => {
  const findings = await found();
  expect(findings.map(({ check }) => check)).toEqual(outsideChecks);
  const open = findings.filter(({ status }) => status !== 'ok');
  // The port of the test says nothing about http, and how many proxies there are can't be seen.
  expect(open.map(({ check }) => check)).toEqual(['https-only', 'trust-proxy']);
  expect(site.asked).toEqual(
    expect.arrayContaining([
      'GET /demo/b2c/',
      'POST /auth/sign-in',
      'GET /auth/redirect/b2c',
      'GET /auth/front-channel-logout/b2c',
    ]),
  );
});

/** What is wrong at the public address, by the check that has to tell it. */
const faults: Record<string, PublicSite['change']> = {
  responds({ url }, reply) {
    if (url === '/demo/b2c/') reply.status = 503;
  },
  health({ url }, reply) {
    if (url === '/healthz') reply.status = 503;
  },
  'security-headers'({ url }, { headers }) {
    if (url === '/demo/b2c/') delete headers['strict-transport-security'];
  },
  'sign-in'({ url }, { headers }) {
    if (url === '/auth/sign-in')
      headers['location'] = `${headers['location']}`.replace('nonce=n', 'nonce=');
  },
  'public-cookies'({ headers: asked }, { headers }) {
    const cookie = headers['set-cookie'];
    if (cookie && !asked['x-forwarded-host'] && asked.host === new URL(site.origin).host)
      headers['set-cookie'] = cookie.replace('; Secure', '');
  },
  'redirect-uri'({ url }, reply) {
    if (!url?.startsWith('/tenant/authorize')) return;
    reply.status = 400;
    reply.headers = {};
    reply.body = 'AADB2C90006: The redirect URI is not registered.';
  },
  instances({ url, headers }, reply) {
    if (url?.startsWith('/auth/redirect/b2c') && headers.cookie)
      reply.body = reply.body.replace('transaction_spent', 'login_required');
  },
  'cross-site'({ headers }, reply) {
    if (headers['sec-fetch-site'] === 'cross-site') reply.status = 200;
  },
  'made-up-response'({ url, headers }, reply) {
    if (url?.startsWith('/auth/redirect/b2c') && !headers.cookie) reply.body = '';
  },
  'front-channel-logout'({ url }, { headers }) {
    if (url?.startsWith('/auth/front-channel')) headers['x-frame-options'] = 'DENY';
  },
  'proxy-headers'({ headers: asked }, { headers }) {
    const forged = asked['x-forwarded-host'];
    if (typeof forged === 'string' && headers['location'])
      headers['location'] = headers['location'].replace(
        /redirect_uri=[^&]*/,
        `redirect_uri=https://${forged}/`,
      );
  },
};

test.each(Object.entries(faults))('%s alone tells what is wrong there', async (check, change) => {
  site.change = change;
  const failed = (await found()).filter(({ status }) => status === 'failed');
  expect(failed.map((finding) => finding.check)).toEqual([check]);
});

test('a platform that keeps each browser at one instance is warned about', async () => {
  site.change = ({ url }, { headers }) => {
    if (url === '/demo/b2c/') headers['set-cookie'] = 'ARRAffinity=a; Path=/; Secure; HttpOnly';
  };
  const affinity = (await found()).find(({ check }) => check === 'session-affinity');
  expect(affinity?.status).toBe('warning');
});

test('a sign-in that would end at another origin is told, with the address that is needed', async () => {
  site.change = (_request, { headers }) => {
    if (headers['location'])
      headers['location'] = headers['location'].replaceAll('%2Flocalhost', '%2Felsewhere');
  };
  const signIn = (await found()).find(({ check }) => check === 'sign-in');
  expect(signIn).toMatchObject({
    status: 'failed',
    seen: expect.stringContaining(`not to ${site.origin}/auth/redirect/b2c`),
  });
});
