import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../e2e/free-ports.ts';
import {
  type RunningTenant,
  runningTenant,
  trust,
} from '../../../practice-tenant/running-tenant.ts';
import { authority, type CompanyNetwork, companyNetwork } from '../company-network.ts';
import { examined } from './examined.ts';
import { practice } from './practice.ts';

let tenant: RunningTenant;
let company: CompanyNetwork;
beforeAll(async () => {
  company = await companyNetwork();
  tenant = await runningTenant();
});
afterAll(async () => {
  await tenant.remove();
  await company.close();
});

/** A tenant that only the company's proxy reaches. */
const inCompany = (changes: NodeJS.Dict<string> = {}) => ({
  TENANT_TYPE: 'external-id-custom-domain',
  OIDC_AUTHORITY: authority,
  CLIENT_ID: '22222222-2222-4222-8222-222222222222',
  CLIENT_SECRET: 'a~secret~of~the~app',
  REDIRECT_URI: 'http://localhost:3000/auth/redirect',
  HTTPS_PROXY: company.proxyOrigin.replace('http://', 'http://me:p%40ssword@'),
  ...changes,
});

describe('the proxy', () => {
  const only = ['proxy'];

  test('is none when none is set', async () => {
    const { of } = await examined({ variables: practice(tenant, 'entra-id'), only });
    expect(of('proxy')).toEqual([expect.objectContaining({ status: 'ok', seen: 'none is set' })]);
  });

  test('is reached, and its password is not told', async () => {
    const { status, findings } = await examined({ variables: inCompany(), only });
    expect(status('proxy')).toBe('ok');
    expect(JSON.stringify(findings)).not.toMatch(/p%40ssword|p@ssword/);
  });

  test('is refused when nothing listens there', async () => {
    const HTTPS_PROXY = `http://127.0.0.1:${await freePort()}`;
    const { of } = await examined({ variables: inCompany({ HTTPS_PROXY }), only });
    expect(of('proxy')).toEqual([
      expect.objectContaining({ status: 'failed', seen: expect.stringContaining('ECONNREFUSED') }),
    ]);
  });

  test('is refused when this Node.js has no use for it', async () => {
    const sentence = "HTTPS_PROXY is set, but Node.js 22.18.0 can't use a proxy.";
    const surroundings = { useNetwork: () => [sentence] };
    const { of } = await examined({ variables: inCompany(), only, surroundings });
    expect(of('proxy')[0]).toMatchObject({ status: 'failed', seen: sentence });
  });
});

describe('DNS', () => {
  const only = ['dns'];
  const variables = () => ({
    ...practice(tenant, 'entra-id'),
    ENDPOINT: 'https://api.example/tasks',
  });

  test('finds the authority and the API', async () => {
    const asked: string[] = [];
    const addressesOf = async (host: string) => {
      asked.push(host);
      return ['192.0.2.1'];
    };
    const { status } = await examined({
      variables: variables(),
      only,
      surroundings: { addressesOf },
    });
    expect(status('dns')).toBe('ok');
    expect(asked).toEqual(['localhost', 'api.example']);
  });

  test('is refused for the one host without an address, which is named', async () => {
    const addressesOf = async (host: string) => {
      if (host === 'api.example') throw new Error('getaddrinfo ENOTFOUND api.example');
      return ['192.0.2.1'];
    };
    const { of } = await examined({ variables: variables(), only, surroundings: { addressesOf } });
    expect(of('dns').map(({ status }) => status)).toEqual(['ok', 'failed']);
    expect(of('dns')[1]?.seen).toContain('api.example, the host of ENDPOINT');
  });

  test('leaves names to the proxy where there is one', async () => {
    const addressesOf = () => Promise.reject(new Error('not asked'));
    const { of } = await examined({ variables: inCompany(), only, surroundings: { addressesOf } });
    expect(of('dns')).toEqual([
      expect.objectContaining({ status: 'ok', seen: expect.stringContaining('by the proxy') }),
    ]);
  });
});

describe('TLS', () => {
  const only = ['tls'];

  test('names the chain of an authority that is not trusted, through the proxy with its password', async () => {
    const { of } = await examined({ variables: inCompany(), only });
    expect(of('tls')).toEqual([
      expect.objectContaining({
        status: 'failed',
        code: 'certificate_untrusted',
        seen: expect.stringContaining('A company'),
        todo: expect.stringContaining('"A company"'),
      }),
    ]);
    expect(company.seen.at(-1)).toEqual({
      target: 'login.company.example:443',
      credentials: 'me:p@ssword',
    });
  });

  test('passes when that authority is trusted', async () => {
    trust(company.certificate);
    expect((await examined({ variables: inCompany(), only })).status('tls')).toBe('ok');
  });

  test('names the proxy that does not open the connection', async () => {
    company.answer.status = 407;
    const { of } = await examined({ variables: inCompany(), only });
    company.answer.status = 200;
    expect(of('tls')).toEqual([
      expect.objectContaining({
        status: 'failed',
        code: 'proxy_refused',
        seen: expect.stringContaining('status 407'),
      }),
    ]);
  });

  test('names the practice tenant’s own certificate', async () => {
    const { of, status } = await examined({ variables: practice(tenant, 'entra-id'), only });
    expect(status('tls')).toBe('ok');
    expect(of('tls')[0]?.seen).toContain('Sign-in Lab practice tenant');
  });
});

describe('the practice tenant', () => {
  const only = ['practice-tenant'];

  test('is refused when it does not run', async () => {
    const PRACTICE_TENANT_FRONT_ORIGIN = `http://127.0.0.1:${await freePort()}`;
    const variables = practice(tenant, 'entra-id', { PRACTICE_TENANT_FRONT_ORIGIN });
    const { of, status } = await examined({ variables, only: [...only, 'discovery'] });
    expect(of('practice-tenant')).toEqual([
      expect.objectContaining({ status: 'failed', todo: expect.stringContaining('npm start') }),
    ]);
    expect(status('discovery')).toBe('unknown');
  });

  test('is not looked at for another tenant', async () => {
    const { of } = await examined({ variables: inCompany(), only });
    expect(of('practice-tenant')).toEqual([]);
  });
});

describe('the clock', () => {
  const only = ['clock'];
  const minutes = (count: number) => ({ now: () => Date.now() + count * 60_000 });

  test.each([
    [0, 'ok'],
    [-3, 'warning'],
    [3, 'warning'],
    [-10, 'failed'],
    [10, 'failed'],
  ])('%i minutes ahead is %s', async (count, status) => {
    const variables = practice(tenant, 'entra-id');
    const result = await examined({ variables, only, surroundings: minutes(count) });
    expect(result.status('clock')).toBe(status);
    if (status === 'failed')
      expect(result.of('clock')[0]?.seen).toContain(
        count < 0 ? 'minutes behind localhost' : 'minutes ahead of localhost',
      );
  });

  test('is not known when no time comes', async () => {
    const withoutDate: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      const headers = new Headers(response.headers);
      headers.delete('date');
      return new Response(await response.text(), { status: response.status, headers });
    };
    const variables = practice(tenant, 'entra-id');
    const result = await examined({ variables, only, surroundings: { fetch: withoutDate } });
    expect(result.status('clock')).toBe('unknown');
  });
});

test('a network that asks for a login first is seen: discovery does not follow its redirect', async () => {
  const portal = createServer((_request, response) => {
    response.writeHead(302, { location: 'http://portal.example/' }).end();
  });
  await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
  const { port } = portal.address() as AddressInfo;
  const hijacked: typeof fetch = (input, init) =>
    String(input).includes('openid-configuration')
      ? fetch(`http://127.0.0.1:${port}/`, init)
      : fetch(input, init);
  const { of } = await examined({
    variables: practice(tenant, 'entra-id'),
    only: ['discovery'],
    surroundings: { fetch: hijacked },
  });
  await new Promise((resolve) => portal.close(resolve));
  expect(of('discovery')).toEqual([
    expect.objectContaining({ status: 'failed', code: 'response_unusable' }),
  ]);
});
