import type { AdapterFactory, AdapterPayload, ClientMetadata } from 'oidc-provider';
import { z } from 'zod';
import { shiftedTimes } from '../clock/shifted-times.ts';
import type { TenantClock } from '../clock/tenant-clock.ts';
import type { Line, Store } from '../store/store.ts';

/** Checked without a copy: the store's reader has its own already. */
const record = z
  .custom<AdapterPayload>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  )
  .optional();

/** Kinds whose expired records are still told apart from unknown ones (AADSTS70008, AADSTS54005). */
const rememberedAfterwards = new Set(['AuthorizationCode', 'RefreshToken', 'DeviceCode']);
/** The member that oidc-provider also finds a record by, where it has one. */
const indexes: Readonly<Record<string, string>> = { Session: 'uid', DeviceCode: 'userCode' };
const anHour = 3600;
/** How many refresh tokens of one grant are kept where room is limited. */
export const mostOfGrant = 50;
/** Anyone can ask for device codes: those of a tenant push out one another, and no session or token. */
export const mostDeviceCodes = 100;
/** Members of a record that are seconds since 1970. */
const times = ['iat', 'exp', 'consumed', 'iiat', 'loginTs', 'authTime'];

/**
 * oidc-provider's storage contract over the practice tenant's store; clients come from the directory.
 *
 * Records are kept in the tenant's time. oidc-provider always reads this machine's clock, so it gets them
 * shifted to that: a tenant that is a day ahead shows it records that are a day older. How long the store
 * keeps them is in this machine's time, so that moving the clock loses nothing.
 */
export function providerAdapter(
  { store, clock }: { store: Store; clock: TenantClock },
  tenant: string,
  findClient: (id: string) => Promise<ClientMetadata | undefined>,
): AdapterFactory {
  return (model) => {
    const prefix = `oidc/${tenant}/${model}`;
    const index = indexes[model];
    const kept = async (id: string): Promise<AdapterPayload | undefined> =>
      record.safeParse(await store.get(`${prefix}/${id}`)).data;
    const read = async (id: string): Promise<AdapterPayload | undefined> => {
      const payload = await kept(id);
      return payload && shiftedTimes(payload, times, -clock.offset());
    };
    const readBy = async (index: string, value: string): Promise<AdapterPayload | undefined> => {
      const id = await store.get(`${prefix}.${index}/${value}`);
      return typeof id === 'string' ? read(id) : undefined;
    };
    /** Each renewal gives a new token, and the earlier ones still work. */
    const lineOf = ({ grantId }: AdapterPayload): Line | undefined => {
      if (model === 'DeviceCode') return { name: prefix, most: mostDeviceCodes };
      return model === 'RefreshToken' && grantId !== undefined
        ? { name: `${prefix}/${grantId}`, most: mostOfGrant }
        : undefined;
    };
    const indexLine: Line | undefined =
      model === 'DeviceCode' ? { name: `${prefix}.${index}`, most: mostDeviceCodes } : undefined;
    return {
      find: async (id) => (model === 'Client' ? findClient(id) : read(id)),
      findByUid: (uid) => readBy('uid', uid),
      findByUserCode: (code) => readBy('userCode', code),
      upsert: async (id, payload, expiresIn) => {
        const extra = rememberedAfterwards.has(model) ? anHour : 0;
        const ttl = expiresIn === undefined ? undefined : expiresIn + extra;
        const kept = shiftedTimes(payload, times, clock.offset());
        await store.set(`${prefix}/${id}`, kept, ttl, lineOf(payload));
        const value = index && payload[index];
        if (typeof value === 'string')
          await store.set(`${prefix}.${index}/${value}`, id, ttl, indexLine);
      },
      consume: async (id) => {
        const payload = await kept(id);
        if (payload === undefined) return;
        const now = Math.floor(clock.now() / 1000);
        const left = typeof payload['exp'] === 'number' ? payload['exp'] - now + anHour : anHour;
        await store.set(`${prefix}/${id}`, { ...payload, consumed: now }, left);
      },
      destroy: async (id) => {
        const value = index && (await kept(id))?.[index];
        if (typeof value === 'string') await store.delete(`${prefix}.${index}/${value}`);
        await store.delete(`${prefix}/${id}`);
      },
      // Redeeming a code twice or signing out does not take back tokens that Entra already issued.
      revokeByGrantId: async () => {},
    };
  };
}
