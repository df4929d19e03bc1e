import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { compileCache } from '../compile-cache.ts';
import { freePort } from '../e2e/free-ports.ts';
import { HttpBrowser } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { practiceEnvironment } from '../samples/protected-api/practice-environment.ts';
import { templateText } from '../samples/web-app/azure/sample-deployment.ts';

const identity = {
  issuer: 'https://login.microsoftonline.com/0a0a0a0a-1111-4111-8111-111111111111/v2.0',
  subject: '5e5e5e5e-5555-4555-8555-555555555555',
  audience: 'api://AzureADTokenExchange',
};
const clientId = '6f6f6f6f-6666-4666-8666-666666666666';
const proof = 'the value of IDENTITY_HEADER';

let tenant: RunningTenant;
let appService: Server;
let endpoint: string;
let folder: string;
const asked: URL[] = [];
beforeAll(async () => {
  tenant = await runningTenant();
  folder = mkdtempSync(join(tmpdir(), 'managed-identity-'));
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The web app is not registered.');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] };
  const federatedCredentials = [{ ...identity, keys }];
  await directory.saveRegistration({ ...app, secrets: [], federatedCredentials });
  /** The local address of App Service, as Microsoft documents its version 2019-08-01. */
  appService = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(url);
    if (request.headers['x-identity-header'] !== proof) {
      response.writeHead(401).end();
      return;
    }
    const access_token = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(identity.issuer)
      .setSubject(identity.subject)
      .setAudience(url.searchParams.get('resource') ?? '')
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ access_token, client_id: url.searchParams.get('client_id') }));
  }).listen(0, 'localhost');
  await once(appService, 'listening');
  const address = appService.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  endpoint = `http://localhost:${address.port}/msi/token`;
});
afterAll(async () => {
  appService.close();
  await tenant.remove();
  rmSync(folder, { recursive: true });
});

/** The startup command of the template. */
async function startedApp(changes: Record<string, string>) {
  const [, command = ''] = /'node (--import [^']+)'/.exec(templateText) ?? [];
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = {
    PATH: process.env['PATH'],
    ...compileCache,
    ...practiceEnvironment('web-app', 'entra-id', tenant),
    CLIENT_SECRET: undefined,
    PORT: String(port),
    REDIRECT_URI: `${origin}/auth/redirect`,
    PRACTICE_TENANT_FRONT_ORIGIN: tenant.frontOrigin,
    IDENTITY_ENDPOINT: endpoint,
    IDENTITY_HEADER: proof,
    IDENTITY_CLIENT_ID: clientId,
    ...changes,
  };
  const cwd = fileURLToPath(new URL('../../samples/web-app/', import.meta.url));
  const app = spawn(process.execPath, command.split(' '), { cwd, env });
  let output = '';
  for (const stream of [app.stdout, app.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  await Promise.race([once(app.stdout, 'data'), once(app, 'exit')]);
  return { origin, stop: () => app.kill(), output: () => output };
}

describe('a managed identity on App Service', () => {
  it('signs users in with the token that App Service hands out', async () => {
    const file = join(folder, 'identity-token');
    const app = await startedApp({ FEDERATED_TOKEN_FILE: file });
    try {
      const browser = new HttpBrowser();
      let page = await browser.open(`${app.origin}/profile`);
      for (const button of ['Sign in', 'Alex Rivera']) page = await browser.press(page, button);
      expect(page.text).toContain('Alex Rivera');
    } finally {
      app.stop();
    }
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      'api-version': '2019-08-01',
      resource: 'api://AzureADTokenExchange',
      client_id: clientId,
    });
    // Only this user of the machine may read it.
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('stops the start in a sentence when App Service refuses, or gives no identity', async () => {
    const file = join(folder, 'never');
    const refused = await startedApp({ FEDERATED_TOKEN_FILE: file, IDENTITY_HEADER: 'another' });
    expect(refused.output()).toContain('App Service returned 401 for the identity.');
    const none = await startedApp({ FEDERATED_TOKEN_FILE: file, IDENTITY_ENDPOINT: '' });
    expect(none.output()).toContain('This app has no managed identity');
    expect(existsSync(file)).toBe(false);
  });
});
