import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { compileCache } from '../../compile-cache.ts';
import { freePort } from '../../e2e/free-ports.ts';
import { authority, type CompanyNetwork, companyNetwork } from './company-network.ts';
import { webAppFolder } from './running-web-app.ts';

let network: CompanyNetwork;
let folder: string;
let app: ChildProcess | undefined;
beforeAll(async () => {
  network = await companyNetwork();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'company-'));
  writeFileSync(join(folder, 'company-ca.pem'), network.certificate);
  network.seen.length = 0;
  network.answer.status = 200;
});
afterEach(async () => {
  if (app?.exitCode === null) {
    app.kill();
    await once(app, 'exit');
  }
  app = undefined;
  rmSync(folder, { recursive: true });
});
afterAll(() => network.close());

/** A module that takes a function away, as in a Node.js that doesn't have it yet. */
const without = (module: string, name: string) =>
  `data:text/javascript,import%20m%20from%20'node:${module}';delete%20m.${name};`;

/** The sample in a folder of its own, with everything in `.env` and nothing in its shell. */
async function started(lines: Record<string, string>, preloaded: readonly string[] = []) {
  const port = await freePort();
  const variables = {
    TENANT_TYPE: 'external-id-custom-domain',
    OIDC_AUTHORITY: authority,
    CLIENT_ID: '22222222-2222-4222-8222-222222222222',
    CLIENT_SECRET: 'a~secret',
    REDIRECT_URI: `http://localhost:${port}/auth/redirect`,
    ...lines,
  };
  const text = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(folder, '.env'), text.join(''));
  const { PATH } = process.env;
  app = spawn(
    process.execPath,
    [
      '--env-file=.env',
      ...preloaded.map((module) => `--import=${module}`),
      join(webAppFolder, 'app.ts'),
    ],
    { cwd: folder, env: { PATH, ...compileCache } },
  );
  let output = '';
  const ready = Promise.withResolvers<void>();
  for (const stream of [app.stdout, app.stderr])
    stream?.setEncoding('utf8').on('data', (printed: string) => {
      output += printed;
      if (output.includes('Open http')) ready.resolve();
    });
  app.once('exit', () => ready.resolve());
  await ready.promise;
  return {
    output: () => output,
    warnings: () => output.split('\n').filter((line) => line.startsWith('Warning: ')),
    signIn: () =>
      fetch(`http://localhost:${port}/auth/sign-in`, {
        method: 'POST',
        headers: { origin: `http://localhost:${port}` },
        redirect: 'manual',
      }),
  };
}

const trusted = { NODE_EXTRA_CA_CERTS: 'company-ca.pem' };
const target = 'login.company.example:443';

describe('a proxy that is named in .env only', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY'])('%s is the way out', async (name) => {
    const { signIn, warnings } = await started({ ...trusted, [name]: network.proxyOrigin });
    const response = await signIn();
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toMatch(`${authority}/authorize?`);
    expect(network.seen).toEqual([{ target, credentials: undefined }]);
    expect(warnings()).toEqual([]);
  });

  test('gets the user and the password of its address, decoded', async () => {
    const url = network.proxyOrigin.replace('//', '//us%40er:p%23w@');
    const { signIn, output } = await started({ ...trusted, HTTPS_PROXY: url });
    expect((await signIn()).status).toBe(303);
    expect(network.seen).toEqual([{ target, credentials: 'us@er:p#w' }]);
    expect(output()).not.toContain('p%23w');
  });

  test('is not used for a host in NO_PROXY', async () => {
    const NO_PROXY = 'elsewhere.example,login.company.example';
    const { signIn } = await started({ ...trusted, HTTPS_PROXY: network.proxyOrigin, NO_PROXY });
    expect((await signIn()).status).toBe(503);
    expect(network.seen).toEqual([]);
  });

  test('that refuses is named on the page and in the log', async () => {
    network.answer.status = 407;
    const { signIn, output } = await started({ ...trusted, HTTPS_PROXY: network.proxyOrigin });
    const response = await signIn();
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('proxy_refused');
    expect(output()).toMatch(/proxy_refused: https:\/\/login\.company\.example.*407/);
  });

  test.each(['proxy.example.com:8080', 'socks5://proxy.example.com', 'http://u:p%w@proxy.example'])(
    '%s is refused at start',
    async (HTTPS_PROXY) => {
      const { output } = await started({ HTTPS_PROXY });
      expect(app?.exitCode).toBe(1);
      expect(output()).toMatch(/^- HTTPS_PROXY must look like http:\/\/proxy\.example\.com:8080/m);
      expect(output()).not.toContain('p%w');
    },
  );
});

describe('a Node.js that cannot set the proxy itself', () => {
  const older = without('http', 'setGlobalProxyFromEnv');

  test('reports which option is missing, and starts', async () => {
    const { signIn, warnings } = await started({ HTTPS_PROXY: network.proxyOrigin }, [older]);
    expect(warnings()).toEqual([
      expect.stringMatching(/HTTPS_PROXY is set, but .* only if NODE_OPTIONS .* --use-env-proxy/),
    ]);
    expect((await signIn()).status).toBe(503);
    expect(network.seen).toEqual([]);
  });

  test('is content with that option in .env', async () => {
    const NODE_OPTIONS = '--use-env-proxy';
    const variables = { ...trusted, HTTPS_PROXY: network.proxyOrigin, NODE_OPTIONS };
    const { signIn, warnings } = await started(variables, [older]);
    expect(warnings()).toEqual([]);
    expect((await signIn()).status).toBe(303);
  });
});

describe('a certificate authority of the company', () => {
  const HTTPS_PROXY = () => network.proxyOrigin;

  test('that is not trusted is named in the log with the code that the error page explains', async () => {
    const { signIn, output } = await started({ HTTPS_PROXY: HTTPS_PROXY() });
    const response = await signIn();
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('certificate_untrusted');
    expect(output()).toMatch(/certificate_untrusted: .*\(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
  });

  test('is reported when this Node.js reads it only in the shell', async () => {
    const { warnings } = await started({ ...trusted }, [
      without('tls', 'setDefaultCACertificates'),
    ]);
    expect(warnings()).toEqual([
      expect.stringMatching(/reads NODE_EXTRA_CA_CERTS only in the shell: set it there/),
    ]);
  });

  test('can be in the store of the operating system', async () => {
    const { signIn } = await started({
      HTTPS_PROXY: HTTPS_PROXY(),
      NODE_USE_SYSTEM_CA: '1',
      // OpenSSL's variable stands in for the operating system's store.
      SSL_CERT_FILE: join(folder, 'company-ca.pem'),
    });
    expect((await signIn()).status).toBe(process.platform === 'linux' ? 303 : 502);
  });

  test.each([
    ['missing.pem', '', /NODE_EXTRA_CA_CERTS names a file that doesn't exist: missing\.pem/],
    ['ca.cer', '0\x82', /NODE_EXTRA_CA_CERTS has no certificate in PEM format/],
    ['utf16.pem', Buffer.from('\uFEFF-----BEGIN', 'utf16le'), /CERTS is saved as UTF-16/],
    [
      'cut.pem',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      /A certificate in NODE_EXTRA_CA_CERTS is damaged/,
    ],
  ])('%s is refused at start', async (NODE_EXTRA_CA_CERTS, content, sentence) => {
    if (content.length > 0) writeFileSync(join(folder, NODE_EXTRA_CA_CERTS), content);
    const { output } = await started({ NODE_EXTRA_CA_CERTS });
    expect(app?.exitCode).toBe(1);
    expect(output()).toMatch(sentence);
  });

  test('is not replaced by trusting everything', async () => {
    const { output } = await started({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
    expect(app?.exitCode).toBe(1);
    expect(output()).toMatch(/^- NODE_TLS_REJECT_UNAUTHORIZED=0 lets anyone .* remove it/m);
  });
});

test('App Service Authentication in front of the app is named at start', async () => {
  const on = await started({ WEBSITE_AUTH_ENABLED: 'True' });
  expect(on.warnings()).toEqual([expect.stringMatching(/Easy Auth.* twice.* Turn it off under/)]);
});
