import { type ExpiringValues, expiringValues } from '../clock/expiring-values.ts';
import type { TenantClock } from '../clock/tenant-clock.ts';
import { issuerOf, type Origins } from '../directory/addresses.ts';
import { type Consents, openConsents } from '../directory/consents.ts';
import type { Directory } from '../directory/directory.ts';
import type { Tenant } from '../directory/model.ts';
import { openRevocations, type Revocations } from '../directory/revocations.ts';
import type { RegisteredApps } from '../directory/seeded-registrations.ts';
import { mostHostedEntries, openSignInLog, type SignInLog } from '../directory/sign-in-log.ts';
import { openTenantSettings, type TenantSettings } from '../directory/tenant-settings.ts';
import { type FaultSwitches, noFaults, openFaultSwitches } from '../faults/switches.ts';
import type { SocialProvider } from '../federation/social-provider.ts';
import type { RequestLimits } from '../hosted/request-limits.ts';
import type { Room } from '../hosted/rule-bound-directories.ts';
import { type KeyRing, openSigningKeys, type SigningKeys } from '../provider/signing-keys.ts';
import type { Store } from '../store/store.ts';

/** Everything that the parts of one tenant share, from the start to the end of the process. */
export interface Realm {
  tenant: Tenant;
  origins: Origins;
  /** Other addresses of the same tenant, whose tokens are accepted as well. */
  otherOrigins: readonly Origins[];
  /** The site whose live demo is registered, and which explains the error codes. */
  siteOrigin: string;
  /** What oidc-provider knows as the issuer; tokens of a B2C tenant can name another (issuers.ts). */
  issuer: string;
  directory: Directory;
  /** How much more a visitor's practice tenants can take; undefined where nothing is hosted. */
  room?: Room | undefined;
  /** What each address may do in a minute; undefined where nothing is limited. */
  limits?: RequestLimits | undefined;
  consents: Consents;
  store: Store;
  /** What is remembered for minutes only, such as a code sent by email. */
  expiring: ExpiringValues;
  /** The time of all tenants. */
  clock: TenantClock;
  /** Told about failures of the practice tenant itself. */
  report: (problem: string, cause: unknown) => void;
  keys: SigningKeys;
  log: SignInLog;
  faults: FaultSwitches;
  settings: TenantSettings;
  revocations: Revocations;
  /** The social provider that users can sign in with, if the tenant has one. */
  social?: SocialProvider | undefined;
}

export interface RealmOptions {
  store: Store;
  clock: TenantClock;
  report: Realm['report'];
  origins: Origins;
  otherOrigins: readonly Origins[];
  apps: RegisteredApps;
  directory: Directory;
  /** Whether anything can be broken on purpose. */
  hasFaults: boolean;
  room?: Room;
  limits?: RequestLimits | undefined;
  social: SocialProvider;
  /** The keys of all tenants, where several sets share them. */
  ring?: KeyRing;
  /** Instead of keys that replace one another. */
  keysOf?: (keyring: string) => SigningKeys;
}

/** One tenant over the store that all of them share. */
export async function openRealm(tenant: Tenant, options: RealmOptions): Promise<Realm> {
  const { store, clock, report, origins, otherOrigins, apps, directory, room, limits } = options;
  const { ring, keysOf, hasFaults, social } = options;
  const faults = hasFaults ? openFaultSwitches(tenant.key, store) : noFaults;
  return {
    tenant,
    origins,
    otherOrigins,
    siteOrigin: apps.siteOrigin,
    store,
    expiring: expiringValues(store, clock),
    clock,
    report,
    issuer: issuerOf(tenant, origins),
    directory,
    room,
    limits,
    consents: openConsents(tenant, store, ({ clientId }) =>
      faults.isOn(clientId, 'consent-removed'),
    ),
    keys: keysOf?.(tenant.keyring) ?? openSigningKeys(store, tenant.keyring, clock.now, ring),
    log: openSignInLog(
      tenant.key,
      store,
      clock,
      tenant.set === undefined ? undefined : mostHostedEntries,
    ),
    faults,
    settings: openTenantSettings(tenant, store),
    revocations: openRevocations(tenant, store, clock),
    social: tenant.hasSocialProvider ? social : undefined,
  };
}
