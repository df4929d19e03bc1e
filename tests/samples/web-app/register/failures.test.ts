import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../e2e/free-ports.ts';
import { type RunningTenant, runningTenant } from '../../../practice-tenant/running-tenant.ts';
import { accessToken, azureCliToken } from './azure-cli.ts';
import { faultyNetwork, refusal } from './faulty-network.ts';
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

const applications = async () =>
  (await tenant.directory('entra-id').registrations()).filter(({ tags = [] }) =>
    tags.some((tag) => tag.startsWith('SignInLab:')),
  );

const finished = async () => {
  const [application, ...others] = await applications();
  expect(others).toEqual([]);
  const { CLIENT_ID, CLIENT_SECRET } = parseEnv(await folder.text('.env'));
  expect(CLIENT_ID).toBe(application?.clientId);
  expect(application?.secrets.map(({ value }) => value)).toEqual([CLIENT_SECRET]);
  expect(application?.adminConsent).toContain('User.Read');
  expect(application?.withoutServicePrincipal).not.toBe(true);
};

const changes = [
  'POST /applications',
  'POST /servicePrincipals',
  'POST /applications/[^/]+/addPassword',
  'POST /oauth2PermissionGrants',
].map((request) => ({ name: request, request: new RegExp(`^${request}$`) }));

describe.each(changes)('when $name', ({ name, request }) => {
  test('is carried out but its response is lost, the same run finds out and goes on', async () => {
    const { fetch } = faultyNetwork([{ request, act: 'response-lost' }]);
    const { status, output } = await folder.run(['--yes'], { token, fetch });
    expect(output).toContain('No response to');
    expect(status).toBe(0);
    await finished();
  });

  test('never arrives because the network ends, the next run goes on', async () => {
    const everything = { request: /./, act: 'request-lost', times: 1000 } as const;
    const first = faultyNetwork([{ request, act: 'request-lost' }, everything]);
    let isOver = false;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const path = `${init?.method} ${new URL(String(input)).pathname.replace('/graph/v1.0', '')}`;
      isOver ||= request.test(path);
      return isOver ? first.fetch(input, init) : globalThis.fetch(input, init);
    };
    const { status, output } = await folder.run(['--yes'], { token, fetch });
    expect(status).toBe(1);
    expect(output).toContain('No response to');
    expect(output).toContain('Not done:');
    expect(output).toContain('Run it again to go on from here');
    expect(await folder.run(['--yes'], { token })).toMatchObject({ status: 0 });
    await finished();
  });

  test('is lost and the network ends, --remove takes away what was made', async () => {
    let isOver = false;
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const path = `${init?.method} ${new URL(String(input)).pathname.replace('/graph/v1.0', '')}`;
      if (!isOver && !request.test(path)) return globalThis.fetch(input, init);
      if (!isOver) await globalThis.fetch(input, init);
      isOver = true;
      throw new TypeError('fetch failed');
    };
    expect((await folder.run(['--yes'], { token, fetch })).status).toBe(1);
    expect(await folder.run(['--remove', '--yes'], { token })).toMatchObject({ status: 0 });
    expect(await applications()).toEqual([]);
    expect(name).toBeTruthy();
  });

  test('is throttled, the run waits as long as it is asked to', async () => {
    const act = refusal(429, 'TooManyRequests', { 'retry-after': '7' });
    const { fetch } = faultyNetwork([{ request, act, times: 2 }]);
    const { status, output } = await folder.run(['--yes'], { token, fetch });
    expect(status).toBe(0);
    expect(folder.waits).toEqual([7, 7]);
    expect(output).toContain('trying again in 7 seconds (1 of 4)');
    await finished();
  });

  test('comes before the directory knows what was just made, the run waits', async () => {
    const act = refusal(404, 'Request_ResourceNotFound');
    const { fetch } = faultyNetwork([{ request, act, times: 3 }]);
    expect(await folder.run(['--yes'], { token, fetch })).toMatchObject({ status: 0 });
    expect(folder.waits).toEqual([1, 2, 4]);
    await finished();
  });

  test('is interrupted by Ctrl+C before it, the next run goes on', async () => {
    const step = changes.findIndex((each) => each.name === name) + 1;
    const { status, output } = await folder.run(['--yes'], {
      token,
      onPrint: (line, interrupt) => line.startsWith(`[${step}/4]`) && interrupt(),
    });
    expect(status).toBe(130);
    expect(output).toContain('Stopped by Ctrl+C');
    expect(output.match(/✓ done/g) ?? []).toHaveLength(step - 1);
    expect(await folder.run(['--yes'], { token })).toMatchObject({ status: 0 });
    await finished();
  });
});

test('Ctrl+C while the last step is carried out ends it with 130, and tells what was made', async () => {
  let afterLast = () => {};
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    if (init?.method === 'POST' && String(input).endsWith('/oauth2PermissionGrants')) afterLast();
    return response;
  };
  const onPrint = (_line: string, interrupt: () => void) => {
    afterLast = interrupt;
  };
  const { status, output } = await folder.run(['--yes'], { token, fetch, onPrint });
  expect(status).toBe(130);
  expect(output).toMatch(/✗ Stopped by Ctrl\+C\.\nDone:\n( {2}- .*\n){4}Run it again to go on/);
  expect(output).toContain('npm run register -- --remove');
  expect(await folder.run(['--yes'], { token })).toMatchObject({
    status: 0,
    output: expect.stringContaining('Nothing to change'),
  });
  await finished();
});

test('Ctrl+C after an application was made in the first step does not say that nothing was made', async () => {
  // Its response is lost, and Ctrl+C is pressed while the run looks for what was made.
  const { fetch } = faultyNetwork([
    { request: /^POST .applications$/, act: 'response-lost' },
    { request: /^GET .applications$/, act: Response.json({ value: [] }), times: 2 },
  ]);
  const onPrint = (line: string, interrupt: () => void) =>
    line.includes('Looking for what it may have made') && interrupt();
  const { status, output } = await folder.run(['--yes'], { token, fetch, onPrint });
  expect(status).toBe(130);
  expect(output).not.toContain('Nothing was made');
  expect(output).toContain('may have been carried out');
  expect(output).toContain('npm run register -- --remove');
});

test('Ctrl+C at the first step leaves nothing that --remove would have to find, and says so', async () => {
  const onPrint = (line: string, interrupt: () => void) => line.startsWith('[1/4]') && interrupt();
  const { status, output } = await folder.run(['--yes'], { token, onPrint });
  expect(status).toBe(130);
  expect(output).toContain('✗ Stopped by Ctrl+C.\nNothing was made or changed.\n');
  expect(output).not.toContain('Not done:');
  expect(await folder.run(['--remove', '--yes'], { token })).toMatchObject({ status: 0 });
  expect(await applications()).toEqual([]);
});

test('throttling that does not end is told with the time to wait', async () => {
  const act = refusal(429, 'TooManyRequests', { 'retry-after': '9' });
  const { fetch } = faultyNetwork([{ request: /^POST .applications$/, act, times: 99 }]);
  const { status, output } = await folder.run(['--yes'], { token, fetch });
  expect(status).toBe(1);
  expect(output).toContain('status 429, TooManyRequests');
  expect(output).toContain('asks to wait 9 seconds');
  expect(folder.waits).toEqual([9, 9, 9, 9]);
});

test('a wait of more than a minute is not waited for', async () => {
  const act = refusal(503, 'serviceNotAvailable', { 'retry-after': '600' });
  const { fetch } = faultyNetwork([{ request: /^POST .applications$/, act }]);
  const { status, output } = await folder.run(['--yes'], { token, fetch });
  expect(status).toBe(1);
  expect(output).toContain('asks to wait 600 seconds');
  expect(folder.waits).toEqual([]);
});

test('a tenant that forbids registrations is told with the role that may', async () => {
  const act = refusal(403, 'Authorization_RequestDenied');
  const { fetch } = faultyNetwork([{ request: /^POST .applications$/, act }]);
  const { status, output } = await folder.run(['--yes'], { token, fetch });
  expect(status).toBe(1);
  expect(output).toContain('status 403, Authorization_RequestDenied: Refused for the test');
  expect(output).toContain('request-id-of-the-test');
  expect(output).toContain('Application Developer');
});

test('a person without the role registers, and gets the link for an administrator', async () => {
  const sams = await azureCliToken(tenant, 'entra-id', 'Sam Okafor');
  const { status, output } = await folder.run(['--yes'], { token: sams });
  expect(status).toBe(0);
  expect(output).toContain('left to an administrator');
  const [application] = await applications();
  const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';
  expect(output).toContain(
    `${tenant.options.frontOrigin}/${tenantId}/adminconsent?client_id=${application?.clientId}`,
  );
  expect(application?.adminConsent).toEqual([]);
  expect(await folder.run(['--remove', '--yes'], { token: sams })).toMatchObject({ status: 0 });
});

test('a name that exists already is told with its client ID', async () => {
  const { status, output } = await folder.run(['--yes', '--name', 'Practice web app'], { token });
  expect(status).toBe(1);
  expect(output).toContain('22222222-2222-4222-8222-222222222222');
  expect(output).toContain('--name');
  expect(output).toContain('Nothing was changed');
  await expect(folder.text('.env')).rejects.toThrow('ENOENT');
});

test('a tenant that does not exist is told with its code', async () => {
  const args = ['--yes', '--tenant', 'no-such-tenant.example'];
  const { status, output } = await folder.run(args, { token });
  expect(status).toBe(1);
  expect(output).toMatch(/AADSTS90002/);
  expect(output).toContain('Nothing was changed');
});

test('without a network, the cause is told and nothing else is guessed', async () => {
  const fetch = () =>
    Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNRESET') }));
  const { status, output } = await folder.run(['--yes'], { token, fetch });
  expect(status).toBe(1);
  expect(output).toMatch(/can't be reached: .*ECONNRESET.*\. Nothing was changed\./);
});

test('if nothing responds at the address of the practice tenant, the address is told', async () => {
  const address = `https://localhost:${await freePort()}`;
  const { status, output } = await folder.run([`--practice-tenant=${address}`, '--yes'], { token });
  expect(status).toBe(1);
  expect(output).toContain(`The practice tenant doesn't respond at ${address}/addresses.json`);
});

const locks = async () =>
  (await readdir(folder.folder)).filter((name) => name.startsWith('.registration.lock'));

test('two runs at once: the second one stops and touches nothing', async () => {
  // The process that runs this test's is another one that runs.
  const other = `.registration.lock.${process.ppid}`;
  await writeFile(folder.folder + other, '');
  const network = faultyNetwork();
  const { status, output } = await folder.run(['--yes'], { token, fetch: network.fetch });
  expect(status).toBe(1);
  expect(output).toContain(`Another run is going on in this folder (process ${process.ppid})`);
  expect(output).toContain(`delete ${other}`);
  expect(network.requests).toEqual([]);
  expect(await locks()).toEqual([other]);
  await rm(folder.folder + other);
});

test('the lock of a run that was killed does not block the next run', async () => {
  const killed = spawn(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")']);
  await once(killed, 'close');
  await writeFile(`${folder.folder}.registration.lock.${killed.pid}`, '');
  expect(await folder.run(['--yes'], { token })).toMatchObject({ status: 0 });
  expect(await locks()).toEqual([]);
  await finished();
});

test.skipIf(process.getuid?.() === 0)(
  'a read-only folder stops it before any request',
  async () => {
    await chmod(folder.folder, 0o500);
    const network = faultyNetwork();
    const { status, output } = await folder.run(['--yes'], { token, fetch: network.fetch });
    await chmod(folder.folder, 0o700);
    expect(status).toBe(1);
    expect(output).toContain("can't be written (EACCES)");
    expect(network.requests).toEqual([]);
  },
);

test('a secret that cannot be written to .env is removed again', async () => {
  // Only now can .env not be replaced: a folder is in its place.
  const onPrint = (line: string) => line.startsWith('[3/4]') && mkdirSync(`${folder.folder}.env`);
  const { status, output } = await folder.run(['--yes'], { token, onPrint });
  expect(status).toBe(1);
  expect(output).toContain('so it was removed from the application');
  const [application] = await applications();
  expect(application?.secrets).toEqual([]);
  await rm(`${folder.folder}.env`, { recursive: true });
  expect(await folder.run(['--yes'], { token })).toMatchObject({ status: 0 });
  await finished();
});

test('without a terminal and without --yes, it is wrong use', async () => {
  const { status, output } = await folder.run([], { token });
  expect(status).toBe(2);
  expect(output).toContain('--yes');
});

test('a "no" stops it before anything is made', async () => {
  const { status, output } = await folder.run([], { token, answers: ['no'] });
  expect(status).toBe(1);
  expect(output).toContain("Stopped, because you didn't agree. Nothing was changed.");
  expect(await applications()).toEqual([]);
});

test('a policy that forbids secrets is told with what to do instead', async () => {
  const act = refusal(400, 'CredentialTypeNotAllowedAsPerAppPolicy');
  const { fetch } = faultyNetwork([{ request: /addPassword$/, act }]);
  const { status, output } = await folder.run(['--yes'], { token, fetch });
  expect(status).toBe(1);
  expect(output).toContain('--certificate');
});

test('whoever may not delete the service principal alone still removes everything', async () => {
  await folder.run(['--yes'], { token });
  const act = refusal(403, 'Authorization_RequestDenied');
  const { fetch } = faultyNetwork([{ request: /^DELETE .servicePrincipals/, act }]);
  const { status } = await folder.run(['--remove', '--yes'], { token, fetch });
  expect(status).toBe(0);
  expect(await applications()).toEqual([]);
});

test('an application of a run whose record is gone is told as such', async () => {
  await folder.run(['--yes'], { token });
  const record = await folder.text('.registration.json');
  await rm(`${folder.folder}.registration.json`);
  const { output } = await folder.run(['--yes'], { token });
  expect(output).toContain('it was made by this command');
  expect((await folder.run(['--remove', '--yes'], { token })).output).toContain('SignInLab');
  await writeFile(`${folder.folder}.registration.json`, record);
});

test('a record of a newer version is told as such, and left alone', async () => {
  await folder.run(['--yes'], { token });
  const record = await folder.text('.registration.json');
  const newer = record.replace('"version": 1', '"version": 2');
  await writeFile(`${folder.folder}.registration.json`, newer);
  const { status, output } = await folder.run(['--yes'], { token });
  expect(status).toBe(1);
  expect(output).toContain('newer version');
  expect(await folder.text('.registration.json')).toBe(newer);
  await writeFile(`${folder.folder}.registration.json`, record);
});

test('an app with app roles is not changed to personal accounts, which have none', async () => {
  await folder.run(['--yes'], { token });
  const network = faultyNetwork();
  const args = ['--yes', '--account-types', 'common'];
  const { status, output } = await folder.run(args, { token, fetch: network.fetch });
  expect(status).toBe(1);
  expect(output).toContain("can't have app roles, and this one has: Admin");
  expect(network.requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
});

test('a name that is too long for personal accounts is wrong use', async () => {
  const args = ['--yes', '--account-types', 'common', '--name', 'a'.repeat(91)];
  expect((await folder.run(args, { token })).status).toBe(2);
});

test('what never was made is not said to be kept by the tenant', async () => {
  const act = refusal(403, 'Authorization_RequestDenied');
  const { fetch } = faultyNetwork([{ request: /^POST .applications$/, act }]);
  await folder.run(['--yes'], { token, fetch });
  const { output } = await folder.run(['--remove', '--yes'], { token });
  expect(output).toContain('Removed.');
  expect(output).not.toContain('30 days');
});
