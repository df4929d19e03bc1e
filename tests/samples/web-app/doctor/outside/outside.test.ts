import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../../../../samples/web-app/doctor/finding.ts';
import { outsideFindings } from '../../../../../samples/web-app/doctor/outside/outside.ts';
import { type Place, samplePaths } from '../../../../../samples/web-app/doctor/outside/place.ts';
import { outsideChecks } from '../../../../../samples/web-app/doctor/outside/titles.ts';
import { createVisitor } from '../../../../../samples/web-app/doctor/outside/visit.ts';
import { consentedApp } from '../../../../clients/consented-app.ts';
import { freePort } from '../../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../../practice-tenant/running-tenant.ts';
import { practiceVariables, type RunningWebApp, runningWebApp } from '../../running-web-app.ts';
import {
  certificateFor,
  expiredCertificate,
  type PublicProxy,
  publicProxy,
  unknownCertificate,
} from './public-proxy.ts';

let tenant: RunningTenant;
let proxy: PublicProxy;
const apps: RunningWebApp[] = [];
const secret = 'one-secret-of-at-least-32-characters';

const variables = (more: NodeJS.Dict<string> = {}, tenantType = 'entra-id') => {
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  return { ...practiceVariables(tenantType, { front, back, custom }), ...more };
};

/** One instance of the sample at the proxy's address. */
async function instance(more: NodeJS.Dict<string> = {}, tenantType?: string) {
  const REDIRECT_URI = `${proxy.origin}/auth/redirect`;
  const app = await runningWebApp(
    variables({ REDIRECT_URI, SESSION_SECRET: secret, ...more }, tenantType),
  );
  apps.push(app);
  return app;
}

beforeAll(async () => {
  tenant = await runningTenant();
  proxy = await publicProxy(await freePort(), await certificateFor('app.localhost'));
  await consentedApp(tenant, { redirectUris: [`${proxy.origin}/auth/redirect`] });
  proxy.instances = [(await instance()).origin];
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  await proxy?.close();
  await tenant?.remove();
});
afterEach(() => {
  proxy.instances = apps.slice(0, 1).map(({ origin }) => origin);
  proxy.faults = {};
  proxy.asked = [];
});

const placeOf = (origin: string, more: Partial<Place> = {}): Place => ({
  origin: new URL(origin),
  httpOrigin: undefined,
  paths: samplePaths,
  addressesOf: async () => ['127.0.0.1'],
  now: Date.now,
  ...more,
});

async function found(place = placeOf(proxy.origin)): Promise<Map<string, Finding>> {
  const findings = new Map<string, Finding>();
  for await (const finding of outsideFindings(place)) findings.set(finding.check, finding);
  return findings;
}

const failedOf = (findings: ReadonlyMap<string, Finding>) =>
  [...findings.values()].filter(({ status }) => status === 'failed').map(({ check }) => check);

const line = (findings: ReadonlyMap<string, Finding>, check: string) => {
  const { status, seen, todo, code } = findings.get(check) ?? {};
  return `${status}: ${seen} → ${todo} ${code}`;
};

describe('the sample that is deployed as it should be', () => {
  test.each(['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'])(
    'has nothing wrong, with a tenant of type %s',
    async (tenantType) => {
      proxy.instances = [(await instance({}, tenantType)).origin];
      const findings = await found();
      expect([...findings.keys()]).toEqual(outsideChecks);
      expect(failedOf(findings), JSON.stringify([...findings.values()], null, 1)).toEqual([]);
      const open = [...findings.values()].filter(({ status }) => status !== 'ok');
      expect(open.map(({ check }) => check)).toEqual(['https-only', 'trust-proxy']);
    },
  );

  test('is asked at most 20 times, one request after another', async () => {
    const visitor = createVisitor();
    for await (const _ of outsideFindings(placeOf(proxy.origin), visitor));
    expect(visitor.count).toBeLessThanOrEqual(20);
  });

  test('shows no value of a cookie, a state, or a code', async () => {
    const text = JSON.stringify([...(await found()).values()]);
    expect(text).not.toMatch(/[\w-]{43}/);
    expect(text).not.toContain(secret);
  });
});

describe('what is wrong at the public address', () => {
  test.each([
    ['has expired', expiredCertificate, 'CERT_HAS_EXPIRED'],
    [
      'is for another name',
      () => certificateFor('other.localhost'),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['is of an unknown authority', unknownCertificate, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('a certificate that %s is told, and nothing is sent after it', async (_, made, code) => {
    const other = await publicProxy(await freePort(), await made());
    other.instances = proxy.instances;
    try {
      const findings = await found(placeOf(other.origin));
      expect(failedOf(findings)).toEqual(['tls']);
      expect(line(findings, 'tls')).toContain(code);
      expect(line(findings, 'tls')).toContain('Sign-in Lab practice tenant');
      expect(other.asked).toEqual(['GET /healthz']);
      expect(findings.get('sign-in')?.status).toBe('unknown');
      expect(line(findings, 'sign-in')).toContain('not checked');
    } finally {
      await other.close();
    }
  });

  test('a certificate that ends next week is a warning', async () => {
    const now = () => Date.now() + 390 * 86_400_000;
    const findings = await found(placeOf(proxy.origin, { now }));
    expect(line(findings, 'tls')).toMatch(/^warning: .*ends in [67] days/);
  });

  test('a name without an address is told', async () => {
    const addressesOf = () =>
      Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
    const findings = await found(placeOf('https://app.invalid', { addressesOf }));
    expect(failedOf(findings)).toEqual(['dns']);
  });

  test('nothing that listens is told', async () => {
    const findings = await found(placeOf(`https://app.localhost:${await freePort()}`));
    expect(line(findings, 'tls')).toContain('ECONNREFUSED');
  });

  test('an http address that others reach is told', async () => {
    const port = await freePort();
    const findings = await found(placeOf(`http://127.0.0.1.nip.invalid:${port}`));
    expect(failedOf(findings)).toContain('tls');
    expect(line(findings, 'tls')).toContain("isn't encrypted");
  });

  test.each([
    ['shows a page', 200, undefined, 'failed'],
    ['redirects elsewhere', 301, 'http://elsewhere.example/', 'failed'],
    ['redirects to the app', 307, 'APP', 'ok'],
    ['refuses', 403, undefined, 'ok'],
  ])('http that %s', async (_, status, location, expected) => {
    const server = createServer((_request, response) => {
      const to = location === 'APP' ? `${proxy.origin}/` : location;
      response.writeHead(status, to === undefined ? {} : { location: to }).end();
    });
    const port = await freePort();
    await once(server.listen(port, '127.0.0.1'), 'listening');
    try {
      const httpOrigin = `http://127.0.0.1:${port}`;
      const findings = await found(placeOf(proxy.origin, { httpOrigin }));
      expect(findings.get('https-only')?.status).toBe(expected);
    } finally {
      server.close();
    }
  });
});

describe('what answers in place of the sample', () => {
  const answering = (status: number, headers: Record<string, string>, body = '') => {
    proxy.faults.answer = (_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
      return true;
    };
  };

  test.each([
    [
      'a redirect to its own page',
      302,
      { location: '/.auth/login/aad?post_login_redirect_uri=%2F' },
    ],
    [
      'a redirect to its identity provider',
      302,
      {
        location:
          'https://login.windows.net/t/oauth2/authorize?redirect_uri=https%3A%2F%2Fa%2F.auth%2Flogin%2Faad%2Fcallback',
      },
    ],
    ['status 401', 401, { 'x-ms-middleware-request-id': '1' }],
  ])('App Service Authentication with %s is told', async (_, status, headers) => {
    answering(status, headers);
    const findings = await found();
    expect(failedOf(findings)).toEqual(['responds']);
    expect(line(findings, 'responds')).toContain('App Service Authentication');
  });

  test('App Service Authentication that lets requests through is a warning', async () => {
    proxy.faults.changeResponse = (headers) => {
      headers['x-ms-middleware-request-id'] = '1';
    };
    const findings = await found();
    expect(findings.get('responds')?.status).toBe('warning');
    expect(findings.get('sign-in')?.status).toBe('ok');
  });

  test.each([
    ['the placeholder', 200, 'Your web app is running and waiting for your content', 'Deploy'],
    ['the page of a stopped app', 403, 'Error 403 - This web app is stopped.', 'stopped'],
    ['an error of the platform', 503, ':( Application Error', '503'],
  ])('%s is told', async (_, status, body, words) => {
    answering(status, {}, `<h1>${body}</h1>`);
    const findings = await found();
    expect(failedOf(findings)).toEqual(['responds']);
    expect(line(findings, 'responds')).toContain(words);
  });

  test('another app gets only the checks that hold for every app, and no form is posted', async () => {
    answering(200, { 'x-powered-by': 'Express' }, '<h1>Shop</h1>');
    const findings = await found();
    expect(failedOf(findings)).toEqual([]);
    expect(line(findings, 'responds')).toContain('another app');
    expect(findings.get('security-headers')?.status).toBe('warning');
    expect(findings.get('sign-in')?.waitsFor?.check).toBe('responds');
    expect(proxy.asked.filter((each) => each.startsWith('POST'))).toEqual([]);
  });
});

describe('what a proxy changes', () => {
  test.each([
    ['content-security-policy', 'no Content-Security-Policy'],
    ['strict-transport-security', 'no Strict-Transport-Security'],
    ['x-content-type-options', 'no X-Content-Type-Options'],
    ['cache-control', 'Cache-Control missing'],
  ])('a response without %s is told', async (name, words) => {
    proxy.faults.changeResponse = (headers) => {
      delete headers[name];
    };
    const findings = await found();
    expect(line(findings, 'security-headers')).toMatch(new RegExp(`^failed: .*${words}`));
  });

  test.each([
    ['a policy without frame-ancestors', 'content-security-policy', "default-src 'none'"],
    ['a policy of its own', 'content-security-policy', "frame-ancestors 'self'"],
    ['a page that is kept', 'cache-control', 'public, max-age=60'],
    ['X-Powered-By', 'x-powered-by', 'ASP.NET'],
    ['HSTS that is switched off', 'strict-transport-security', 'max-age=0'],
  ])('%s is told', async (_, name, value) => {
    proxy.faults.changeResponse = (headers) => {
      headers[name] = value;
    };
    expect((await found()).get('security-headers')?.status).toBe('failed');
  });

  test.each([
    ['Secure', /; Secure/, '', 'is not Secure'],
    ['HttpOnly', /; HttpOnly/, '', 'is not HttpOnly'],
    ['SameSite', /; SameSite=Lax/, '', 'SameSite=(none)'],
    ['SameSite', /SameSite=Lax/, 'SameSite=None', 'SameSite=none'],
    ['the prefix', /^__Host-/, '', 'has no prefix __Host-'],
    ['Path', /Path=\//, 'Path=/auth', 'is not for Path=/'],
    ['Domain', /; Path/, '; Domain=localhost; Path', 'names a Domain'],
  ])('a cookie whose %s is changed is told', async (_, from, to, words) => {
    proxy.faults.changeResponse = (headers) => {
      headers['set-cookie'] = [headers['set-cookie'] ?? []]
        .flat()
        .map((text) => text.replace(from, to));
    };
    const findings = await found();
    expect(line(findings, 'public-cookies')).toMatch(/^failed/);
    expect(line(findings, 'public-cookies')).toContain(words);
  });

  test('a cookie that never arrives is told', async () => {
    proxy.faults.changeResponse = (headers) => {
      delete headers['set-cookie'];
    };
    const findings = await found();
    expect(line(findings, 'public-cookies')).toContain('transaction_missing');
    expect(findings.get('instances')?.status).toBe('failed');
  });

  test('a cookie that the app never gets is told', async () => {
    proxy.faults.changeRequest = (headers) => {
      delete headers['cookie'];
    };
    expect(line(await found(), 'instances')).toMatch(/^failed: 5 of 5 .*without the cookie/);
  });

  test('an affinity cookie is a warning', async () => {
    proxy.faults.changeResponse = (headers) => {
      const own = [headers['set-cookie'] ?? []].flat();
      headers['set-cookie'] = [
        ...own,
        'ARRAffinity=1; Path=/; HttpOnly; Secure; Domain=app.localhost',
      ];
    };
    const findings = await found();
    expect(line(findings, 'session-affinity')).toMatch(/^warning: .*ARRAffinity/);
    expect(line(findings, 'trust-proxy')).toContain('App Service');
    expect(failedOf(findings)).toEqual([]);
  });

  test.each([
    ['Host', 'host'],
    ['X-Forwarded-Host', 'x-forwarded-host'],
  ])('an address from %s in a redirect is told', async (_, name) => {
    let host: string | undefined;
    proxy.faults.changeRequest = (headers) => {
      host = [headers[name] ?? []].flat()[0];
    };
    proxy.faults.changeResponse = (headers) => {
      if (host !== 'forged.example' || typeof headers['location'] !== 'string') return;
      headers['location'] = headers['location'].replace(
        encodeURIComponent(proxy.origin),
        encodeURIComponent(`https://${host}`),
      );
    };
    const findings = await found();
    expect(line(findings, 'proxy-headers')).toMatch(/^failed: a forged .*forged\.example/);
    expect(failedOf(findings)).toEqual(['proxy-headers']);
  });

  test('a proxy that rewrites Host changes nothing', async () => {
    proxy.faults.changeRequest = (headers) => {
      headers['host'] = 'internal.example';
    };
    expect(failedOf(await found())).toEqual([]);
  });

  test('a proxy that refuses a forged Host is fine', async () => {
    proxy.faults.answer = ({ headers }, response) => {
      if (headers.host !== 'forged.example') return false;
      response.writeHead(421).end();
      return true;
    };
    expect(line(await found(), 'proxy-headers')).toMatch(/^ok: .*refused \(status 421\)/);
  });

  test('a proxy that takes away where a form comes from is told', async () => {
    proxy.faults.changeRequest = (headers) => {
      headers['origin'] = proxy.origin;
      headers['sec-fetch-site'] = 'same-origin';
    };
    expect(failedOf(await found())).toEqual(['cross-site']);
  });

  test('a frame that is refused by the proxy is told', async () => {
    proxy.faults.changeResponse = (headers) => {
      headers['x-frame-options'] = 'DENY';
    };
    expect(failedOf(await found())).toEqual(['front-channel-logout']);
  });

  test.each([
    ['/auth/front-channel-logout', 'front-channel-logout'],
    ['/healthz', 'health'],
  ])('a proxy that keeps %s to itself is told', async (path, check) => {
    proxy.faults.answer = ({ url }, response) => {
      if (url !== path) return false;
      response.writeHead(404).end();
      return true;
    };
    expect(failedOf(await found())).toEqual([check]);
  });

  test.each([
    [404, 'nothing at'],
    [500, 'status 500'],
    [200, "isn't the app's own"],
  ])('a redirect URI with status %i is told', async (status, words) => {
    proxy.faults.answer = ({ url }, response) => {
      if (!url?.startsWith('/auth/redirect')) return false;
      response.writeHead(status).end();
      return true;
    };
    const findings = await found();
    expect(line(findings, 'made-up-response')).toMatch(/^failed/);
    expect(line(findings, 'made-up-response')).toContain(words);
    expect(findings.get('instances')?.status).toBe('failed');
  });
});

describe('what the app has wrong', () => {
  test('one of two instances with another secret', async () => {
    const other = await instance({ SESSION_SECRET: 'another-secret-of-at-least-32-characters' });
    proxy.instances = [apps[0]?.origin ?? '', other.origin];
    const findings = await found();
    expect(failedOf(findings)).toEqual(['instances']);
    expect(line(findings, 'instances')).toMatch(/[23] of 5 .*SESSION_SECRET/);
  });

  test('two instances without a store that they share', async () => {
    proxy.instances = [apps[0]?.origin ?? '', (await instance()).origin];
    const findings = await found();
    expect(failedOf(findings)).toEqual(['instances']);
    expect(line(findings, 'instances')).toContain('REDIS_URL');
  });

  test('REDIRECT_URI for another address', async () => {
    // As when .env comes from the developer's own machine.
    const app = await runningWebApp(variables({ SESSION_SECRET: secret }));
    apps.push(app);
    proxy.instances = [app.origin];
    const findings = await found();
    expect(line(findings, 'sign-in')).toContain(
      `back to ${app.origin}/auth/redirect, not to ${proxy.origin}`,
    );
    expect(line(findings, 'public-cookies')).toContain('set REDIRECT_URI to the https address');
    expect(failedOf(findings)).toContain('security-headers');
  });

  test('a redirect URI that no one registered', async () => {
    const REDIRECT_URI = `${proxy.origin}/auth/unregistered`;
    proxy.instances = [(await instance({ REDIRECT_URI })).origin];
    const findings = await found();
    expect(failedOf(findings)).toEqual(['redirect-uri']);
    expect(findings.get('redirect-uri')?.code).toBe('AADSTS50011');
    expect(line(findings, 'redirect-uri')).toContain(`${REDIRECT_URI} isn't registered`);
  });

  test('a redirect URI that no one registered in B2C', async () => {
    const REDIRECT_URI = `${proxy.origin}/auth/unregistered`;
    proxy.instances = [(await instance({ REDIRECT_URI }, 'b2c')).origin];
    const findings = await found();
    expect(findings.get('redirect-uri')?.code).toBe('AADB2C90006');
    expect(line(findings, 'redirect-uri')).toContain(`${REDIRECT_URI} isn't registered`);
  });

  test('a client ID that the tenant does not know', async () => {
    const CLIENT_ID = '99999999-9999-4999-8999-999999999999';
    proxy.instances = [(await instance({ CLIENT_ID })).origin];
    const findings = await found();
    expect(findings.get('redirect-uri')?.code).toBe('AADSTS700016');
    expect(failedOf(findings)).toEqual(['redirect-uri']);
  });

  test('an identity provider that the app cannot reach', async () => {
    const port = await freePort();
    const AUTHORITY = `https://localhost:${port}/0a0a0a0a-1111-4111-8111-111111111111`;
    proxy.instances = [(await instance({ AUTHORITY })).origin];
    const findings = await found();
    expect(findings.get('sign-in')?.code).toBe('provider_unavailable');
    expect(findings.get('redirect-uri')?.status).toBe('unknown');
  });

  test('a limit on sign-ins that is reached', async () => {
    proxy.instances = [(await instance({ SIGN_IN_LIMIT: '1' })).origin];
    const findings = await found();
    expect(findings.get('sign-in')?.status).toBe('ok');
    expect(line(findings, 'proxy-headers')).toMatch(/^unknown: .*429/);
  });
});
