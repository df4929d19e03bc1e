import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where a client is from: a package of npm, of this project or of `tests/clients`, or one of Debian. */
export type PackageSource = 'npm' | 'npm, tests/clients' | 'Debian';

/** @throws an Error when Debian's package isn't installed */
export function versionOf(from: PackageSource, name: string): string {
  if (from !== 'Debian') return lockedVersion(from, name);
  const query = spawnSync('dpkg-query', ['--show', name], { encoding: 'utf8' });
  if (query.status !== 0) throw new Error(`${name} isn’t here: run this on Debian or Ubuntu.`);
  // Readers know it by its own version, without Debian's.
  return query.stdout.trim().replace(/^.*\t|-[^-]*$/g, '');
}

function lockedVersion(from: 'npm' | 'npm, tests/clients', name: string): string {
  const folder = from === 'npm' ? '' : 'tests/clients/';
  const file = new URL(`../${folder}package-lock.json`, import.meta.url);
  const { packages } = z
    .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
    .parse(JSON.parse(readFileSync(file, 'utf8')));
  return z.string().parse(packages[`node_modules/${name}`]?.version);
}
