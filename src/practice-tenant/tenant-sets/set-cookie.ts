import type { IncomingMessage } from 'node:http';
import { type TenantSetId, tenantSetId } from '../directory/tenant-set.ts';
import { credentialFrom, type SetCredential } from './set-keys.ts';

const deskName = '__Host-practice.desk';
/** Which set this browser used last: for addresses that name no tenant, such as a device's sign-in page. */
const setName = '__Host-practice.set';

/** The value of a cookie; of two with one name, one may have been planted, so neither counts. */
function cookieIn(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const values = pairs.flatMap((pair) =>
    pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : [],
  );
  return values.length === 1 ? values[0] : undefined;
}

export const deskCredentialIn = (request: IncomingMessage): SetCredential | undefined =>
  credentialFrom(cookieIn(request, deskName));

export const setCookieIn = (request: IncomingMessage): TenantSetId | undefined =>
  tenantSetId.safeParse(cookieIn(request, setName)).data;

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

/** It's over when the browser is closed, and when the set ends. */
export const deskCookie = (value: string): string => `${deskName}=${value}; ${attributes}`;
export const noDeskCookie = `${deskName}=; Max-Age=0; ${attributes}`;
export const setCookie = (set: TenantSetId): string => `${setName}=${set}; ${attributes}`;
