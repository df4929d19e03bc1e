import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { apiFailures, callApi } from '../../../samples/web-app/call-api.ts';
import { SignInRequired } from '../../../samples/web-app/sign-in/index.ts';

describe('calling the API', () => {
  let asked: { path: string | undefined; token: string | undefined }[];
  let answer: RequestListener;
  let endpoint: string;
  let server: ReturnType<typeof createServer>;

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      asked.push({ path: request.url, token: request.headers.authorization });
      answer(request, response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    server.closeAllConnections();
    server.close();
  });

  const call = () => callApi(endpoint, 'the-token', ['Tasks.Read']);
  const failed = (code: string, sentence: RegExp) => ({
    endpoint: expect.any(String),
    status: undefined,
    body: '',
    failure: { code, sentence: expect.stringMatching(sentence) },
  });

  test('sends the token, and shows JSON in a readable way and other text as it is', async () => {
    answer = (_, response) => response.end('{"hello":"api"}');
    expect(await call()).toEqual({ endpoint, status: 200, body: '{\n  "hello": "api"\n}' });
    expect(asked).toEqual([{ path: '/api', token: 'Bearer the-token' }]);
    answer = (_, response) => response.writeHead(418).end('a teapot');
    expect(await call()).toEqual({ endpoint, status: 418, body: 'a teapot' });
  });

  test('shows deep JSON as it is: indented, it would be a page of many megabytes', async () => {
    const nested = (depth: number) =>
      `${'['.repeat(depth)}${'1,'.repeat(9_999)}1${']'.repeat(depth)}`;
    answer = (_, response) => response.end(nested(33));
    expect((await call()).body).toBe(nested(33));
    const objects = `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`;
    answer = (_, response) => response.end(objects);
    expect((await call()).body).toBe(objects);
    answer = (_, response) => response.end(nested(32));
    expect((await call()).body).toMatch(/^\[\n {2}\[/);
    answer = (_, response) => response.end(`[${'[],{},'.repeat(40)}1]`);
    expect((await call()).body).toMatch(/^\[\n {2}\[\],\n {2}\{\},\n/);
  });

  test('R3 a redirect is not followed: it would carry the token elsewhere', async () => {
    answer = ({ url }, response) =>
      url === '/api' ? response.writeHead(307, { location: '/stolen' }).end() : response.end('{}');
    expect(await call()).toEqual(failed('api_redirected', /redirected/));
    expect(asked).toHaveLength(1);
  });

  test('R3 an answer of more than 64 KiB is not read to its end', async () => {
    answer = (_, response) => response.end(`"${'x'.repeat(65_536)}"`);
    expect(await call()).toEqual(failed('api_response_too_large', /longer than the 64 KiB/));
    answer = (_, response) => response.end('x'.repeat(65_536));
    expect((await call()).body).toHaveLength(65_536);
  });

  test('R3 an API that never answers is given up after five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reached = Promise.withResolvers<void>();
    answer = () => reached.resolve();
    let isOver = false;
    const reply = call().finally(() => {
      isOver = true;
    });
    await reached.promise;
    await vi.advanceTimersByTimeAsync(4_999);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await reply).toEqual(failed('api_timed_out', /didn't respond within five seconds/));
  });

  test('an API that is not running is said not to be reachable, and the log names the cause', async () => {
    await new Promise((closed) => server.close(closed));
    expect(await call()).toEqual(failed('api_unreachable', /couldn't connect/));
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('ECONNREFUSED'));
  });

  test('every failure has a code of its own', () => {
    const codes = Object.values(apiFailures).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('no timer outlives its request', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    answer = (_, response) => response.end('{}');
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    await call();
    expect(vi.getTimerCount()).toBe(0);
    expect(timeout).not.toHaveBeenCalled();
  });

  test('a claims challenge counts with status 401, and is decoded', async () => {
    const claims = '{"access_token":{"acrs":{"value":"c1"}}}';
    const encoded = Buffer.from(claims).toString('base64');
    const challenge = `Bearer error="insufficient_claims", claims="${encoded}"`;
    let status = 401;
    answer = (_, response) => response.writeHead(status, { 'www-authenticate': challenge }).end();
    const refusal = await call().catch((error) => error);
    expect(refusal).toBeInstanceOf(SignInRequired);
    expect(refusal).toMatchObject({ claims, scopes: ['Tasks.Read'] });
    status = 403;
    expect(await call()).toMatchObject({ status: 403 });
  });

  test.each([
    ['cut off', '{"access_token":'],
    ['too long', JSON.stringify({ access_token: { x: 'y'.repeat(5_000) } })],
  ])(
    'a claims challenge that is %s is not answered with the same token again',
    async (_, claims) => {
      const encoded = Buffer.from(claims).toString('base64');
      const challenge = `Bearer error="insufficient_claims", claims="${encoded}"`;
      answer = (_request, response) =>
        response.writeHead(401, { 'www-authenticate': challenge }).end();
      await expect(call()).rejects.toMatchObject({ code: 'claims_unusable' });
    },
  );
});
