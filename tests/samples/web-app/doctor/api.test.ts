import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../../../src/practice-tenant/directory/seeded-registrations.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { examined } from './examined.ts';
import { practice } from './practice.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

/** The findings about an API that responds like this. */
async function aboutApi(respond: RequestListener) {
  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ENDPOINT = `http://localhost:${port}/tasks`;
  const SCOPE = 'api://33333333-3333-4333-8333-333333333333/Tasks.Read';
  const variables = practice(tenant, 'entra-id', { ENDPOINT, SCOPE });
  // localhost can be ::1 as well, where nothing listens.
  const send: typeof fetch = (input, init) =>
    fetch(String(input).replace(`//localhost:${port}`, `//127.0.0.1:${port}`), init);
  const { of } = await examined({ variables, only: ['api'], surroundings: { fetch: send } });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return of('api');
}

describe('the API', () => {
  test('is fine when it wants a token, and it gets none', async () => {
    const sent: unknown[] = [];
    const findings = await aboutApi((request, response) => {
      sent.push(request.headers.authorization);
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="tasks"' }).end();
    });
    expect(findings).toEqual([
      expect.objectContaining({ status: 'ok', seen: expect.stringContaining('Bearer') }),
    ]);
    expect(sent).toEqual([undefined]);
  });

  test.each([
    [503, 'failed'],
    [429, 'failed'],
    [404, 'warning'],
    [200, 'warning'],
    [403, 'unknown'],
  ])('with status %i is %s', async (status, expected) => {
    const [finding] = await aboutApi((_request, response) => {
      response.writeHead(status).end();
    });
    expect(finding).toMatchObject({
      status: expected,
      seen: expect.stringContaining(String(status)),
    });
  });

  test('that redirects is refused, with the code that the app would show', async () => {
    const [finding] = await aboutApi((_request, response) => {
      response.writeHead(302, { location: 'http://elsewhere.example/' }).end();
    });
    expect(finding).toMatchObject({ status: 'failed', code: 'api_redirected' });
  });

  test('that does not run is refused', async () => {
    const ENDPOINT = `https://localhost:${await freePort()}/tasks`;
    const variables = practice(tenant, 'entra-id', { ENDPOINT });
    const { of } = await examined({ variables, only: ['api', 'tls'] });
    // Its line about the connection has a code of the API, and the identity provider's is fine.
    expect(of('tls').map(({ code }) => code)).toEqual([undefined, 'api_unreachable']);
  });

  test('is no subject of an app without one', async () => {
    const without = { ENDPOINT: undefined, SCOPE: undefined };
    // Even when nothing is known about the app.
    for (const changes of [without, { ...without, AUTHORITY: 'https://localhost:1/example.com' }]) {
      const variables = practice(tenant, 'entra-id', changes);
      const { findings } = await examined({ variables, only: ['api', 'api-audience'] });
      expect(findings.filter(({ check }) => check.startsWith('api'))).toEqual([]);
    }
  });
});

describe("the API's audience", () => {
  const only = ['api-audience'];
  const tasks = () => ({
    ENDPOINT: `${tenant.options.origin}/tasks-api/tasks`,
    SCOPE: `api://${clientIds.tasksApi}/Tasks.Read`,
  });

  test.each(['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'])(
    'is told in %s, by a token of the app itself',
    async (type) => {
      const { of } = await examined({ variables: practice(tenant, type), only });
      expect(of('api-audience')).toEqual([expect.objectContaining({ status: 'ok' })]);
    },
  );

  test('of an API that the tenant does not have is refused', async () => {
    const SCOPE = 'api://99999999-9999-4999-8999-999999999999/Tasks.Read';
    const variables = practice(tenant, 'entra-id', { ...tasks(), SCOPE });
    const { of } = await examined({ variables, only });
    expect(of('api-audience')).toEqual([
      expect.objectContaining({ status: 'failed', code: 'AADSTS500011' }),
    ]);
  });

  test.each([
    [{ SCOPE: 'User.Read' }, 'https://graph.microsoft.com'],
    [{ ENDPOINT: 'https://graph.microsoft.com/v1.0/me' }, clientIds.tasksApi],
  ])('is refused when %j belongs to another API', async (changes, named) => {
    const variables = practice(tenant, 'entra-id', { ...tasks(), ...changes });
    const { of } = await examined({ variables, only });
    expect(of('api-audience')).toEqual([
      expect.objectContaining({ status: 'failed', seen: expect.stringContaining(named) }),
    ]);
  });

  test('waits for the credential without a token of the app', async () => {
    const variables = practice(tenant, 'entra-id', { CLIENT_SECRET: 'practice~web-app~wrong' });
    const { of } = await examined({ variables, only });
    expect(of('api-audience')[0]?.waitsFor?.check).toBe('credential');
  });
});
