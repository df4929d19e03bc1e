import { execSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { runningWebApp } from '../samples/protected-api/running-web-app.ts';
import {
  password,
  pathOf,
  textOf,
} from '../samples/web-app/sign-in/registration/certificates/files.ts';
import { exerciseOf } from './exercises.ts';

const page = 'docs/guides/in-a-company-network.mdx';
const guide = readFileSync(new URL(`../../src/content/${page}`, import.meta.url), 'utf8');
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
let tenant: RunningTenant;
let folder: string;
beforeAll(async () => {
  tenant = await runningTenant();
  folder = mkdtempSync(join(tmpdir(), 'company-'));
});
afterAll(async () => {
  await tenant.remove();
  rmSync(folder, { recursive: true });
});

/** The registration has this certificate and nothing else. */
async function register(certificate: string): Promise<void> {
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The web app is not registered.');
  await directory.saveRegistration({ ...app, secrets: [], certificates: [certificate] });
}

async function signIn(credential: Record<string, string>): Promise<Page> {
  const app = await runningWebApp(tenant, { CLIENT_SECRET: undefined, ...credential });
  try {
    const browser = new HttpBrowser();
    let shown = await browser.open(`${app.origin}/profile`);
    for (const button of ['Sign in', 'Alex Rivera']) shown = await browser.press(shown, button);
    return shown;
  } finally {
    app.stop();
  }
}

describe('a user is signed in with', () => {
  it.each(['modern.pfx', 'windows-3des.pfx', 'windows-old.pfx'])('%s', async (file) => {
    await register(textOf('app.pem'));
    const shown = await signIn({
      CLIENT_CERTIFICATE_PATH: pathOf(file),
      CLIENT_CERTIFICATE_PASSWORD: password,
    });
    expect(shown.text).toContain('Alex Rivera');
  });

  it('a PFX without a password', async () => {
    await register(textOf('app.pem'));
    const shown = await signIn({ CLIENT_CERTIFICATE_PATH: pathOf('no-password.pfx') });
    expect(shown.text).toContain('Alex Rivera');
  });

  it('a chain whose own certificate comes last, while a proxy is set that this machine does not need', async () => {
    await register(textOf('app.pem'));
    const file = join(folder, 'chain.pem');
    writeFileSync(file, textOf('company-ca.pem') + textOf('app.pem'));
    const shown = await signIn({
      CLIENT_CERTIFICATE_PATH: file,
      CLIENT_CERTIFICATE_KEY_PATH: pathOf('app.key.pem'),
      HTTPS_PROXY: 'http://127.0.0.1:9',
    });
    expect(shown.text).toContain('Alex Rivera');
  });
});

describe.runIf(hasOpenssl)('the commands of the guide', () => {
  const commands = [...guide.matchAll(/^(openssl .+)$/gm)].map(([, command = '']) => command);
  const run = (command: string | undefined) => {
    if (command === undefined) throw new Error('The guide has fewer commands.');
    execSync(command, { cwd: folder, stdio: 'pipe' });
  };
  const [convert, ...create] = commands;
  beforeAll(() => {
    expect(commands).toHaveLength(5);
    for (const command of create) run(command);
  });

  it('make a certificate whose PFX file, encrypted key, and exported certificate belong together', async () => {
    await register(readFileSync(join(folder, 'uploaded.pem'), 'utf8'));
    const encrypted = await signIn({
      CLIENT_CERTIFICATE_PATH: join(folder, 'client-certificate.pem'),
      CLIENT_CERTIFICATE_KEY_PATH: join(folder, 'client-key-encrypted.pem'),
      CLIENT_CERTIFICATE_PASSWORD: 'practice',
    });
    expect(encrypted.text).toContain('Alex Rivera');
  });

  it('convert a certificate authority from DER', () => {
    run('openssl x509 -in client-certificate.pem -outform der -out company-ca.cer');
    run(convert);
    expect(readFileSync(join(folder, 'company-ca.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
  });

  it('are those of the exercise, with its two lines and its sentence', async () => {
    const [, lines = ''] = /```ini wrap\n([\s\S]*?)```/.exec(exerciseOf(page)) ?? [];
    const credential = Object.fromEntries(
      [...lines.matchAll(/^ *(\w+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
    );
    expect(credential).toEqual({
      CLIENT_CERTIFICATE_PATH: 'client.pfx',
      CLIENT_CERTIFICATE_PASSWORD: 'practice',
    });
    await register(readFileSync(join(folder, 'client-certificate.pem'), 'utf8'));
    const CLIENT_CERTIFICATE_PATH = join(folder, 'exercise.pfx');
    copyFileSync(join(folder, 'client.pfx'), CLIENT_CERTIFICATE_PATH);
    const shown = await signIn({ ...credential, CLIENT_CERTIFICATE_PATH });
    expect(shown.text).toContain('Alex Rivera');
    const [, sentence = ''] = /You see `(The PFX file [^`]+)`/.exec(exerciseOf(page)) ?? [];
    await expect(
      signIn({ CLIENT_CERTIFICATE_PATH, CLIENT_CERTIFICATE_PASSWORD: 'wrong' }),
    ).rejects.toThrow(sentence);
    expect(sentence).toContain('PASSWORD');
  });
});
