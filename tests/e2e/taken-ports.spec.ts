import { execFile, spawnSync } from 'node:child_process';
import {
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { localAddresses, withLocalAddresses } from '../../src/local-addresses/local-addresses.ts';
import { learnersEnvironment } from '../installed-modules.ts';
import { trackCommands } from '../prose/commands.ts';
import { freePort } from './free-ports.ts';
import { type RunningProcess, startProcess } from './running-process.ts';
import { projectRoot } from './running-site.ts';
import { expect, test } from './site-test.ts';

const run = promisify(execFile);
const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const missing = ['curl', 'unzip'].filter((tool) => !has(tool));
const variables = [
  'PORT',
  'PRACTICE_TENANT_FRONT_PORT',
  'PRACTICE_TENANT_PORT',
  'PRACTICE_TENANT_CUSTOM_DOMAIN_PORT',
  'SAMPLE_PORT',
];
const usualPorts = localAddresses.map(({ written }) => Number(new URL(written).port));

/** Takes every usual port that nobody else has; what listens there talks no HTTP. */
async function takeUsualPorts(): Promise<Server[]> {
  const taken = usualPorts.flatMap((port) =>
    ['127.0.0.1', '::1'].map(
      (host) =>
        new Promise<Server | undefined>((resolve) => {
          const server = createServer((socket) => socket.destroy());
          server.once('error', () => resolve(undefined));
          server.listen({ port, host }, () => resolve(server));
        }),
    ),
  );
  return (await Promise.all(taken)).filter((server) => server !== undefined);
}

/** The project without what building and running it left behind. */
function copyOfProject(): string {
  // On the same disk, for the links.
  const results = join(projectRoot, 'test-results');
  mkdirSync(results, { recursive: true });
  const copy = mkdtempSync(join(results, 'taken-ports-'));
  const own = new Set(['node_modules', 'dist', 'test-results', '.git', '.astro', '.env']);
  const leftOut = (path: string): boolean => /\/node_modules$|\/\.practice-tenant$/.test(path);
  for (const name of readdirSync(projectRoot)) {
    if (own.has(name) || leftOut(`/${name}`)) continue;
    const options = { recursive: true, filter: (path: string) => !leftOut(path) };
    cpSync(join(projectRoot, name), join(copy, name), options);
  }
  linkFiles(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** The same folders with the same files in them; what is removed or replaced in one stays in the other. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFiles(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}

test('with all five ports taken, one variable for each moves the whole track', async ({ page }) => {
  test.skip(missing.length > 0, `this machine lacks ${missing.join(' and ')}`);
  const takers = await takeUsualPorts();
  const project = copyOfProject();
  const folder = mkdtempSync(join(tmpdir(), 'track-'));
  const running: RunningProcess[] = [];
  try {
    const ports: Record<string, string> = {};
    for (const name of variables) ports[name] = String(await freePort());
    const env = { ...learnersEnvironment(), ...ports };
    const options = { cwd: project, env, readyWhen: /Sign-in Lab is at/, withChildren: true };
    running.push(await startProcess('npm', ['start'], options));
    const site = `http://localhost:${ports['PORT']}`;

    // The pages and the zips don't name the usual ports.
    const steps = trackCommands('entra-id');
    for (const step of new Set(steps.map(({ step }) => step))) {
      const shown = await (await fetch(`${site}/tutorials/entra-id/${step}.md`)).text();
      expect(withLocalAddresses(shown, ports), step).toBe(shown);
      for (const { lines } of steps.filter((each) => each.step === step)) {
        for (const line of lines) expect(shown).toContain(withLocalAddresses(line, ports));
      }
    }

    // Every command as the pages show it, up to the first start of the app.
    let here = folder;
    const commands = steps.filter(({ kind }) => kind === 'test').flatMap(({ lines }) => lines);
    for (const line of commands.map((each) => withLocalAddresses(each, ports))) {
      if (line === 'npm start') break;
      if (line.startsWith('cd ')) here = join(here, line.slice(3));
      else await run('sh', ['-c', line], { cwd: here, env: learnersEnvironment() });
    }
    const sample = `http://localhost:${ports['SAMPLE_PORT']}`;
    const started = { cwd: here, env: learnersEnvironment(), withChildren: true };
    running.push(await startProcess('npm', ['start'], { ...started, readyWhen: /Open http/ }));

    await page.goto(sample);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(
      new RegExp(`^http://127\\.0\\.0\\.1:${ports['PRACTICE_TENANT_FRONT_PORT']}/`),
    );
    await page.getByRole('button', { name: /Alex Rivera/ }).click();
    await expect(page.getByText('You are signed in as Alex Rivera')).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(new RegExp(`^${sample}/goodbye`));

    await page.goto(`${site}/demo/external-id-custom-domain/`);
    await page.getByRole('button', { name: 'Sign in' }).first().click();
    await page.getByRole('button', { name: /Alex Rivera/ }).click();
    await expect(page).toHaveURL(new RegExp(`^${site}/demo/external-id-custom-domain/`));
    await expect(page.getByText('Alex Rivera').first()).toBeVisible();
  } finally {
    for (const process of running) await process.stop();
    for (const taker of takers) taker.close();
    for (const each of [project, folder]) rmSync(each, { recursive: true, force: true });
  }
});
