import { execSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { runningWebApp } from '../samples/protected-api/running-web-app.ts';
import { resolvedTemplate } from '../samples/web-app/azure/resolved-template.ts';
import {
  surroundings,
  template,
  zipParameters,
} from '../samples/web-app/azure/sample-deployment.ts';

const step = readFileSync(
  new URL('../../src/content/tutorials/deploy.mdx', import.meta.url),
  'utf8',
);
const [, section = ''] =
  /## Use a certificate as the credential([\s\S]*?)<\/Tenant>/.exec(step) ?? [];
/** What the section has the reader run, each command on one line. */
const commands = [...section.matchAll(/```sh azure\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .replace(/\\\n\s*/g, ' ')
    .trim()
    .split(/\n\s*/),
);
const [, uploaded = ''] = /select \*\*Upload certificate\*\*, then `([^`]+)`/.exec(section) ?? [];
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.runIf(hasOpenssl)('the certificate of the deploy step', () => {
  let tenant: RunningTenant;
  let folder: string;
  const run = (command: string) =>
    execSync(command, { cwd: folder, env: { ...process.env, app: 'my-app' }, stdio: 'pipe' });
  beforeAll(async () => {
    tenant = await runningTenant();
    folder = mkdtempSync(join(tmpdir(), 'deploy-'));
    for (const command of commands) if (command.startsWith('openssl ')) run(command);
    const directory = tenant.directory('entra-id');
    const app = await directory.registration(clientIds.webApp);
    if (app === undefined) throw new Error('The web app is not registered.');
    const certificates = [readFileSync(join(folder, uploaded), 'utf8')];
    await directory.saveRegistration({ ...app, secrets: [], certificates });
  });
  afterAll(async () => {
    await tenant?.remove();
    rmSync(folder, { recursive: true });
  });

  it('signs a user in with the app settings of the template, in the file that App Service makes of it', async () => {
    const upload =
      commands.find((command) => command.includes('az webapp config ssl upload')) ?? '';
    const [, file] = /--certificate-file (\S+)/.exec(upload) ?? [];
    const [, password] = /--certificate-password (\S+)/.exec(upload) ?? [];
    const thumbprint = 'AB12';
    run(`openssl pkcs12 -in ${file} -passin pass:${password} -nodes -out both.pem`);
    run(`openssl pkcs12 -export -in both.pem -passout pass: -out ${thumbprint}.p12`);
    expect(commands.at(-1)).toMatch(/ certificateThumbprint=\$thumbprint$/);
    const given = { ...zipParameters('external-id'), appName: 'my-app' };
    const { resources } = resolvedTemplate(
      template,
      { ...given, certificateThumbprint: thumbprint },
      surroundings,
    );
    const { properties } = z
      .object({ properties: z.record(z.string(), z.string()) })
      .parse(resources.find(({ type }) => type === 'Microsoft.Web/sites/config')?.body);
    const settings = {
      WEBSITE_LOAD_CERTIFICATES: properties['WEBSITE_LOAD_CERTIFICATES'],
      CLIENT_CERTIFICATE_PATH: properties['CLIENT_CERTIFICATE_PATH']?.replace(
        '/var/ssl/private',
        folder,
      ),
    };
    expect(settings).toEqual({
      WEBSITE_LOAD_CERTIFICATES: thumbprint,
      CLIENT_CERTIFICATE_PATH: join(folder, `${thumbprint}.p12`),
    });
    const app = await runningWebApp(tenant, { CLIENT_SECRET: undefined, ...settings });
    try {
      const browser = new HttpBrowser();
      let page = await browser.open(`${app.origin}/profile`);
      for (const button of ['Sign in', 'Alex Rivera']) page = await browser.press(page, button);
      expect(page.text).toContain('Alex Rivera');
    } finally {
      app.stop();
    }
  });

  it('leaves no file that the clean-up doesn’t remove', () => {
    const made = commands.flatMap((command) =>
      [...command.matchAll(/ -(?:out|keyout) (\S+)/g)].map(([, name = '']) => name),
    );
    expect(made.toSorted()).toEqual(['client-certificate.pem', 'client-key.pem', 'client.pfx']);
    const [, removed = ''] = /\n *rm -f ((?:.*\\\n)*.*)/.exec(step) ?? [];
    expect(removed.split(/[\s\\]+/)).toEqual(expect.arrayContaining(made));
  });
});
