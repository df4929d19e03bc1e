import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { cookieJar } from '../../../../../samples/web-app/sign-in/express/cookie-jar.ts';
import type { CookieJar } from '../../../../../samples/web-app/sign-in/index.ts';

const options = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;
let stop = () => {};
afterEach(() => stop());

/** What a handler does with the cookies of a request, and the cookies that the response sets. */
async function asked(cookie: string, handle: (jar: CookieJar) => unknown) {
  let seen: unknown;
  const app = express().get('/', (request, response) => {
    seen = handle(cookieJar(request, response));
    response.end();
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop = () => server.close();
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}`, {
    headers: { ...(cookie && { cookie }), connection: 'close' },
  });
  return { seen, set: response.headers.getSetCookie() };
}

describe('the cookies of an Express request', () => {
  it('are counted in one pass: 200,000 of them keep no one waiting', () => {
    const cookie = 'a=;'.repeat(200_000);
    const request = { headers: { cookie } } as express.Request;
    const jar = cookieJar(request, {} as express.Response);
    // Comparing each with each would take longer than this test may.
    expect(jar.names()).toEqual([]);
  });

  it('are all to be had by name, also where one was planted beside another', async () => {
    const { seen } = await asked('a=1; b=2; a=3; a=', (jar) => [
      jar.get('a'),
      jar.all('a'),
      jar.all('c'),
    ]);
    expect(seen).toEqual([undefined, ['1', '3'], []]);
  });

  it('are those with names like this app’s, and are read as they were sent', async () => {
    const { seen } = await asked('app.session=a%20b; odd(name)=1; (x)odd=1; __Host-x=2', (jar) => [
      jar.names(),
      jar.get('app.session'),
      jar.get('odd(name)'),
      jar.get('absent'),
    ]);
    expect(seen).toEqual([['app.session', '__Host-x'], 'a%20b', undefined, undefined]);
  });

  it('count for nothing if there are two of one name: one of them was planted', async () => {
    const { seen } = await asked('app.session=a; x=1; app.session=a', (jar) => [
      jar.names(),
      jar.get('app.session'),
    ]);
    expect(seen).toEqual([['x'], undefined]);
  });

  it('may be missing', async () => {
    expect((await asked('', (jar) => jar.names())).seen).toEqual([]);
  });

  it('include what this request set or cleared', async () => {
    const { seen } = await asked('app.session=old; app.transaction=t', (jar) => {
      jar.set('app.session', 'new', { ...options, maxAge: 60 });
      jar.set('app.sign-out', 'short', { ...options, maxAge: 1 });
      jar.set('app.transaction', '', { ...options, maxAge: 0 });
      return [jar.names(), jar.get('app.session')];
    });
    expect(seen).toEqual([['app.session', 'app.sign-out'], 'new']);
  });

  it('are set with every attribute, in seconds, and as they are', async () => {
    const { set } = await asked('', (jar) =>
      jar.set('app.session', 'a*b=', { ...options, maxAge: 60 }),
    );
    expect(set).toEqual([
      expect.stringMatching(
        /^app\.session=a\*b=; Max-Age=60; Path=\/; Expires=.*; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const cleared = await asked('', (jar) => jar.set('app.session', '', { ...options, maxAge: 0 }));
    expect(cleared.set).toEqual([expect.stringContaining('app.session=; Max-Age=0;')]);
  });
});
