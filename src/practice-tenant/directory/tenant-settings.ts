import type { Store } from '../store/store.ts';
import type { Dialect, Tenant } from './model.ts';

interface Meaning {
  text: string;
  /** The only dialect whose tenants have the setting, or those of an organization only. */
  only?: Dialect | 'workforce';
}

/** How a tenant in the wild may be set up, each with what apps, or the tools that register them, then get. All are off at first. */
export const settingCatalogue = {
  'no-app-registrations': {
    // prose-ignore: a label of the admin center
    text: '“Users can register applications” is off: only administrators register apps with Microsoft Graph.',
    only: 'workforce',
  },
  'no-sid': {
    text: 'ID tokens have no sid, which front-channel sign-out needs.',
    only: 'b2c',
  },
  'no-auth-time': { text: 'ID tokens have no auth_time, even if the app sends max_age.' },
  'sub-not-supported': {
    text: 'Subject (sub) claim is “Not supported”: the same sentence for every user.',
    only: 'b2c',
  },
  'no-object-id': {
    text: 'User’s Object ID isn’t among the application claims: tokens have no oid.',
    only: 'b2c',
  },
  'policy-in-acr': {
    text: 'Claim representing user flow is acr, in lowercase, instead of tfp.',
    only: 'b2c',
  },
  'policy-in-issuer': {
    text: 'Issuer (iss) claim has the form https://<host>/tfp/<tenant ID>/<user flow>/v2.0/.',
    only: 'b2c',
  },
  'id-token-at-sign-out': {
    // prose-ignore: a label of the Azure portal
    text: 'Require ID Token in logout requests is on (AADB2C90272 without one).',
    only: 'b2c',
  },
} as const satisfies Record<string, Meaning>;

export type Setting = keyof typeof settingCatalogue;

export const isSetting = (name: string): name is Setting => Object.hasOwn(settingCatalogue, name);

/** The settings that a tenant has, with their meanings. */
export const settingsOf = (tenant: Tenant): readonly (readonly [Setting, string])[] =>
  Object.entries<Meaning>(settingCatalogue).flatMap(([name, { text, only }]) =>
    isSetting(name) && isFor(tenant, only) ? [[name, text] as const] : [],
  );

const isFor = ({ dialect, isWorkforce }: Tenant, only: Meaning['only']): boolean =>
  only === 'workforce' ? isWorkforce : only === undefined || only === dialect;

/** Which settings are on. They outlive a restart, and a reset of the tenant ends them. */
export interface TenantSettings {
  isOn(setting: Setting): Promise<boolean>;
  /** @returns false for a setting that the tenant doesn't have */
  set(setting: string, on: boolean): Promise<boolean>;
  all(): Promise<Setting[]>;
}

export function openTenantSettings(tenant: Tenant, store: Store): TenantSettings {
  const key = (setting: string) => `setting/${tenant.key}/${setting}`;
  const own = settingsOf(tenant).map(([name]) => name);
  const isOn = async (setting: Setting) => (await store.get(key(setting))) === true;
  return {
    isOn,
    set: async (setting, on) => {
      if (!own.some((each) => each === setting)) return false;
      await (on ? store.set(key(setting), true) : store.delete(key(setting)));
      return true;
    },
    all: async () => {
      const states = await Promise.all(own.map(isOn));
      return own.filter((_, place) => states[place]);
    },
  };
}
