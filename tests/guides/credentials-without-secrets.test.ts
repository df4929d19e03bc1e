import { execFileSync, execSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Registration } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { appCertificate } from '../practice-tenant/app-certificate.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { runningWebApp } from '../samples/protected-api/running-web-app.ts';

const guide = readFileSync(
  new URL('../../src/content/docs/guides/credentials-without-secrets.mdx', import.meta.url),
  'utf8',
);
const makeToken = fileURLToPath(
  new URL('../../samples/practice-platform/make-token.ts', import.meta.url),
);
let tenant: RunningTenant;
let folder: string;
beforeAll(async () => {
  tenant = await runningTenant();
  folder = mkdtempSync(join(tmpdir(), 'credentials-'));
});
afterAll(async () => {
  await tenant.remove();
  rmSync(folder, { recursive: true });
});

/** What the portal does when you upload a certificate or add a federated credential. */
async function register(changes: Partial<Registration>): Promise<void> {
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The web app is not registered.');
  await directory.saveRegistration({ ...app, secrets: [], ...changes });
}

async function signIn(credential: Record<string, string>): Promise<Page> {
  const app = await runningWebApp(tenant, { CLIENT_SECRET: undefined, ...credential });
  try {
    const browser = new HttpBrowser();
    let page = await browser.open(`${app.origin}/profile`);
    for (const button of ['Sign in', 'Alex Rivera']) page = await browser.press(page, button);
    return page;
  } finally {
    app.stop();
  }
}

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('a certificate', () => {
  it('signs the web app’s users in when the registration has no secret left', async () => {
    const { certificate, privateKey } = await appCertificate();
    await register({ certificates: [certificate] });
    const page = await signIn({
      CLIENT_CERTIFICATE_PATH: written('client-certificate.pem', certificate),
      CLIENT_CERTIFICATE_KEY_PATH: written('client-key.pem', privateKey),
    });
    expect(page.text).toContain('Alex Rivera');
  });

  it('that is not the registered one leads to the error that the guide names', async () => {
    const { certificate, privateKey } = await appCertificate();
    await register({ certificates: [(await appCertificate()).certificate] });
    const page = await signIn({
      CLIENT_CERTIFICATE_PATH: written('client-certificate.pem', certificate),
      CLIENT_CERTIFICATE_KEY_PATH: written('client-key.pem', privateKey),
    });
    expect(page.text).toContain('AADSTS700027');
    expect(guide).toContain('AADSTS700027');
  });

  it('is two lines of .env, as the guide writes them', () => {
    const lines = [
      'CLIENT_CERTIFICATE_PATH=client-certificate.pem',
      'CLIENT_CERTIFICATE_KEY_PATH=client-key.pem',
    ];
    for (const line of lines) expect(guide).toContain(line);
  });

  it.runIf(spawnSync('openssl', ['version']).status === 0)(
    'is made by the guide’s first command; the others print both thumbprints',
    async () => {
      const commands = [...guide.matchAll(/^ *(openssl .+)$/gm)].map(([, command = '']) => command);
      expect(commands).toHaveLength(3);
      const [, ...printed] = commands.map((command) =>
        execSync(command, { cwd: folder, stdio: 'pipe', encoding: 'utf8' }),
      );
      // As long as the guide says: SHA-1 has 40 hexadecimal digits, SHA-256 has 64.
      const digits = printed.map((text) => text.split('=')[1]?.replaceAll(':', '').trim().length);
      expect(digits).toEqual([40, 64]);
      expect(guide).toMatch(/SHA-1 thumbprint of 40 .+ SHA-256 thumbprint has 64/);
      await register({
        certificates: [readFileSync(join(folder, 'client-certificate.pem'), 'utf8')],
      });
      const page = await signIn({
        CLIENT_CERTIFICATE_PATH: join(folder, 'client-certificate.pem'),
        CLIENT_CERTIFICATE_KEY_PATH: join(folder, 'client-key.pem'),
      });
      expect(page.text).toContain('Alex Rivera');
    },
  );
});

describe('a federated credential', () => {
  const trusted = {
    issuer: 'https://cluster.example',
    subject: 'system:serviceaccount:default:my-web-app',
    audience: 'api://AzureADTokenExchange',
  };
  let platformToken: (changes?: Partial<typeof trusted>) => Promise<string>;
  beforeAll(async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] };
    await register({ federatedCredentials: [{ ...trusted, keys }] });
    platformToken = (changes) => {
      const { issuer, subject, audience } = { ...trusted, ...changes };
      return new SignJWT()
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(issuer)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
    };
  });

  it('is practiced with the token and the values that the guide gives', async () => {
    const printed = execFileSync(process.execPath, [makeToken], { cwd: folder, encoding: 'utf8' });
    const [, issuer = '', subject = '', audience = ''] =
      /Enter `(.+?)` as \*\*Issuer\*\*, `(.+?)` as \*\*Subject identifier\*\*, and `(.+?)` as \*\*Audience/.exec(
        guide,
      ) ?? [];
    const browser = new HttpBrowser();
    const path = `${tenant.frontOrigin}/desk/entra-id/registrations/${clientIds.webApp}`;
    const desk = await browser.open(path);
    const fields = { issuer, subject, audience, keys: printed };
    await browser.press(desk, 'Add credential', fields);
    const page = await signIn({ FEDERATED_TOKEN_FILE: join(folder, 'token.jwt') });
    expect(page.text).toContain('Alex Rivera');
  });

  it('signs the web app’s users in with the platform’s token from a file', async () => {
    const page = await signIn({ FEDERATED_TOKEN_FILE: written('token', await platformToken()) });
    expect(page.text).toContain('Alex Rivera');
  });

  it.each([
    ['AADSTS700211', { issuer: 'https://cluster.example/' }],
    ['AADSTS700213', { subject: 'system:serviceaccount:default:My-web-app' }],
    ['AADSTS700212', { audience: 'api://azureadtokenexchange' }],
  ])('answers %s, as the guide’s table says, to %j', async (code, changes) => {
    const page = await signIn({
      FEDERATED_TOKEN_FILE: written('token', await platformToken(changes)),
    });
    expect(page.text).toContain(code);
    expect(guide).toContain(`[${code}](/errors/${code}/)`);
  });
});
