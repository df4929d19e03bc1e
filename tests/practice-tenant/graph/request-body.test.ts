import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { errorOf } from './graph-client.ts';
import { type RegisteringClient, registeringClient } from './registering-client.ts';

let tenant: RunningTenant;
let graph: RegisteringClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await registeringClient(tenant);
});
afterAll(() => tenant.remove());

const post = (path: string, body: string, type: string) => {
  const bytes = Buffer.from(body);
  // A body of text would bring its own content type.
  return graph(path, {
    method: 'POST',
    body: bytes,
    headers: type ? { 'content-type': type } : {},
  });
};

test.each([
  [
    '{',
    'application/json',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  ],
  [
    'a=b',
    'application/x-www-form-urlencoded',
    'Entity only allows writes with a JSON Content-Type header.',
  ],
  ['{}', '', 'Write requests (excluding DELETE) must contain the Content-Type header declaration.'],
])('a body %s of type "%s" is told what it lacks', async (body, type, message) => {
  expect(errorOf(await post('/v1.0/applications', body, type))).toBe(`400 BadRequest: ${message}`);
});

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  ['/v1.0/applications', `{"displayName":"Deep","tags":${nested(5000)}}`],
  ['/v1.0/applications', `{"displayName":"Deep","tags":${nested(25_000)}}`],
  ['/v1.0/applications', nested(5000)],
  ['/v1.0/applications', '['.repeat(5000)],
  ['/v1.0/applications', `${'{"api":'.repeat(5000)}1${'}'.repeat(5000)}`],
  [
    '/v1.0/$batch',
    `{"requests":[{"id":"1","method":"POST","url":"/applications","headers":{"content-type":"application/json"},"body":{"tags":${nested(5000)}}}]}`,
  ],
])('a body at %s that is nested thousands of levels deep can’t be read', async (path, body) => {
  expect(errorOf(await post(path, body, 'application/json'))).toMatch(
    /^400 BadRequest: Unable to read JSON request payload\./,
  );
  expect((await graph('/v1.0/applications')).status).toBe(200);
});

test('a body may be as deep as any resource is', async () => {
  const body = `{"displayName":"Deep","optionalClaims":{"idToken":[{"name":"sid","additionalProperties":[]}]}}`;
  expect((await post('/v1.0/applications', body, 'application/json')).status).toBe(201);
});

test('a body that is too large is told so', async () => {
  const answer = await graph.post('/v1.0/applications', { displayName: 'x'.repeat(60_000) });
  expect(answer.status).toBe(413);
});
