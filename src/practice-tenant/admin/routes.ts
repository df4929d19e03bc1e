import { readAttempt } from './attempts.ts';
import type { Answer, Call } from './call.ts';
import { moveClock, readClock, takeClockBack } from './clock.ts';
import { addConsent, listConsents, removeConsent } from './consents.ts';
import { listFaults, switchFault } from './faults.ts';
import { groups, type Items, registrations, users } from './items.ts';
import { listKeys, rotateKeys } from './keys.ts';
import { readSeedSchema, resetAll, resetOne, seed } from './reset-and-seed.ts';
import {
  listServicePrincipals,
  putServicePrincipal,
  removeServicePrincipal,
} from './service-principals.ts';
import { readLog, revokeSessions } from './sign-ins.ts';
import { changeSettings, changeTenant, index, readSettings, readTenant } from './tenants.ts';

type Methods = Readonly<Record<string, (call: Call) => Promise<Answer>>>;

const listOf = ({ list, create }: Items): Methods => ({ GET: list, POST: create });
const oneOf = ({ read, replace, change, remove }: Items): Methods => ({
  GET: read,
  PUT: replace,
  PATCH: change,
  DELETE: remove,
});

/** By path below `/admin/v1`; a part with a colon matches any value. */
const routes: Readonly<Record<string, Methods>> = {
  '': { GET: index },
  'attempts/:attempt': { GET: readAttempt },
  clock: { GET: readClock, PUT: moveClock, DELETE: takeClockBack },
  reset: { POST: resetAll },
  seed: { POST: seed },
  'seed/schema': { GET: readSeedSchema },
  'tenants/:tenant': { GET: readTenant, PATCH: changeTenant },
  'tenants/:tenant/reset': { POST: resetOne },
  'tenants/:tenant/settings': { GET: readSettings, PATCH: changeSettings },
  'tenants/:tenant/users': listOf(users),
  'tenants/:tenant/users/:id': oneOf(users),
  'tenants/:tenant/users/:id/revoke-sessions': { POST: revokeSessions },
  'tenants/:tenant/groups': listOf(groups),
  'tenants/:tenant/groups/:id': oneOf(groups),
  'tenants/:tenant/registrations': listOf(registrations),
  'tenants/:tenant/registrations/:id': oneOf(registrations),
  'tenants/:tenant/service-principals': { GET: listServicePrincipals },
  'tenants/:tenant/service-principals/:app': {
    PUT: putServicePrincipal,
    DELETE: removeServicePrincipal,
  },
  'tenants/:tenant/consents': { GET: listConsents, POST: addConsent },
  'tenants/:tenant/consents/:user/:app': { DELETE: removeConsent },
  'tenants/:tenant/faults': { GET: listFaults },
  'tenants/:tenant/faults/:app/:fault': { PUT: switchFault(true), DELETE: switchFault(false) },
  'tenants/:tenant/keys': { GET: listKeys },
  'tenants/:tenant/keys/rotate': { POST: rotateKeys },
  'tenants/:tenant/log': { GET: readLog },
};

/** What the page /reference/practice-tenant-in-tests/ has to list. */
export const adminRoutes: readonly string[] = Object.keys(routes);

/** The methods of an address, and the values of its parts; undefined for an address that there isn't. */
export function routeAt(
  path: string,
): { methods: Methods; parts: Record<string, string> } | undefined {
  const sent = path.split('/');
  for (const [pattern, methods] of Object.entries(routes)) {
    const named = pattern.split('/');
    const isIt =
      named.length === sent.length &&
      named.every((part, place) => part.startsWith(':') || part === sent[place]);
    if (!isIt) continue;
    const parts = named.flatMap((part, place) =>
      part.startsWith(':') ? [[part.slice(1), sent[place] ?? ''] as const] : [],
    );
    return { methods, parts: Object.fromEntries(parts) };
  }
  return undefined;
}
