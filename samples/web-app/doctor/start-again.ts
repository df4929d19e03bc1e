import { spawnSync } from 'node:child_process';
import { fileVariables } from './variables.ts';

/**
 * Node.js takes some options only at its start, and the app gets them from NODE_OPTIONS in `.env`. The doctor
 * starts itself again with them, so that it sees what the app would see.
 * @returns the exit status of that run; undefined if this one has all of them
 */
export function startAgain(folder: string): number | undefined {
  const variables = fileVariables(folder);
  const wanted = variables['NODE_OPTIONS']?.split(/\s+/).filter(isAboutNetwork) ?? [];
  const missing = wanted.filter((option) => !process.execArgv.includes(option));
  if (missing.length === 0) return undefined;
  const { NODE_OPTIONS: _, ...others } = variables;
  const words = [...process.execArgv, ...missing, ...process.argv.slice(1)];
  // An option such as --use-env-proxy counts for the variables that are there from the start.
  const env = { ...others, ...process.env };
  return spawnSync(process.execPath, words, { stdio: 'inherit', env }).status ?? 1;
}

/** Those that .env can need, if this version of Node.js has them. */
const isAboutNetwork = (option: string): boolean =>
  /^--use-(?:env-proxy|system-ca|openssl-ca|bundled-ca)$/.test(option) &&
  process.allowedNodeEnvironmentFlags.has(option);
