import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findNginx } from '../../scripts/test-tools.ts';
import { freePort } from '../e2e/free-ports.ts';
import { enterCode } from '../samples/web-app/register/enter-code.ts';
import { type HostedLab, startHostedLab } from './hosted-lab.ts';
import type { HttpVisitor } from './http-visitor.ts';
import { site, tenant } from './lab-origins.ts';
import { type Ran, type VisitorsMachine, visitorsMachine } from './visitors-machine.ts';

describe.skipIf(!findNginx())('what a visitor runs on their own machine', () => {
  let lab: HostedLab;
  let visitor: HttpVisitor;
  let machine: VisitorsMachine;
  beforeAll(async () => {
    lab = await startHostedLab();
    visitor = lab.visitor();
    await visitor.makeTenants();
    machine = visitorsMachine(lab, visitor);
  });
  afterAll(async () => {
    machine?.remove();
    await lab?.stop();
  });

  /** Settings of practice tenants that aren't there anymore, in the place of the visitor's. */
  function useEnded(folder: string, template: string): void {
    const settings = readFileSync(join(folder, template), 'utf8');
    writeFileSync(join(folder, '.env'), settings.replaceAll(visitor.set, 'abcdef012345'));
  }

  /** Runs `npm run register`, and does in a browser of the visitor's what it says. */
  async function register(folder: string, ...args: string[]): Promise<Ran> {
    const { browser } = lab.visitor();
    browser.setCookie(site, `__Host-lab.tenants=${visitor.cookie}; Path=/; Secure`);
    const entered: Promise<unknown>[] = [];
    const onOutput = (output: string) => {
      const [, address, code] =
        /open (\S+) in a browser and enter the code (\w+)/.exec(output) ?? [];
      if (address && code && entered.length === 0)
        entered.push(enterCode(address, code, 'Alex Rivera', undefined, browser));
    };
    const words = ['register/main.ts', '--yes', ...args];
    const ran = await machine.run(folder, words, { onOutput });
    await Promise.all(entered);
    return ran;
  }

  const types = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
  describe.each(types)('of the web app for %s', (type) => {
    let folder: string;
    beforeAll(async () => {
      folder = await machine.download(`/downloads/web-app-${type}-call-api.zip`);
    });
    const doctor = () => machine.run(folder, ['doctor/command/main.ts']);

    test('the doctor finds nothing wrong with what was downloaded', async () => {
      cpSync(join(folder, '.env.practice'), join(folder, '.env'));
      const { output, status } = await doctor();
      expect(output).toContain("✓ The file .env: it's the practice tenant's");
      expect(output).toContain('✓ Credential: the tenant accepts the client secret');
      expect(output).toContain(
        '? Redirect URI: lab.example.test lets only your own browser ask for http://localhost:3000/auth/redirect',
      );
      expect(output).not.toContain('login.microsoftonline.com');
      expect(status, output).toBe(0);
    });

    test('the doctor says that practice tenants have ended', async () => {
      useEnded(folder, '.env.practice');
      const { output, status } = await doctor();
      expect(output).toContain('✗ Tenant: tenant.lab.example.test knows no tenant');
      expect(output).toContain('make new practice tenants there, and download this project again');
      expect(status).toBe(1);
    });
  });

  test('the command registers an app that has all it needs, and removes it', async () => {
    const registers = async (type: string) => {
      const folder = await machine.download(`/downloads/web-app-${type}-sign-in.zip`);
      const { output, status } = await register(folder, '--practice-tenant');
      expect(status, output).toBe(0);
      const settings = parseEnv(readFileSync(join(folder, '.env'), 'utf8'));
      expect(settings['CLIENT_ID']).toMatch(new RegExp(`${visitor.set}$`));
      expect(settings).toMatchObject({
        ERROR_PAGES: `${site}/errors/`,
        PRACTICE_TENANT_ORIGIN: tenant,
      });
      expect(settings).not.toHaveProperty('NODE_OPTIONS');
      const examined = await machine.run(folder, ['doctor/command/main.ts']);
      expect(examined.output).toContain('✓ Credential: the tenant accepts the client secret');
      expect(examined.status, examined.output).toBe(0);
      const removed = await register(folder, '--remove');
      expect(removed.status, removed.output).toBe(0);
    };
    // Each waits for five seconds between two questions whether the code was entered.
    await Promise.all(types.map(registers));
  });

  test('the command says why it can’t use a practice tenant', async () => {
    const folder = await machine.download('/downloads/web-app-b2c-sign-in.zip');
    const ended = 'fabrikamabcdef012345.onmicrosoft.com';
    const gone = await register(folder, '--practice-tenant', '--tenant', ended);
    expect(gone.output).toContain(
      `There is no tenant ${ended}: AADSTS90002: These practice tenants`,
    );
    expect(gone.output).toContain(`${site}/practice-tenants/?ended`);
    expect(gone.output).toContain('Make new practice tenants, download this project again');
    expect(gone.status).toBe(1);

    const nowhere = await register(folder, `--practice-tenant=${site}`);
    expect(nowhere.output).toContain(`No practice tenant responds at ${site}/addresses.json`);
    expect(nowhere.output).not.toContain('npm start');
    expect(nowhere.status).toBe(1);

    const untrusting = { NODE_EXTRA_CA_CERTS: undefined };
    const words = ['register/main.ts', '--yes', '--practice-tenant'];
    const untrusted = await machine.run(folder, words, { more: untrusting });
    expect(untrusted.output).toContain(`No practice tenant responds at ${tenant}/addresses.json`);
    expect(untrusted.output).toContain('certificate');
    expect(untrusted.status).toBe(1);
  });

  test.each([
    ['protected-api', ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c']],
    ['middle-tier', ['entra-id', 'external-id', 'external-id-custom-domain']],
  ])('the doctor of %s finds nothing wrong, until the practice tenants end', async (name, all) => {
    const folder = await machine.download(`/downloads/${name}.zip`);
    const doctor = () => machine.run(folder, ['doctor/main.ts']);
    for (const type of all) {
      cpSync(join(folder, `.env.practice.${type}`), join(folder, '.env'));
      const { output, status } = await doctor();
      expect(output).toContain("✓ The file .env: it's the practice tenant's");
      expect(status, output).toBe(0);
    }
    useEnded(folder, '.env.practice.entra-id');
    const { output, status } = await doctor();
    expect(output).toContain('has no metadata document for this tenant: AADSTS90002');
    expect(output).toContain('make new practice tenants there, and download this project again');
    expect(status).toBe(1);
  });

  test('the first app of the attack lab signs in', async () => {
    const folder = await machine.download('/attack-lab/who-is-this.zip');
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const app = await machine.start(folder, ['--env-file=.env', 'app.ts'], {
      PORT: String(port),
      REDIRECT_URI: `${origin}/auth/redirect`,
    });
    try {
      const { browser } = visitor;
      const asked = await browser.open(`${origin}/sign-in`);
      const page = await browser.press(asked, 'Alex Rivera');
      expect(page.text).toContain('Hello, Alex Rivera');
    } finally {
      await app.stop();
    }
  });

  test('the token inspector gets the keys of the visitor’s own tenants, and of no one else’s', async () => {
    const { text } = await visitor.open('/tokens/practice-keys.json');
    expect(text).toContain(`"issuer":"${tenant}/0a0a0a0a-1111-4111-8111-${visitor.set}/v2.0"`);
    const stranger = await lab.visitor().open('/tokens/practice-keys.json');
    expect(stranger.text).toBe('{"tenants":[]}');
  });
});
