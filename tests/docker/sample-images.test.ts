import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../e2e/free-ports.ts';
import type { RunningProcess } from '../e2e/running-process.ts';
import { page } from '../samples/web-app/server/raw-client.ts';
import { dockerContext } from './docker-context.ts';
import { unpackedZip } from './sample-zip.ts';
import { mayChangeUser, type StepsImage, stepsImage } from './steps-container.ts';

const samples = ['web-app', 'protected-api', 'middle-tier'];

describe.each(samples)('the image of %s, made by the steps of its Dockerfile', (sample) => {
  let zip: ReturnType<typeof unpackedZip>;
  let image: StepsImage;
  let variables: Record<string, string>;
  let running: RunningProcess | undefined;

  beforeAll(() => {
    zip = unpackedZip(sample);
    const practice = ['.env.practice', '.env.practice.entra-id']
      .map((name) => join(zip.folder, name))
      .find((path) => existsSync(path));
    const { NODE_OPTIONS: _trust, ...settings } = parseEnv(readFileSync(practice ?? '', 'utf8'));
    variables = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, value ?? '']),
    );
    // What must not get into it.
    for (const name of ['.env', 'certificate.pem', 'private.key', 'app.pfx', 'sign-in/.env.local'])
      writeFileSync(join(zip.folder, name), 'CLIENT_SECRET=secret\n');
    image = stepsImage(zip.folder);
  });
  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });
  afterAll(() => {
    image.remove();
    zip.remove();
  });

  async function started(more: Record<string, string> = {}) {
    const PORT = String(await freePort());
    const REDIRECT_URI = `http://localhost:${PORT}/auth/redirect`;
    const all = { ...variables, PORT, REDIRECT_URI, ...more };
    running = await image.start(all);
    return { all, port: Number(PORT), process: running };
  }

  test('holds the app and no settings, keys, or documents', () => {
    const files = dockerContext(zip.folder);
    expect(files).toContain('server/serve.ts');
    expect(files.filter((file) => !/\.(?:[cm]?js|ts|json|css|svg)$/.test(file))).toEqual([]);
    expect(existsSync(join(image.root, 'app/server/serve.ts'))).toBe(true);
    for (const name of ['.env', 'certificate.pem', 'private.key', 'app.pfx', 'sign-in/.env.local'])
      expect(existsSync(join(image.root, 'app', name)), name).toBe(false);
  });

  test('holds the packages of the lock file, and none for development', () => {
    const packages = join(image.root, 'app/node_modules');
    expect(existsSync(join(packages, 'express'))).toBe(true);
    expect(existsSync(join(packages, 'typescript'))).toBe(false);
  });

  test.runIf(mayChangeUser)(
    'runs as another user who can write nowhere, and ends on SIGTERM',
    async () => {
      const { all, port, process } = await started();
      // Where a published port leads: not to a loopback address of the container.
      expect(await page(port, '/healthz', '127.0.0.2')).toMatchObject({ status: 200 });
      expect(image.health(all)).toBe(0);
      expect(await process.stop()).toBe(0);
      expect(image.health(all)).toBe(1);
    },
  );

  test.runIf(mayChangeUser)('finds its health without the proxy that the app uses', async () => {
    const proxy = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://127.0.0.1:1' };
    const { all } = await started(proxy);
    expect(image.health(all)).toBe(0);
  });

  test.runIf(mayChangeUser)('reads settings from .env, mounted next to the app', async () => {
    const port = await freePort();
    const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
    const file = join(image.root, 'app/.env');
    writeFileSync(file, `${lines.join('\n')}\nREDIRECT_URI=http://localhost:${port}/auth/redirect`);
    running = await image.start({ PORT: String(port) });
    expect((await page(port, '/healthz')).status).toBe(200);
  });
});
