import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { bundled } from '../../clients/bundled.ts';
import { freePort } from '../free-ports.ts';

/** The libraries as their packages have them for browsers. */
const scripts: Readonly<Record<string, string>> = {
  '/msal-browser.js': '@azure/msal-browser/lib/msal-browser.min.js',
  '/redirect-bridge.js': '@azure/msal-browser/lib/redirect-bridge/msal-redirect-bridge.min.js',
  '/oidc-client-ts.js': 'oidc-client-ts/dist/browser/oidc-client-ts.min.js',
};
const packages = new URL('../../../node_modules/', import.meta.url);

/** An app that is nothing but a page. */
export interface ServedApp {
  origin: string;
  /** What the page finds at /configuration. */
  configuration: object;
  stop(): Promise<void>;
}

export async function servedApp(
  name: 'msal-browser' | 'oidc-client-ts' | 'angular-oauth2-oidc',
): Promise<ServedApp> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string | Uint8Array) =>
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
    const script = scripts[pathname];
    if (script !== undefined) {
      send('text/javascript', await readFile(new URL(script, packages)));
    } else if (pathname === '/angular-oauth2-oidc.js') {
      send('text/javascript', await bundled('angular-oauth2-oidc'));
    } else if (pathname === '/configuration') {
      send('application/json', JSON.stringify(app.configuration));
    } else {
      const page = pathname === '/redirect' ? 'redirect' : name;
      send('text/html', await readFile(new URL(`${page}.html`, import.meta.url)));
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const app: ServedApp = {
    origin: `http://localhost:${port}`,
    configuration: {},
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return app;
}
