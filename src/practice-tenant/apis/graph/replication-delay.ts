import { z } from 'zod';
import type { Directory } from '../../directory/directory.ts';
import type { Registration } from '../../directory/model.ts';
import { inTenant } from '../../directory/new-registration.ts';
import { applicationId, servicePrincipalId } from '../../directory/object-ids.ts';
import type { GraphAnswer, GraphRequest } from './odata/graph-request.ts';

/** How many requests about a new object don't find it yet. */
const requests = 2;
/** Seconds until a delay is over that nobody has met. */
const anHour = 3600;

const kinds = ['application', 'servicePrincipal'] as const;
type Kind = (typeof kinds)[number];

const created = z.object({ appId: z.string() });
const left = z.number().catch(0);

const keyOf = ({ realm, caller }: GraphRequest, kind: Kind, clientId: string): string =>
  `graph-delay/${realm.tenant.key}/${caller.clientId}/${kind}/${clientId}`;

/**
 * The fault `graph-replication-delay`: what an app has just made hasn't arrived where its next requests
 * are answered. Each is answered as if the new object weren't there.
 */
export async function withReplicationDelay(
  request: GraphRequest,
  method: string,
  answer: (request: GraphRequest) => Promise<GraphAnswer>,
): Promise<GraphAnswer> {
  const { realm, caller } = request;
  if (!(await realm.faults.isOn(caller.clientId, 'graph-replication-delay')))
    return answer(request);
  const body = method === 'GET' ? undefined : await request.body();
  const delayed = await delayedIn(request, method, body);
  const directory = hiding(realm.directory, delayed);
  const given = await answer({
    ...request,
    realm: { ...realm, directory },
    body: async () => body,
  });
  if (method === 'POST' && given.status === 201) await delay(request, given);
  return given;
}

/** Puts off what a request has made. */
async function delay(request: GraphRequest, { json }: GraphAnswer): Promise<void> {
  const collection = request.url.pathname.split('/').at(-1)?.toLowerCase();
  const kind = kinds.find((each) => `${each}s`.toLowerCase() === collection);
  const made = created.safeParse(json).data;
  if (kind === undefined || made === undefined) return;
  await request.realm.expiring.set(keyOf(request, kind, made.appId), requests, anHour);
}

type Delayed = Readonly<Record<Kind, ReadonlySet<string>>>;

/** What a request is about and doesn't find yet; it counts as one of the requests that don't. */
async function delayedIn(request: GraphRequest, method: string, body: unknown): Promise<Delayed> {
  const { realm, url } = request;
  const [, , , collection = ''] = url.pathname.toLowerCase().split('/');
  const isForApplications =
    /^applications\b/.test(collection) || (method === 'POST' && collection === 'serviceprincipals');
  const kind = isForApplications ? 'application' : 'servicePrincipal';
  const said = JSON.stringify([url.pathname, ...url.searchParams.values(), body]).toLowerCase();
  const delayed = new Set<string>();
  for (const app of await realm.directory.registrations()) {
    const names = namesOf(request, kind, app);
    if (!names.some((name) => said.includes(name.toLowerCase()))) continue;
    const key = keyOf(request, kind, app.clientId);
    const count = left.parse(await realm.expiring.get(key));
    if (count === 0) continue;
    await realm.expiring.set(key, count - 1, anHour);
    delayed.add(app.clientId);
  }
  const none = { application: new Set<string>(), servicePrincipal: new Set<string>() };
  return { ...none, [kind]: delayed };
}

/** What requests name it by. */
const namesOf = (
  { realm: { tenant } }: GraphRequest,
  kind: Kind,
  { clientId, name, tags = [] }: Registration,
): readonly string[] =>
  kind === 'application'
    ? [clientId, applicationId(tenant, clientId), name, ...tags]
    : [clientId, servicePrincipalId(tenant, clientId), name];

/** The directory as it was before what's delayed was made; what's written to it stays whole. */
function hiding(directory: Directory, { application, servicePrincipal }: Delayed): Directory {
  const shown = (app: Registration | undefined): Registration | undefined => {
    if (app === undefined || application.has(app.clientId)) return undefined;
    return servicePrincipal.has(app.clientId) ? { ...app, withoutServicePrincipal: true } : app;
  };
  return {
    ...directory,
    registrations: async () => (await directory.registrations()).flatMap((app) => shown(app) ?? []),
    registration: async (clientId) => shown(await directory.registration(clientId)),
    saveRegistration: (app) =>
      directory.saveRegistration(servicePrincipal.has(app.clientId) ? inTenant(app) : app),
  };
}
