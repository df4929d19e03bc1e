import { afterAll, beforeAll, expect, it } from 'vitest';
import { tasksApi } from '../../../samples/protected-api/app.ts';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import { type ServedApi, served } from './served-api.ts';
import {
  clientId,
  endpoints,
  signed,
  signingKey,
  type ThrowawayIssuer,
  tenantId,
  throwawayIssuer,
} from './throwaway-issuer.ts';

let issuer: ThrowawayIssuer;
let api: ServedApi;
let token: (claims: object) => Promise<string>;

beforeAll(async () => {
  issuer = await throwawayIssuer();
  const { publicKey, privateKey } = await signingKey();
  await issuer.publish('one', publicKey);
  const iss = `${issuer.origin}/${tenantId}/v2.0`;
  issuer.answers.set(`/${tenantId}/v2.0/.well-known/openid-configuration`, {
    status: 200,
    body: JSON.stringify({ issuer: iss, ...endpoints(issuer.origin) }),
  });
  token = (claims) => {
    const iat = Math.floor(Date.now() / 1000);
    const usual = { iss, aud: clientId, sub: 'alex', tid: tenantId, azp: 'web-app', iat, nbf: iat };
    return signed({ ...usual, exp: iat + 600, ...claims }, privateKey);
  };
  const registration = apiRegistrationFrom({
    TENANT_TYPE: 'entra-id',
    TENANT_ID: tenantId,
    CLIENT_ID: clientId,
    AUTHORITY: `${issuer.origin}/${tenantId}`,
  });
  api = await served(tasksApi(registration));
});
afterAll(async () => {
  await api.close();
  await issuer.close();
});

async function call(path: string, claims?: object, body?: string) {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (claims) headers['authorization'] = `Bearer ${await token(claims)}`;
  const answer = await fetch(
    `${api.origin}${path}`,
    body === undefined ? { headers } : { method: 'POST', headers, body },
  );
  return { answer, challenge: answer.headers.get('www-authenticate'), body: await answer.json() };
}

it('keeps the tasks of each user apart', async () => {
  const scp = 'Tasks.Read Tasks.Write';
  const added = await call('/tasks', { scp }, JSON.stringify({ title: 'Read the token' }));
  expect(added.answer.status).toBe(201);
  expect((await call('/tasks', { scp })).body).toMatchObject([{ title: 'Read the token' }]);
  expect((await call('/tasks', { scp, sub: 'sam' })).body).toEqual([]);
});

it.each(['/tasks', '/tasks/count', '/nowhere'])(
  'tells a caller without a token at %s how to come in, and no error (RFC 6750 §3.1)',
  async (path) => {
    const { answer, challenge } = await call(path);
    expect(answer.status).toBe(401);
    expect(challenge).toBe('Bearer realm="api"');
  },
);

it('says invalid_token for a token that it refuses', async () => {
  const { answer, challenge } = await call('/tasks', {
    scp: 'Tasks.Read',
    aud: 'https://graph.microsoft.com',
  });
  expect(answer.status).toBe(401);
  expect(challenge).toMatch(
    /^Bearer realm="api", error="invalid_token", error_description="This access token is for Microsoft Graph/,
  );
});

it.each([['Basic YWxleDpwYXNzd29yZA=='], ['Bearer'], ['Bearer two tokens']])(
  'says invalid_request for the header "%s"',
  async (authorization) => {
    const answer = await fetch(`${api.origin}/tasks`, { headers: { authorization } });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_request"');
  },
);

it('takes no token from the address', async () => {
  const answer = await fetch(
    `${api.origin}/tasks?access_token=${await token({ scp: 'Tasks.Read' })}`,
  );
  expect(answer.status).toBe(401);
});

it.each([
  ['GET', '/tasks', { scp: 'Tasks.Write' }, 'Tasks.Read'],
  ['GET', '/tasks', { scp: 'Tasks.Read.All' }, 'Tasks.Read'],
  ['GET', '/tasks', { roles: ['Tasks.Read'] }, 'Tasks.Read'],
  ['POST', '/tasks', { scp: 'Tasks.Read' }, 'Tasks.Write'],
])('%s %s answers insufficient_scope to %j', async (method, path, claims, scope) => {
  const { answer, challenge } = await call(path, claims, method === 'POST' ? '{}' : undefined);
  expect(answer.status).toBe(403);
  expect(challenge).toContain('error="insufficient_scope"');
  expect(challenge).toContain(`scope="${scope}"`);
});

it('counts everyone’s tasks for an app role only', async () => {
  expect((await call('/tasks/count', { roles: ['Tasks.Read.All'] })).answer.status).toBe(200);
  const { answer, challenge } = await call('/tasks/count', { scp: 'Tasks.Read.All' });
  expect(answer.status).toBe(403);
  expect(challenge).toContain('app role Tasks.Read.All');
});

it.each(['', '{', '[]', '{"title":""}', `{"title":"${'x'.repeat(201)}"}`])(
  'refuses the body %.20s',
  async (body) => {
    expect((await call('/tasks', { scp: 'Tasks.Write' }, body)).answer.status).toBe(400);
  },
);

it('answers with headers that keep tasks out of caches, and shows no framework', async () => {
  const { answer } = await call('/tasks', { scp: 'Tasks.Read' });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-powered-by')).toBeNull();
});

it('returns 503 with the time to wait while the tenant is unreachable, without details', async () => {
  const away = await served(
    tasksApi(
      apiRegistrationFrom({
        TENANT_TYPE: 'entra-id',
        TENANT_ID: tenantId,
        CLIENT_ID: clientId,
        AUTHORITY: `https://localhost:1/${tenantId}`,
      }),
    ),
  );
  const answer = await fetch(`${away.origin}/tasks`, {
    headers: { authorization: `Bearer ${await token({ scp: 'Tasks.Read' })}` },
  });
  await away.close();
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  expect(await answer.text()).not.toContain('localhost');
});
