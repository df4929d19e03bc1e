import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantType } from '../../../../src/practice-tenant/directory/model.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { HttpBrowser } from '../../../http-browser.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { runningWebApp } from '../running-web-app.ts';
import { accessToken } from './azure-cli.ts';
import { registering } from './registering.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant?.remove());

const types: TenantType[] = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'];

describe.each(types)('in a tenant of the type %s', (type) => {
  test('the app that was registered signs a user in; running again changes nothing; --remove takes it away', async () => {
    const token = await accessToken(tenant, type);
    const folder = await registering(tenant, type);
    const url = `http://localhost:${await freePort()}`;
    const registered = await folder.run(['--yes', '--url', url], { token });
    expect(registered).toMatchObject({ status: 0 });
    const text = await folder.text('.env');
    const variables = parseEnv(text);
    expect(registered.output).not.toContain(variables['CLIENT_SECRET']);
    expect(await folder.text('.registration.json')).not.toContain(variables['CLIENT_SECRET']);

    const app = await runningWebApp({ ...variables, PORT: new URL(url).port });
    const browser = new HttpBrowser();
    const picker = await browser.press(await browser.open(url), 'Sign in');
    const signedIn = await browser.press(picker, 'Sam Okafor');
    expect(signedIn.text).toContain('Sam Okafor');
    const api = await browser.open(`${url}/call-api`);
    // No B2C tenant has an API from the start.
    if (type === 'b2c') expect(api.status).toBe(404);
    else expect(api.text).toContain('It returned status 200');
    expect((await browser.press(signedIn, 'Sign out')).text).toContain('You are signed out');
    await app.stop();

    const again = await folder.run(['--yes'], { token });
    expect(again).toMatchObject({ status: 0 });
    expect(again.output).toContain('Nothing to change');
    expect(await folder.text('.env')).toBe(text);

    const { CLIENT_ID: clientId = '' } = variables;
    const removed = await folder.run(['--remove', '--yes'], { token });
    expect(removed).toMatchObject({ status: 0 });
    expect(await tenant.directory(type).registration(clientId)).toBeUndefined();
    await expect(folder.text('.env')).rejects.toThrow('ENOENT');
    await expect(folder.text('.registration.json')).rejects.toThrow('ENOENT');
    await folder.remove();
  });
});
