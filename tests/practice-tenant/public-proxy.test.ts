import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PracticeTenant, startPracticeTenant } from '../../src/practice-tenant/index.ts';
import { freePort } from '../e2e/free-ports.ts';
import { tenantIds } from './msal-app.ts';

let port: number;
let tenant: PracticeTenant;
beforeAll(async () => {
  port = await freePort();
  tenant = await startPracticeTenant({
    frontOrigin: 'https://sign-in.example',
    origin: 'https://apps.example',
    customDomainOrigin: 'https://apps.example',
    customDomainFrontOrigin: 'https://sign-in.example',
    ports: { front: port, back: 0 },
  });
});
afterAll(() => tenant.close());

/** A request as a proxy passes it on, without TLS. */
async function passedOn(path: string, headers: Record<string, string>) {
  const sent = request({ host: '127.0.0.1', port, path, headers }).end();
  const [response] = await once(sent, 'response');
  return {
    status: response.statusCode,
    location: response.headers.location,
    text: await text(response),
  };
}

describe('with a public address', () => {
  const path = `/${tenantIds['entra-id']}/oauth2/v2.0/logout`;

  test('a page is where the proxy says that the browser asked for it, with either header', async () => {
    const named = { host: 'sign-in.example', 'x-forwarded-proto': 'https' };
    expect((await passedOn(path, named)).status).toBe(200);
    const forwarded = { host: `127.0.0.1:${port}`, 'x-forwarded-proto': 'https' };
    const both = { ...forwarded, 'x-forwarded-host': 'sign-in.example' };
    expect((await passedOn(path, both)).status).toBe(200);
    expect((await passedOn(path, forwarded)).status).toBe(200);
  });

  test('at the address for apps, a browser is led to the pages, and nowhere else', async () => {
    const location = `https://sign-in.example${path}`;
    expect(await passedOn(path, { host: 'apps.example' })).toMatchObject({ status: 303, location });
    const madeUp = { host: `127.0.0.1:${port}`, 'x-forwarded-host': 'evil.example' };
    expect(await passedOn(path, madeUp)).toMatchObject({ status: 303, location });
  });

  test.each(['/desk', '/desk/entra-id', '/admin/v1', '/admin/v1/clock', '/graph/v1.0/users'])(
    '%s tells nothing, whatever the headers',
    async (closed) => {
      const here = { host: `127.0.0.1:${port}`, 'x-forwarded-for': '127.0.0.1' };
      for (const headers of [here, { host: 'sign-in.example' }, { host: 'apps.example' }]) {
        const answer = await passedOn(closed, headers);
        expect(answer.status).toBeGreaterThanOrEqual(401);
        expect(answer.text).not.toMatch(/alex|22222222-2222/i);
      }
    },
  );
});
