import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checks } from '../../src/check-app/checks/checks.ts';
import { run } from '../../src/check-app/run.ts';
import { freePort } from '../e2e/free-ports.ts';
import { authorityFor } from '../practice-tenant/msal-app.ts';
import { usualApp } from '../practice-tenant/plain-app.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

/** An app whose pages are empty until their script has run. */
async function scriptApp(script: string, routes: Readonly<Record<string, Route>>) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const page = `<!doctype html><title>App</title><body><script>${script}</script>`;
  const server: Server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', origin);
    const route = routes[url.pathname];
    if (route !== undefined) return route(request, response, url);
    response.setHeader('content-type', 'text/html').end(page);
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { origin, close };
}

const authorizeAddress = (origin: string, state: string): string => {
  const query = {
    client_id: usualApp.client_id,
    response_type: 'code',
    redirect_uri: `${origin}/auth/redirect`,
    scope: 'openid profile User.Read',
    state,
  };
  const base = authorityFor(tenant, 'entra-id').replace(/\/v2\.0$/, '');
  const { pathname } = new URL(base);
  return `${tenant.frontOrigin}${pathname}/oauth2/v2.0/authorize?${new URLSearchParams(query)}`;
};

const one = (id: string) => checks.filter((check) => check.id === id);

test('an app whose scripts show the button and the name is found with a headless browser', async () => {
  const states = new Set<string>();
  const names = new Map<string, string>();
  const app = await scriptApp(
    `const button = document.createElement('button');
     button.textContent = 'Log in';
     button.onclick = () => { location.href = '/go'; };
     document.body.append(button);
     new EventSource('/never-ending');
     fetch('/who').then((r) => r.json()).then(({ name }) => document.body.append(name ?? ''));`,
    {
      '/never-ending': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: x\n\n');
      },
      '/go': (_, response) => {
        const state = randomUUID();
        states.add(state);
        const location = authorizeAddress(app.origin, state);
        response.writeHead(302, { location }).end();
      },
      '/auth/redirect': async (_, response, url) => {
        if (!states.delete(url.searchParams.get('state') ?? ''))
          return void response.writeHead(400).end();
        const body = new URLSearchParams({
          ...usualApp,
          grant_type: 'authorization_code',
          code: url.searchParams.get('code') ?? '',
          redirect_uri: `${app.origin}/auth/redirect`,
        });
        const base = authorityFor(tenant, 'entra-id').replace(/\/v2\.0$/, '');
        const { id_token } = await (
          await fetch(`${base}/oauth2/v2.0/token`, { method: 'POST', body })
        ).json();
        const { name } = JSON.parse(Buffer.from(id_token.split('.')[1], 'base64url').toString());
        const id = randomUUID();
        names.set(id, name);
        response
          .writeHead(302, { location: '/', 'set-cookie': `id=${id}; Path=/; HttpOnly` })
          .end();
      },
      '/who': (request, response) => {
        const id = /id=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
        response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ name: names.get(id) }));
      },
    },
  );
  try {
    const report = await run({
      app: app.origin,
      practiceTenant: tenant.frontOrigin,
      checks: [...one('state-wrong'), ...one('bad-signature')],
    });
    expect([report.signIn, report.nameAt]).toEqual(['/go', '/who']);
    expect(report.results.map(({ outcome }) => outcome)).toEqual(['held', 'failed']);
  } finally {
    await app.close();
  }
});

test('an app whose script sends the authorization request itself is none that can be checked', async () => {
  const app = await scriptApp('', {
    '/': (_, response) => {
      const address = JSON.stringify(authorizeAddress(app.origin, 'x'));
      response
        .setHeader('content-type', 'text/html')
        .end(
          `<button>Sign in</button><script>document.querySelector('button').onclick = () => { location.href = ${address}; };</script>`,
        );
    },
  });
  try {
    const checked = run({ app: app.origin, practiceTenant: tenant.frontOrigin });
    await expect(checked).rejects.toThrow(
      /^A script in the browser sends the authorization request/,
    );
  } finally {
    await app.close();
  }
});

test('a page that shows no way to sign in even with scripts gets one sentence', async () => {
  const app = await scriptApp(`document.body.textContent = 'Nothing here';`, {});
  try {
    const checked = run({ app: app.origin, practiceTenant: tenant.frontOrigin });
    await expect(checked).rejects.toThrow(/^No way to sign in was found/);
  } finally {
    await app.close();
  }
});

test('nothing that a page’s scripts do reaches another address, by a redirect or a WebSocket either', async () => {
  let arrived = 0;
  // An address of this machine that isn't one of those that apps are checked at.
  const elsewhere = createServer((_, response) => response.end());
  elsewhere.on('connection', () => {
    arrived += 1;
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.2', resolve));
  const address = elsewhere.address();
  const away = `127.0.0.2:${typeof address === 'object' ? address?.port : ''}`;
  let redirects = 0;
  const app = await scriptApp(
    `document.body.innerHTML = '<img src="/away"><a href="/away">Sign in</a>';
     new WebSocket('ws://${away}/');
     navigator.serviceWorker?.register('/worker.js').catch(() => {});`,
    {
      '/away': (_, response) => {
        redirects += 1;
        response.writeHead(302, { location: `http://${away}/` }).end();
      },
    },
  );
  try {
    const checked = run({ app: app.origin, practiceTenant: tenant.frontOrigin });
    await expect(checked).rejects.toThrow(/^No way to sign in was found/);
    expect(redirects).toBeGreaterThan(0);
    expect(arrived).toBe(0);
  } finally {
    await app.close();
    await new Promise((resolve) => elsewhere.close(resolve));
  }
});
