import { rmSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { thumbprintOf } from '../../../../samples/web-app/register/certificate.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { accessToken } from './azure-cli.ts';
import { faultyNetwork } from './faulty-network.ts';
import { type Registering, registering } from './registering.ts';

let tenant: RunningTenant;
let token: string;
beforeAll(async () => {
  tenant = await runningTenant();
  token = await accessToken(tenant, 'entra-id');
});
afterAll(() => tenant?.remove());

let folder: Registering;
beforeEach(async () => {
  folder = await registering(tenant, 'entra-id');
});
afterEach(async () => {
  await folder.run(['--remove', '--yes'], { token });
  await folder.remove();
});

const run = async (...args: string[]) => {
  const { status, output } = await folder.run(['--yes', ...args], { token });
  expect(output).not.toContain('✗');
  expect(status).toBe(0);
  return output;
};
const variables = async () => parseEnv(await folder.text('.env'));
const application = async () => {
  const { CLIENT_ID: clientId = '' } = await variables();
  const found = await tenant.directory('entra-id').registration(clientId);
  if (found === undefined) throw new Error('The application is missing.');
  return found;
};
const change = async (text: (before: string) => string) =>
  writeFile(`${folder.folder}.env`, text(await folder.text('.env')));

test('makes what the web app needs, and nothing else', async () => {
  await run('--url', 'https://app.example.com');
  expect(await application()).toMatchObject({
    name: 'Sign-in Lab web app',
    redirectUris: ['https://app.example.com/auth/redirect', 'https://app.example.com/goodbye'],
    frontChannelLogoutUri: 'https://app.example.com/auth/front-channel-logout',
    audience: 'thisTenant',
    optionalClaims: { idToken: ['sid'] },
    appRoles: [{ value: 'Admin', allowedMemberTypes: ['User'] }],
    adminConsent: ['openid', 'profile', 'offline_access', 'User.Read'],
    allowPublicClient: false,
  });
  const { REDIRECT_URI, SESSION_SECRET = '' } = await variables();
  expect(REDIRECT_URI).toBe('https://app.example.com/auth/redirect');
  expect(SESSION_SECRET.length).toBeGreaterThanOrEqual(32);
  expect((await stat(`${folder.folder}.env`)).mode & 0o777).toBe(0o600);
  expect((await stat(`${folder.folder}.registration.json`)).mode & 0o777).toBe(0o600);
  expect(await run()).toContain('Nothing to change');
});

test('changes nothing that is right, and sends no request that would', async () => {
  await run();
  const before = await application();
  const network = faultyNetwork();
  const { output } = await folder.run(['--yes'], { token, fetch: network.fetch });
  expect(output).toContain('Nothing to change');
  expect(network.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
  expect(await application()).toEqual(before);
});

test('changes only what differs, and leaves what the developer added', async () => {
  await run();
  const before = await application();
  const mine = 'http://localhost:3000/mine';
  await tenant.directory('entra-id').saveRegistration({
    ...before,
    redirectUris: ['http://localhost:3000/auth/redirect', mine],
    optionalClaims: { idToken: ['email'] },
  });
  const output = await run();
  expect(output).toContain('Change the application: web, optionalClaims');
  const after = await application();
  expect(after.redirectUris).toEqual([
    'http://localhost:3000/auth/redirect',
    mine,
    'http://localhost:3000/goodbye',
  ]);
  expect(after.optionalClaims?.idToken).toEqual(['email', 'sid']);
  expect(after.secrets).toEqual(before.secrets);
});

test('another address and another name are changed, and stay the next run’s defaults', async () => {
  await run();
  await run('--url', 'http://localhost:4000', '--name', 'Another name');
  expect((await application()).name).toBe('Another name');
  expect(await variables()).toMatchObject({ REDIRECT_URI: 'http://localhost:4000/auth/redirect' });
  expect(await run()).toContain('Nothing to change');
});

describe('a public address, when .env is set up for this machine', () => {
  const publicly = ['--url', 'https://app.example.com'];

  test('is registered beside it, and .env stays as it is', async () => {
    await run();
    const before = await folder.text('.env');
    const { CLIENT_ID, CLIENT_SECRET = '', AUTHORITY } = await variables();
    const output = await run(...publicly);
    expect(await folder.text('.env')).toBe(before);
    expect((await application()).redirectUris).toEqual([
      'http://localhost:3000/auth/redirect',
      'http://localhost:3000/goodbye',
      'https://app.example.com/auth/redirect',
      'https://app.example.com/goodbye',
    ]);
    for (const line of [
      'TENANT_TYPE=entra-id',
      `AUTHORITY=${AUTHORITY}`,
      `CLIENT_ID=${CLIENT_ID}`,
      'REDIRECT_URI=https://app.example.com/auth/redirect',
    ])
      expect(output).toContain(`  ${line}\n`);
    expect(output).not.toContain(CLIENT_SECRET);
  });

  test('is printed again when nothing changes, and --remove takes everything away', async () => {
    await run();
    await run(...publicly);
    const again = await run();
    expect(again).toContain('Nothing to change');
    expect(again).toContain('REDIRECT_URI=https://app.example.com/auth/redirect');
    const { clientId } = await application();
    await run('--remove');
    expect(await tenant.directory('entra-id').registration(clientId)).toBeUndefined();
    await expect(folder.text('.env')).rejects.toThrow('ENOENT');
  });

  test('leaves .env for this machine even if the application has to be made anew', async () => {
    await run();
    await run(...publicly);
    await tenant.directory('entra-id').removeRegistration(await application());
    await run();
    expect((await variables())['REDIRECT_URI']).toBe('http://localhost:3000/auth/redirect');
  });
});

test('a secret that .env no longer has is replaced, and the old one removed', async () => {
  await run();
  const [old] = (await application()).secrets;
  await change((text) => text.replace(/^CLIENT_SECRET=.*$/m, 'CLIENT_SECRET='));
  await run();
  const { secrets } = await application();
  expect(secrets.map(({ value }) => value)).toEqual([(await variables())['CLIENT_SECRET']]);
  expect(secrets[0]?.value).not.toBe(old?.value);
});

test('a secret that the application no longer has is replaced', async () => {
  await run();
  await tenant.directory('entra-id').saveRegistration({ ...(await application()), secrets: [] });
  await run();
  const { secrets } = await application();
  expect(secrets.map(({ value }) => value)).toEqual([(await variables())['CLIENT_SECRET']]);
});

test('a secret that expires within 30 days is replaced, and one that the developer made stays', async () => {
  await run('--secret-days', '29');
  const before = await application();
  const mine = { value: 'a-secret-of-my-own', expires: '2099-01-01T00:00:00Z' };
  await tenant
    .directory('entra-id')
    .saveRegistration({ ...before, secrets: [...before.secrets, mine] });
  const output = await run();
  expect(output).toContain('Remove the client secret of an earlier run');
  const { secrets } = await application();
  const { CLIENT_SECRET } = await variables();
  expect(secrets.map(({ value }) => value)).toEqual([mine.value, CLIENT_SECRET]);
  expect(await run()).toContain('Nothing to change');
});

test('an application that was deleted by hand is made anew', async () => {
  await run();
  const own = await application();
  await tenant.directory('entra-id').removeRegistration(own);
  const output = await run();
  expect(output).toContain('it was deleted, or never made');
  expect((await application()).clientId).not.toBe(own.clientId);
});

describe('an .env that was there before', () => {
  const mine =
    '# mine\nTENANT_TYPE=entra-id\nCLIENT_ID=<your client ID>\nSTAFF_GROUP=\nPORT=3000\n';
  beforeEach(() => writeFile(`${folder.folder}.env`, mine));

  test('is asked about, and a "no" leaves everything as it is', async () => {
    const { status, output } = await folder.run([], { token, answers: ['n'] });
    expect(status).toBe(1);
    expect(output).toContain('Change .env?');
    expect(await folder.text('.env')).toBe(mine);
  });

  test('keeps its other lines, and comes back with --remove', async () => {
    await folder.run([], { token, answers: ['y', 'y'] });
    const text = await folder.text('.env');
    expect(text).toContain('# mine\n');
    expect(text).toContain('PORT=3000\n');
    expect(await folder.text('.env.before-register')).toBe(mine);
    await run('--remove');
    expect(await folder.text('.env')).toBe(mine);
  });
});

test('another application that the developer put into .env is kept in a copy', async () => {
  await run();
  await change((text) =>
    text
      .replace(/^CLIENT_ID=.*$/m, 'CLIENT_ID=another-app')
      .replace(/^CLIENT_SECRET=.*$/m, 'CLIENT_SECRET=of-another-app'),
  );
  expect(await run()).toContain("it's kept in .env.before-register");
  expect(await folder.text('.env.before-register')).toContain('CLIENT_SECRET=of-another-app');
  expect(await variables()).toMatchObject({ CLIENT_ID: (await application()).clientId });
});

test('with personal accounts, of two secrets the old one makes room first', async () => {
  await run('--account-types', 'common', '--secret-days', '29');
  const before = await application();
  const mine = { value: 'a-secret-of-my-own', expires: '2099-01-01T00:00:00Z' };
  await tenant
    .directory('entra-id')
    .saveRegistration({ ...before, secrets: [...before.secrets, mine] });
  const network = faultyNetwork();
  await folder.run(['--yes'], { token, fetch: network.fetch });
  const posts = network.requests.filter((request) => request.startsWith('POST'));
  expect(posts.map((request) => request.replace(/.*\//, ''))).toEqual([
    'removePassword',
    'addPassword',
  ]);
});

describe('--remove', () => {
  test('leaves an .env that was changed since, without the values that it wrote', async () => {
    await run();
    await change((text) => `${text}MY_OWN=stays\n`);
    const { CLIENT_SECRET = '', CLIENT_ID = '' } = await variables();
    expect(await run('--remove')).toContain('.env has changed since then, so it stays');
    const text = await folder.text('.env');
    expect(text).toContain('MY_OWN=stays');
    expect(text).not.toContain(CLIENT_SECRET);
    expect(text).not.toContain(CLIENT_ID);
  });

  test('leaves what the developer wrote even if the command ran again in between', async () => {
    await run();
    await change((text) => `${text}MY_OWN=stays\n`);
    await run('--url', 'http://localhost:4000');
    await run('--remove');
    expect(await folder.text('.env')).toContain('MY_OWN=stays');
  });

  test('tolerates what is gone already', async () => {
    await run();
    await tenant.directory('entra-id').removeRegistration(await application());
    rmSync(`${folder.folder}.env`);
    expect(await run('--remove')).toContain('It was already gone.');
    expect(await run('--remove')).toContain('Nothing to remove');
  });

  test('touches no other application', async () => {
    const before = await tenant.directory('entra-id').registrations();
    await run();
    await run('--remove');
    expect(await tenant.directory('entra-id').registrations()).toEqual(before);
  });

  test('that is cut off in the middle goes on the next time', async () => {
    await run();
    const onPrint = (line: string, interrupt: () => void) =>
      line.startsWith('[3/4]') && interrupt();
    const cut = await folder.run(['--remove', '--yes'], { token, onPrint });
    expect(cut.status).toBe(130);
    expect(cut.output).toContain('Run it again with --remove to go on.');
    expect(await run('--remove')).toContain('Removed.');
  });
});

describe('--certificate', () => {
  test('makes a key pair whose private half stays here, and running again changes nothing', async () => {
    const bodies: string[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      bodies.push(String(init?.body ?? ''));
      return globalThis.fetch(input, init);
    };
    const made = await folder.run(['--yes', '--certificate'], { token, fetch });
    expect(made).toMatchObject({ status: 0 });
    const key = await folder.text('app-certificate.key');
    const [, inside = ''] = key.split('\n');
    expect(inside).toMatch(/^MII/);
    expect(bodies.join('\n') + made.output).not.toContain(inside);
    expect((await stat(`${folder.folder}app-certificate.key`)).mode & 0o777).toBe(0o600);
    const { certificates, secrets } = await application();
    expect(certificates).toHaveLength(1);
    expect(secrets).toEqual([]);
    const { CLIENT_SECRET, CLIENT_CERTIFICATE_PATH, CLIENT_CERTIFICATE_KEY_PATH } =
      await variables();
    expect({ CLIENT_SECRET, CLIENT_CERTIFICATE_PATH, CLIENT_CERTIFICATE_KEY_PATH }).toEqual({
      CLIENT_CERTIFICATE_PATH: 'app-certificate.pem',
      CLIENT_CERTIFICATE_KEY_PATH: 'app-certificate.key',
    });
    expect(await run()).toContain('Nothing to change');
    await run('--remove');
    await expect(readFile(`${folder.folder}app-certificate.key`)).rejects.toThrow('ENOENT');
  });

  test('takes the place of a secret that an earlier run made', async () => {
    await run();
    await run('--certificate');
    const { certificates, secrets } = await application();
    expect([certificates.length, secrets.length]).toEqual([1, 0]);
    expect(await variables()).not.toHaveProperty('CLIENT_SECRET');
  });

  test('keeps a certificate that the developer added, and renews only its own', async () => {
    await run('--certificate');
    const {
      certificates: [own = ''],
    } = await application();
    const theirs = await registering(tenant, 'entra-id');
    await theirs.run(['--yes', '--certificate', '--name', 'Another app'], { token });
    const other = await theirs.text('app-certificate.pem');
    await tenant.directory('entra-id').saveRegistration({
      ...(await application()),
      certificates: [own, other],
    });
    rmSync(`${folder.folder}app-certificate.key`);
    await run();
    const { certificates } = await application();
    expect(certificates).toHaveLength(2);
    const thumbprints = certificates.map(thumbprintOf);
    expect(thumbprints).toContain(thumbprintOf(other));
    expect(thumbprints).not.toContain(thumbprintOf(own));
    await theirs.run(['--yes', '--remove'], { token });
    await theirs.remove();
  });
});

describe('--account-types', () => {
  test.each([
    ['organizations', 'anyTenant', undefined, '0a0a0a0a-1111-4111-8111-111111111111'],
    ['common', 'anyTenant', true, expect.stringContaining('9188040d-6c67-4c5b-b112-36a304b66dad')],
  ])('%s: the application and .env agree', async (types, audience, personalAccounts, allowed) => {
    await run('--account-types', types);
    expect(await application()).toMatchObject({
      audience,
      ...(personalAccounts && { personalAccounts }),
    });
    const { AUTHORITY, ALLOWED_TENANTS } = await variables();
    expect(AUTHORITY).toBe(`${tenant.origin}/${types}`);
    expect(ALLOWED_TENANTS).toEqual(allowed);
    expect(await run()).toContain('Nothing to change');
  });

  test('consumers: only personal accounts', async () => {
    await run('--account-types', 'consumers');
    const { AUTHORITY, ALLOWED_TENANTS } = await variables();
    expect(AUTHORITY).toBe(`${tenant.origin}/consumers`);
    expect(ALLOWED_TENANTS).toBe('9188040d-6c67-4c5b-b112-36a304b66dad');
    expect((await application()).appRoles ?? []).toEqual([]);
    expect(await run()).toContain('Nothing to change');
  });
});

test('--dry-run prints every request with its body, and changes nothing', async () => {
  const network = faultyNetwork();
  const { status, output } = await folder.run(['--dry-run'], { token, fetch: network.fetch });
  expect(status).toBe(0);
  const root = `${tenant.origin}/graph/v1.0`;
  for (const request of [
    `GET ${root}/organization?$select=id,displayName,tenantType,verifiedDomains`,
    `POST ${root}/applications\n{`,
    `POST ${root}/servicePrincipals\n{`,
    `POST ${root}/oauth2PermissionGrants\n{`,
    'addPassword',
    '"signInAudience": "AzureADMyOrg"',
  ])
    expect(output).toContain(request);
  expect(network.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
  await expect(folder.text('.env')).rejects.toThrow('ENOENT');
  await expect(folder.text('.registration.json')).rejects.toThrow('ENOENT');
});

test('--no-consent grants none, and does not ask for the permission', async () => {
  await run('--no-consent');
  expect((await application()).adminConsent).toEqual([]);
});
