import { z } from 'zod';
import {
  authorityOf,
  boundedReply,
  discoveryUrl,
  parseJson,
} from '../../samples/web-app/sign-in/index.ts';
import { demoFacts } from '../scenarios/demos.ts';
import { tenantTypeFacts } from '../scenarios/tenant-types.ts';
import type { DemoConfiguration, DemoRegistration } from './demo-configuration.ts';
import { registrationInSet } from './tenant-sets/registration-in-set.ts';

/** The public keys that one of the practice tenant's tenants signs with. */
export interface PracticeKeys {
  /** The tenant type's name. */
  name: string;
  /** From its metadata; with “{tenantid}” if several tenants share the keys. */
  issuer: string;
  keys: readonly Readonly<Record<string, unknown>>[];
}

const Metadata = z.object({ issuer: z.string(), jwks_uri: z.url() });
const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** Requests in progress: many readers at once cause one. */
const running = new WeakMap<DemoConfiguration, Promise<readonly PracticeKeys[]>>();

/**
 * The practice tenant's keys, as it publishes them at this moment: the desk can change them. Empty if no demo
 * uses the practice tenant.
 * @throws RequestFailure, ZodError
 */
export function practiceKeys(demo: DemoConfiguration): Promise<readonly PracticeKeys[]> {
  const current = running.get(demo) ?? readAll(demo).finally(() => running.delete(demo));
  running.set(demo, current);
  return current;
}

/** The same, of the practice tenants that a visitor of a hosted lab has. */
export function practiceKeysOf(
  { registrations }: Pick<DemoConfiguration, 'registrations'>,
  inSet: (text: string) => string,
): Promise<readonly PracticeKeys[]> {
  const own = [...registrations].map(
    ([name, { registration, whose }]) =>
      [name, { registration: registrationInSet(registration, inSet), whose }] as const,
  );
  return readAll({ registrations: new Map(own) });
}

async function readAll({
  registrations,
}: Pick<DemoConfiguration, 'registrations'>): Promise<readonly PracticeKeys[]> {
  const practice = [...registrations].filter(([, { whose }]) => whose === 'practice');
  return Promise.all(
    practice.map(async ([demoName, { registration }]) => ({
      name: tenantTypeFacts[demoFacts[demoName].tenantType].name,
      ...(await keysOf(registration)),
    })),
  );
}

async function keysOf(registration: DemoRegistration['registration']) {
  const { issuer, jwks_uri } = Metadata.parse(await read(discoveryUrl(authorityOf(registration))));
  const { keys } = KeySet.parse(await read(jwks_uri));
  return { issuer, keys };
}

const read = async (url: string | URL): Promise<unknown> =>
  parseJson((await boundedReply(fetch, url)).text);
