import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RedisProcess, startRedis } from '../../faults/redis-process.ts';
import { expressTarget } from '../../hostile-provider/express-target.ts';
import { clientId, clientSecret, HostileProvider } from '../../hostile-provider/provider.ts';
import type { RunningTarget } from '../../hostile-provider/target.ts';
import { Visitor } from '../../hostile-provider/visitor.ts';
import { webAppFolder } from './running-web-app.ts';

const SESSION_SECRET = 'shared-by-the-app-and-its-operator';
let provider: HostileProvider;
let redis: RedisProcess;
let app: RunningTarget;

beforeAll(async () => {
  provider = await HostileProvider.start();
  redis = await startRedis();
  app = await expressTarget.start(provider, {
    environment: { REDIS_URL: redis.url, SESSION_SECRET },
  });
});
afterAll(async () => {
  await app?.stop();
  await redis?.stop();
  await provider?.close();
});

/** Runs the operator's command: what it printed, and how it ended. */
async function endSessions(args: string[], environment: Record<string, string>) {
  const env = {
    TENANT_TYPE: 'entra-id',
    AUTHORITY: provider.authority,
    CLIENT_ID: clientId,
    CLIENT_SECRET: clientSecret,
    REDIRECT_URI: `${app.origin}${app.redirectPath}`,
    SESSION_SECRET,
    ...environment,
  };
  return promisify(execFile)(process.execPath, ['end-sessions.ts', ...args], {
    cwd: webAppFolder,
    env,
  })
    .then(({ stdout, stderr }) => ({ code: 0, stdout, stderr }))
    .catch(({ code, stdout, stderr }) => ({ code, stdout, stderr }));
}

test('C8 an operator ends all sessions of a user by a command, and only theirs', async () => {
  const [one, two, other] = [1, 2, 3].map(() => new Visitor(app, provider));
  if (!one || !two || !other) throw new Error('no visitors');
  for (const [visitor, sid] of [
    [one, 'a'],
    [two, 'b'],
  ] as const) {
    provider.forge = { claims: (claims) => ({ ...claims, oid: 'lost-device', sid }) };
    await visitor.signIn();
  }
  provider.forge = { claims: (claims) => ({ ...claims, oid: 'somebody-else', sid: 'c' }) };
  await other.signIn();
  const run = await endSessions(['lost-device'], { REDIS_URL: redis.url });
  expect(run).toMatchObject({ code: 0, stdout: 'Sessions ended for lost-device: 2.\n' });
  expect(await one.isSignedIn()).toBe(false);
  expect(await two.isSignedIn()).toBe(false);
  expect(await other.isSignedIn()).toBe(true);
});

test.each([
  ['without a user', [], true, 'Use: npm run end-sessions'],
  ['with two', ['a', 'b'], true, 'Use: npm run end-sessions'],
  ['without Redis', ['a'], false, 'Without REDIS_URL'],
])('%s the command ends nothing, and tells why', async (_, args, withRedis, message) => {
  const run = await endSessions(args, withRedis ? { REDIS_URL: redis.url } : {});
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(message);
});

test('a .env in UTF-16 is named, and nothing is ended', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'end-sessions-'));
  writeFileSync(join(cwd, '.env'), Buffer.from('REDIS_URL=redis://127.0.0.1:1\n', 'utf16le'));
  const command = join(webAppFolder, 'end-sessions.ts');
  const run = spawnSync(process.execPath, [command, 'a'], { cwd, encoding: 'utf8' });
  rmSync(cwd, { recursive: true });
  expect(run.status).toBe(1);
  expect(run.stderr).toContain('- .env is saved as UTF-16');
  expect(run.stderr).not.toContain('    at ');
});

test('while Redis can’t be reached, the command reports that nothing was ended', async () => {
  const run = await endSessions(['a'], { REDIS_URL: 'redis://127.0.0.1:1' });
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('No session was ended');
  expect(run.stdout).toBe('');
});
