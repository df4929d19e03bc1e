import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { keyToPem } from '../../src/practice-tenant/certificates/key-pair.ts';
import { freePort } from '../e2e/free-ports.ts';
import { certificateFor } from '../samples/web-app/doctor/outside/public-proxy.ts';

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface PublicSite {
  origin: string;
  /** Method and path of each request, oldest first. */
  asked: string[];
  /** What is wrong: changes the reply to a request. */
  change(request: IncomingMessage, reply: Reply): void;
  close(): Promise<void>;
}

const page = (body: string): Reply => ({
  status: 200,
  headers: {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  },
  body,
});
const errorPage = (code: string): Reply => ({
  ...page(`<p>Error code: <code>${code}</code></p>`),
  status: 400,
});
const redirect = (location: string, headers = {}): Reply => ({
  status: 303,
  headers: { location, ...headers },
  body: '',
});

/** What a live demo, as it should be, and its identity provider respond to a browser without cookies. */
export async function publicSite(demoName: string): Promise<PublicSite> {
  const { certificate, keys } = await certificateFor('localhost');
  const options = { cert: certificate.toString('pem'), key: await keyToPem(keys.privateKey) };
  const port = await freePort();
  const origin = `https://localhost:${port}`;
  let uses = 0;
  const replies: Record<string, (request: IncomingMessage, query: URLSearchParams) => Reply> = {
    [`GET /demo/${demoName}/`]: () =>
      page(
        `<form method="post" action="/auth/sign-in"><input name="demo" value="${demoName}"></form>`,
      ),
    'GET /healthz': () => page('ok'),
    'POST /auth/sign-in'({ headers }) {
      if (headers.origin !== origin) return errorPage('request_refused');
      const authorize = new URL('/tenant/authorize', origin);
      authorize.search = `${new URLSearchParams({
        client_id: 'an-app',
        redirect_uri: `${origin}/auth/redirect/${demoName}`,
        state: 's',
        nonce: 'n',
        code_challenge: 'c',
        code_challenge_method: 'S256',
      })}`;
      const cookie = '__Host-lab.transaction.s=v; Path=/; Secure; HttpOnly; SameSite=Lax';
      return redirect(authorize.href, { 'set-cookie': cookie });
    },
    'GET /tenant/authorize': (_request, query) =>
      redirect(`${query.get('redirect_uri')}?error=login_required&state=${query.get('state')}`),
    [`GET /auth/redirect/${demoName}`]({ headers }) {
      if (!headers.cookie) return errorPage('transaction_missing');
      uses += 1;
      return errorPage(uses === 1 ? 'login_required' : 'transaction_spent');
    },
    [`GET /auth/front-channel-logout/${demoName}`]: () => ({
      status: 200,
      headers: { 'content-security-policy': `frame-ancestors ${origin}` },
      body: '',
    }),
  };
  const site: PublicSite = {
    origin,
    asked: [],
    change: () => {},
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
  const server = createServer(options, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', origin);
    const asked = `${request.method} ${pathname}`;
    site.asked.push(asked);
    const reply = replies[asked]?.(request, searchParams) ?? { ...page(''), status: 404 };
    site.change(request, reply);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await once(server.listen(port, 'localhost'), 'listening');
  return site;
}
