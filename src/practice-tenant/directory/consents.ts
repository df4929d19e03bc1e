import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { preauthorizedScopes } from './first-party-apps.ts';
import type { Registration, Tenant } from './model.ts';
import { clientIdIn, isDefaultScope, resourceOf, resourcesOf } from './scopes.ts';

const scopes = z.array(z.string()).optional();

/** Who consented to what: an administrator for all users (in the registration), or a user for themselves. */
export interface Consents {
  /** The scopes among those asked for that have no consent yet. */
  missing(objectId: string, app: Registration, asked: readonly string[]): Promise<string[]>;
  /** Everything that has consent, an administrator's or the user's, or needs none. */
  agreed(objectId: string, app: Registration): Promise<string[]>;
  add(objectId: string, app: Registration, agreed: readonly string[]): Promise<void>;
  /** What a user has consented to, instead of what it was until now; nothing takes the consent back. */
  replace(objectId: string, app: Registration, agreed: readonly string[]): Promise<void>;
  all(): Promise<Consent[]>;
}

export interface Consent {
  objectId: string;
  clientId: string;
  scopes: readonly string[];
}

export function openConsents(
  tenant: Tenant,
  store: Store,
  areRemoved: (app: Registration) => Promise<boolean> = async () => false,
): Consents {
  const prefix = `consent/${tenant.key}/`;
  const key = (objectId: string, app: Registration) => `${prefix}${objectId}/${app.clientId}`;
  const given = async (objectId: string, app: Registration) =>
    scopes.safeParse(await store.get(key(objectId, app))).data ?? [];
  const agreed = async (objectId: string, app: Registration) => [
    ...new Set([
      ...preauthorizedScopes(app.clientId),
      ...app.adminConsent,
      ...(await given(objectId, app)),
    ]),
  ];
  return {
    agreed,
    missing: async (objectId, app, asked) => {
      if (await areRemoved(app)) return [...asked];
      const all = await agreed(objectId, app);
      const names = new Set(all.map(plain));
      // `.default` asks for what has been consented to before: for any scope of its API.
      const apis = new Set(resourcesOf(all));
      const isKnown = (scope: string) =>
        isDefaultScope(scope) && (apis.has(resourceOf(scope)) || isNamedByClientId(scope));
      return asked.filter(
        (scope) => !names.has(plain(scope)) && !isKnown(scope) && !isOwn(app, scope),
      );
    },
    add: async (objectId, app, agreed) => {
      const all = new Set([...(await given(objectId, app)), ...agreed]);
      await store.set(key(objectId, app), [...all]);
    },
    replace: (objectId, app, agreed) =>
      agreed.length === 0
        ? store.delete(key(objectId, app))
        : store.set(key(objectId, app), [...agreed]),
    all: async () =>
      (await store.list(prefix)).map(([name, value]) => {
        const [objectId = '', clientId = ''] = name.slice(prefix.length).split('/');
        return { objectId, clientId, scopes: scopes.safeParse(value).data ?? [] };
      }),
  };
}

/** An app needs no consent for itself. */
const isOwn = ({ clientId, exposedApi }: Registration, scope: string): boolean =>
  scope.toLowerCase() === clientId ||
  (isDefaultScope(scope) && resourceOf(scope) === exposedApi?.identifierUri);

/** Consents name an API by its Application ID URI. */
const isNamedByClientId = (scope: string): boolean => clientIdIn(resourceOf(scope)) !== undefined;

/** Graph's scopes may be written with or without its address. */
const plain = (scope: string): string => scope.replace('https://graph.microsoft.com/', '');
