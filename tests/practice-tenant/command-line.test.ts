import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commandLine } from '../../src/practice-tenant/configuration/command-line.ts';
import { tenantKeys } from '../../src/practice-tenant/directory/model.ts';
import { compileCache } from '../compile-cache.ts';

const main = fileURLToPath(new URL('../../src/practice-tenant/main.ts', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'practice-command-'));
const children: ChildProcessWithoutNullStreams[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const start = (...args: string[]) => startWith({}, ...args);

function startWith(more: NodeJS.ProcessEnv, ...args: string[]): ChildProcessWithoutNullStreams {
  const env = { PATH: process.env['PATH'], ...compileCache, ...more };
  const child = spawn(process.execPath, [main, ...args], { env, cwd: folder });
  children.push(child);
  return child;
}

const addresses = { authority: z.url(), metadata: z.url(), issuer: z.url() };
const printed = z.looseObject({
  origins: z.record(z.string(), z.url()),
  caCertificate: z.string().startsWith('-----BEGIN CERTIFICATE-----'),
  caCertificateFile: z.string(),
  admin: z.object({ address: z.url(), key: z.string().min(16) }),
  tenants: z.record(
    z.string(),
    z.looseObject({
      id: z.guid(),
      ...addresses,
      httpsOnly: z.object(addresses),
    }),
  ),
});

/** @throws an Error with what it wrote to stderr, if it ends without a line */
async function lineOf(child: ChildProcessWithoutNullStreams) {
  const problem: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => problem.push(chunk.toString()));
  const line = once(createInterface(child.stdout), 'line').then(([first]) => String(first));
  const first = await Promise.race([line, once(child, 'close').then(() => undefined)]);
  if (first === undefined) throw new Error(`It ended without a line: ${problem.join('')}`);
  return printed.parse(JSON.parse(first));
}

const ended = async (child: ChildProcessWithoutNullStreams): Promise<unknown> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
};

describe('--print-json', () => {
  test('prints one line with all that a program needs, and nothing else on stdout', async () => {
    const child = start('--port', '0', '--print-json');
    const out = text(child.stdout);
    const err = text(child.stderr);
    const line = await lineOf(child);
    expect(Object.keys(line.tenants)).toEqual([...tenantKeys]);
    expect(Object.keys(line.origins)).toEqual([
      'front',
      'apps',
      'customDomainFront',
      'customDomainApps',
      'httpsOnly',
      'customDomainHttpsOnly',
    ]);
    const { apps = '', customDomainApps = '', httpsOnly, customDomainHttpsOnly } = line.origins;
    expect(httpsOnly).toBe(apps.replace('localhost', '127.0.0.1'));
    expect(customDomainHttpsOnly).toBe(customDomainApps.replace('localhost', '127.0.0.1'));
    expect(line.tenants['entra-id']?.httpsOnly.metadata.startsWith(`${httpsOnly}/`)).toBe(true);
    const { address, key } = line.admin;
    expect((await fetch(`${address}/clock`)).status).toBe(401);
    const headers = { authorization: `Bearer ${key}` };
    expect((await fetch(`${address}/clock`, { headers })).status).toBe(200);
    expect(existsSync(line.caCertificateFile)).toBe(true);
    child.kill('SIGINT');
    expect(await ended(child)).toBe(0);
    expect((await out).trimEnd().split('\n')).toHaveLength(1);
    expect(await err).not.toContain(key);
    expect(existsSync(dirname(dirname(line.caCertificateFile)))).toBe(false);
  });

  test('stops when the program that started it goes away, and leaves nothing', async () => {
    const child = start('--port', '0', '--print-json');
    const { caCertificateFile } = await lineOf(child);
    child.stdin.end();
    expect(await ended(child)).toBe(0);
    expect(existsSync(dirname(dirname(caCertificateFile)))).toBe(false);
  });

  test('two runs on free ports share neither folder nor state', async () => {
    const [one, other] = [
      start('--port', '0', '--print-json'),
      start('--port', '0', '--print-json'),
    ];
    const [first, second] = await Promise.all([lineOf(one), lineOf(other)]);
    expect(first.caCertificateFile).not.toBe(second.caCertificateFile);
    expect(first.caCertificate).not.toBe(second.caCertificate);
    expect(existsSync(join(folder, '.practice-tenant'))).toBe(false);
    for (const child of [one, other]) {
      child.kill('SIGTERM');
      expect(await ended(child)).toBe(0);
    }
  });
});

test('--help lists the options, and starts nothing', async () => {
  const child = start('--help');
  expect(await text(child.stdout)).toContain('--seed <file>');
  expect(await ended(child)).toBe(0);
});

test('a seed with mistakes is told on stderr, one sentence a line', async () => {
  const seed = join(folder, 'seed.json');
  await writeFile(seed, '{"tenants":{"b2c":{"users":[{}],"shoes":1}}}');
  const child = start('--port', '0', '--seed', seed);
  const said = await text(child.stderr);
  expect(await ended(child)).toBe(1);
  expect(said.trim().split('\n')).toEqual([
    `The seed file ${seed} has mistakes.`,
    'tenants.b2c.users[0].username is missing: add a string.',
    'tenants.b2c.shoes isn’t known here: check its spelling, or leave it out.',
  ]);
});

describe('the command line', () => {
  const mistakes = (...args: string[]): string => {
    try {
      commandLine(args, {});
      return 'none';
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  test.each([
    [['--sed', 'x'], "Unknown option '--sed'. Run it with --help for a list of the options."],
    [['seed.json'], /^Unexpected argument 'seed\.json'.*Run it with --help/],
    [['--seed'], /^Option '--seed <value>' argument missing\. Run it with --help/],
    [['--port', 'x'], '--port must be a whole number from 0 to 65535, not x.'],
    [['--app-port', '70000'], '--app-port must be a whole number from 0 to 65535, not 70000.'],
    [['--state', 'disk'], '--state must be memory or file, not disk.'],
  ])('%j is told in a sentence', (args, sentence) => {
    const said = mistakes(...args);
    if (sentence instanceof RegExp) expect(said).toMatch(sentence);
    else expect(said).toBe(sentence);
  });

  const optionsOf = (args: readonly string[], env: Record<string, string> = {}) => {
    const command = commandLine(args, env);
    if (command === 'help') throw new Error('That is help.');
    return command.options;
  };

  test('port 0 is for all ports, and keeps nothing unless there is a folder', () => {
    const options = optionsOf(['--port', '0']);
    expect(options.ports).toEqual({ front: 0, back: 0, customDomain: 0 });
    expect(options).not.toHaveProperty('frontOrigin');
    expect(options).not.toHaveProperty('dataFolder');
    expect(optionsOf(['--port', '0', '--data-folder', 'mine']).dataFolder).toBe('mine');
    expect(optionsOf(['--port', '0'], { DATA_FOLDER: 'ours' }).dataFolder).toBe('ours');
  });

  test('a port of its own leaves the others, and the folder, where they are', () => {
    const options = optionsOf(['--port', '9400']);
    expect(options).toMatchObject({
      ports: { front: 9400 },
      origin: 'https://localhost:8443',
      dataFolder: '.practice-tenant',
    });
    expect(options).not.toHaveProperty('frontOrigin');
  });

  test('a port beside an origin is the one behind a proxy', () => {
    const env = { PRACTICE_TENANT_ORIGIN: 'https://localhost:9000' };
    const options = optionsOf(['--app-port', '9443'], env);
    expect(options).toMatchObject({ origin: 'https://localhost:9000', ports: { back: 9443 } });
  });
});

test('a start that fails ends the process, although its parent keeps stdin open', async () => {
  const { origins } = await lineOf(start('--port', '0', '--print-json'));
  const taken = new URL(origins['front'] ?? '').port;
  const child = start('--port', taken, '--app-port', '0', '--print-json');
  const problem = text(child.stderr);
  expect(await ended(child)).toBe(1);
  expect(await problem).toContain(`Port ${taken}`);
});

describe('nothing is left in the folder for temporary files', () => {
  const ownTemporary = () => mkdtemp(join(folder, 'temporary-'));

  test('when nobody reads the line of JSON', async () => {
    const temporary = await ownTemporary();
    const child = startWith({ TMPDIR: temporary }, '--port', '0', '--print-json');
    child.stdout.destroy();
    expect(await ended(child)).toBe(0);
    expect(await readdir(temporary)).toEqual([]);
  });

  test('when a body was too large to be read to its end', async () => {
    const temporary = await ownTemporary();
    const child = startWith({ TMPDIR: temporary }, '--port', '0');
    const [sentence] = await once(createInterface(child.stdout), 'line');
    const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(sentence)) ?? [];
    const headers = { 'content-type': 'application/json' };
    const body = ' '.repeat(6 * 1024 * 1024);
    const answer = await fetch(`${address}/admin/v1/seed`, { method: 'POST', headers, body });
    expect(answer.status).toBe(413);
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(0);
    expect(await readdir(temporary)).toEqual([]);
  });
});

test('a second run with the same folder is refused, and one after a crash is not', async () => {
  const shared = await mkdtemp(join(folder, 'shared-'));
  const args = ['--port', '0', '--print-json', '--data-folder', shared];
  const first = start(...args);
  const { admin } = await lineOf(first);
  const second = start(...args);
  const problem = text(second.stderr);
  expect(await ended(second)).toBe(1);
  expect(await problem).toContain(`Another practice tenant keeps its state in ${shared}`);
  const headers = { authorization: `Bearer ${admin.key}`, 'content-type': 'application/json' };
  const users = '/tenants/entra-id/users';
  const body = JSON.stringify({ username: 'kept' });
  const added = await fetch(admin.address + users, { method: 'POST', headers, body });
  expect(added.status).toBe(201);
  first.stdin.end();
  expect(await ended(first)).toBe(0);

  const crashing = start(...args);
  await lineOf(crashing);
  crashing.kill('SIGKILL');
  await ended(crashing);
  const last = start(...args);
  const { admin: own } = await lineOf(last);
  const answer = await fetch(`${own.address}${users}/kept`, {
    headers: { authorization: `Bearer ${own.key}` },
  });
  expect(answer.status).toBe(200);
});

test('a machine without a writable temporary folder can keep state in a folder, too', async () => {
  const own = await mkdtemp(join(folder, 'own-'));
  const args = ['--port', '0', '--print-json', '--data-folder', own];
  const child = startWith({ TMPDIR: join(folder, 'nonexistent') }, ...args);
  expect((await lineOf(child)).caCertificateFile).toContain(own);
  child.stdin.end();
  expect(await ended(child)).toBe(0);
});
