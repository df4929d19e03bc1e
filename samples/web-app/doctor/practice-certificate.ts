import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { boundedReply, type Environment, isHostedPracticeTenants } from '../sign-in/index.ts';
import type { Surroundings } from './surroundings.ts';

/** `.env.practice` loads this file into the app, which then trusts the practice tenant. */
export const usesPracticeTenant = ({ NODE_OPTIONS }: Environment): boolean =>
  NODE_OPTIONS?.includes('practice-tenant-trust.mjs') ?? false;

/** Whether the settings are those of a practice tenant, on this machine or in a lab. */
export const isOfPracticeTenant = (environment: Environment): boolean =>
  usesPracticeTenant(environment) || isHostedPracticeTenants(environment);

/** Where the practice tenant hands out its certificate. */
export const certificateAddress = ({ PRACTICE_TENANT_FRONT_ORIGIN }: Environment): string =>
  `${PRACTICE_TENANT_FRONT_ORIGIN ?? 'http://127.0.0.1:8400'}/ca.pem`;

/**
 * Does what practice-tenant-trust.mjs does for the app, but never ends the process.
 * @throws RequestFailure, and an Error for a response that isn't a certificate
 */
export async function trustPracticeTenant(
  environment: Environment,
  surroundings: Surroundings,
): Promise<void> {
  const { status, text } = await boundedReply(
    surroundings.fetch,
    certificateAddress(environment),
    {},
    3,
  );
  if (status !== 200 || !text.includes('-----BEGIN CERTIFICATE'))
    throw new Error(`status ${status}, without a certificate`);
  setDefaultCACertificates([...getCACertificates('default'), text]);
}
