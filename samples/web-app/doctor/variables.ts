import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvFile } from '../env-file.ts';
import type { Environment } from '../sign-in/index.ts';
import type { Surroundings } from './surroundings.ts';

/** As Node.js passes them to the app: what the shell sets counts before what `.env` sets. */
export function variablesOf({ folder, shell }: Surroundings): Environment {
  return { ...fileVariables(folder), ...shell };
}

/** What `.env` sets; nothing if it can't be read, which the check of the file reports. */
export function fileVariables(folder: string): Environment {
  try {
    return readEnvFile(join(folder, '.env')).variables;
  } catch {
    return {};
  }
}

/** Whether there is a `.env` that the app can read. */
export function hasEnvFile(folder: string): boolean {
  const file = join(folder, '.env');
  try {
    return existsSync(file) && readEnvFile(file).mistake === undefined;
  } catch {
    return false;
  }
}
