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

const staff = '0A0A0A0A-0000-4000-8000-00000000000a';
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
    STAFF_GROUP: staff,
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

it('keeps the tasks of a user together when another app of the tenant calls it', async () => {
  const scp = 'Tasks.Read Tasks.Write';
  const mira = { scp, oid: '0A0A0A0A-0000-4000-8000-000000000003' };
  await call('/tasks', { ...mira, sub: 'in one app' }, JSON.stringify({ title: 'Mine' }));
  const other = { ...mira, sub: 'in another app', azp: 'another app', oid: mira.oid.toLowerCase() };
  expect((await call('/tasks', other)).body).toMatchObject([{ title: 'Mine' }]);
  const someone = { scp, sub: 'in one app', oid: '0a0a0a0a-0000-4000-8000-000000000004' };
  expect((await call('/tasks', someone)).body).toEqual([]);
});

it('counts its users for members of the group, whatever the case of the ID', async () => {
  const { answer, body } = await call('/tasks/users', { scp: 'x', groups: [staff.toLowerCase()] });
  expect([answer.status, body]).toEqual([200, { users: expect.any(Number) }]);
});

it.each([
  ['in no group', {}],
  ['in another group', { groups: ['0a0a0a0a-0000-4000-8000-00000000000b'] }],
])('tells a user who is %s which group is needed', async (_, claims) => {
  const { answer, challenge, body } = await call('/tasks/users', { scp: 'x', ...claims });
  expect(answer.status).toBe(403);
  expect(challenge).toContain(
    `error="insufficient_scope", error_description="This needs the group ${staff}."`,
  );
  expect(body).toMatchObject({ error: 'insufficient_scope' });
});

it.each([
  ['_claim_names', { _claim_names: { groups: 'src1' } }],
  ['hasgroups', { hasgroups: true }],
  ['_claim_names beside some groups', { _claim_names: { groups: 'src1' }, groups: [staff] }],
])('says of a user with too many groups, by %s, that it cannot look them up', async (_, claims) => {
  const { answer, challenge, body } = await call('/tasks/users', { scp: 'x', ...claims });
  expect(answer.status).toBe(403);
  expect(challenge).toContain('too many groups for the access token to list');
  expect(body).toMatchObject({
    error_description: expect.stringContaining('Use an app role'),
  });
});

it.each([
  ['roles that are text', { roles: 'Tasks.Read.All' }],
  ['groups that are text', { groups: staff }],
  ['overage claims that are a list', { _claim_names: ['groups'] }],
])('refuses a token with %s', async (_, claims) => {
  const { answer } = await call('/tasks/count', { scp: 'x', ...claims });
  expect(answer.status).toBe(401);
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
