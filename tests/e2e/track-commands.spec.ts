import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { learnersEnvironment } from '../installed-modules.ts';
import { trackCommands } from '../prose/commands.ts';
import { freePort } from './free-ports.ts';
import { startProcess } from './running-process.ts';
import type { RunningSite } from './running-site.ts';
import { expect, test } from './site-test.ts';

const run = promisify(execFile);

const has = (tool: string): boolean => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
const missing = ['curl', 'unzip'].filter((tool) => !has(tool));

/** Ports differ from those on the page only where the defaults are taken. */
function onFreePorts(folder: string, { ports }: RunningSite, port: number): void {
  const file = join(folder, '.env');
  const text = readFileSync(file, 'utf8')
    .replaceAll('localhost:8443', `localhost:${ports.back}`)
    .replaceAll('localhost:8444', `localhost:${ports.customDomain}`)
    .replaceAll('localhost:3000', `localhost:${port}`);
  const front = `PRACTICE_TENANT_FRONT_ORIGIN=http://127.0.0.1:${ports.front}`;
  writeFileSync(file, `${text}\n${front}\nPORT=${port}\n`);
}

for (const tenantType of tenantTypes) {
  test(`every command of the track ${tenantType} works in the order of its steps`, async ({
    site,
  }) => {
    test.skip(missing.length > 0, `this machine lacks ${missing.join(' and ')}`);
    const folder = mkdtempSync(join(tmpdir(), 'track-'));
    const env = learnersEnvironment();
    const port = await freePort(3000);
    let here = folder;
    try {
      const blocks = trackCommands(tenantType).filter(({ kind }) => kind === 'test');
      for (const { step, lines } of blocks) {
        for (const written of lines) {
          const line = written.replace('http://localhost:4321', site.origin);
          if (line.startsWith('cd ')) here = join(here, line.slice(3));
          else if (line === 'npm start') {
            const options = { cwd: here, env, readyWhen: /Open http/, withChildren: true };
            const app = await startProcess('npm', ['start'], options);
            const home = await fetch(`http://localhost:${port}/`);
            await app.stop();
            expect(await home.text(), step).toContain('You are not signed in');
          } else {
            await run('sh', ['-c', line], { cwd: here, env, timeout: 100_000 });
            if (line.startsWith('cp ')) onFreePorts(here, site, port);
          }
        }
      }
      expect(blocks.at(-1)?.step).toBe('deploy');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
