import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SiteEnvironment } from './environment.ts';

/** The session secret of a site on one machine: made on first start, kept readable by its owner only. */
export function keptSessionSecret(dataFolder: string): string {
  const file = join(dataFolder, 'session-secret');
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

/** The secrets of the environment, or the one that this machine keeps; newest first. */
export function sessionSecrets(environment: SiteEnvironment, root: string): readonly string[] {
  const { sessionSecrets: given, dataFolder } = environment;
  return given.length > 0 ? given : [keptSessionSecret(resolve(root, dataFolder))];
}
