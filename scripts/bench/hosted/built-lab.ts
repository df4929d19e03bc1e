import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectParts } from '../project-parts.ts';
import { siteOrigin, tenantOrigin } from './addresses.ts';

export const hostedAt = {
  PRACTICE_TENANT: 'hosted',
  SITE_ORIGIN: siteOrigin,
  PRACTICE_TENANT_ORIGIN: tenantOrigin,
};

/**
 * A copy of the project, inside it so that its packages are found, and built for the addresses of the benchmark.
 * @param again false to start what was built before, with its sources of now
 * @throws an Error with what the build said
 */
export function builtLab(again: boolean): string {
  const folder = resolve('test-results/bench/hosted');
  mkdirSync(folder, { recursive: true });
  const isBuilt = existsSync(join(folder, 'dist/policies.json'));
  for (const part of projectParts) {
    rmSync(join(folder, part), { recursive: true, force: true });
    cpSync(part, join(folder, part), { recursive: true });
  }
  if (isBuilt && !again) return folder;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('node_modules/astro/bin/astro.mjs'), 'build'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64e6,
      env: { ...process.env, ...hostedAt, ASTRO_TELEMETRY_DISABLED: '1' },
    },
  );
  if (status !== 0) throw new Error(`The lab did not build:\n${stdout}${stderr}`.slice(-3000));
  return folder;
}
