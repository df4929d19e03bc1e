import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Finding } from '../../web-app/doctor/finding.ts';
import { sayFor } from '../../web-app/doctor/say.ts';
import { readEnvFile } from '../../web-app/env-file.ts';
import { boundedReply, type Environment, isHostedPracticeTenants } from '../sign-in/index.ts';

export interface EnvFound {
  finding: Finding;
  /** As Node.js passes them to the API: what the shell sets counts before what `.env` sets. */
  environment: Environment;
  /** Whether `.env` is one of the practice tenant's, on this machine or in a lab. */
  isPractice: boolean;
  /** Whether its certificate has to be fetched from it, as on this machine. */
  needsCertificate: boolean;
}

/** Whether `.env` is there and can be read, and by whom. */
export function envFile(folder: string, shell: Environment): EnvFound {
  const say = sayFor('env-file', 'The file .env');
  const file = join(folder, '.env');
  const isThere = existsSync(file);
  const { variables, mistake } = readEnvFile(file);
  const environment = { ...variables, ...shell };
  const needsCertificate =
    environment['NODE_OPTIONS']?.includes('practice-tenant-trust.mjs') ?? false;
  const isPractice = needsCertificate || isHostedPracticeTenants(environment);
  const found = (finding: Finding) => ({ finding, environment, isPractice, needsCertificate });
  if (mistake) return found(say.failed(mistake, 'Save .env as UTF-8.'));
  if (!isThere)
    return found(
      environment['TENANT_TYPE']
        ? say.ok("it isn't there; the variables of the shell are used")
        : say.failed(
            "it isn't in this folder, and the shell doesn't set the variables either",
            'Copy .env.sample.entra-id, or the template of your tenant type, to .env, and fill in your values.',
          ),
    );
  if (isPractice) return found(say.ok("it's the practice tenant's"));
  const isShared = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
  return found(
    isShared
      ? say.warning('other users of this computer can read it', 'Run chmod 600 .env')
      : say.ok("it's there, and only you can read it"),
  );
}

/**
 * Does what practice-tenant-trust.mjs does for the API, but never ends the process.
 * @returns why it can't
 */
export async function trustPracticeTenant(environment: Environment): Promise<string | undefined> {
  const front = environment['PRACTICE_TENANT_FRONT_ORIGIN'] ?? 'http://127.0.0.1:8400';
  const { status, text } = await boundedReply(fetch, `${front}/ca.pem`, {}, 3);
  if (status !== 200 || !text.includes('-----BEGIN CERTIFICATE')) return `status ${status}`;
  setDefaultCACertificates([...getCACertificates('default'), text]);
  return undefined;
}
