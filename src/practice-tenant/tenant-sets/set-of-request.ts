import type { IncomingMessage } from 'node:http';
import { decodeJwt } from 'jose';
import { paths, pathsOfVersion1 } from '../directory/addresses.ts';
import { sharedNames } from '../directory/model.ts';
import { personalAccounts } from '../directory/tenant-ids.ts';
import { type TenantSetId, tenantSetId, tenantSetOf } from '../directory/tenant-set.ts';
import { EntraError } from '../errors/entra-error.ts';
import { type Fields, readForm } from '../http/form.ts';
import { browserIn } from './browser-cookie.ts';

/** Which set a request is for, by what it names. Whether that set exists is another question. */
export async function setOfRequest(
  request: IncomingMessage,
  url: URL,
): Promise<TenantSetId | undefined> {
  const [, ...all] = url.pathname.split('/');
  const segments = all[0]?.toLowerCase() === 'tfp' ? all.slice(1) : all;
  const [first = '', second = ''] = segments;
  const named = tenantSetOf(first);
  if (named !== undefined) return named;
  switch (first.toLowerCase()) {
    case 'social':
    case 'elsewhere':
      return tenantSetId.safeParse(second).data;
    case 'graph':
    case 'v1.0':
    case 'beta':
    case 'tasks-api':
      return ofToken(/^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]);
  }
  if (!isShared(first)) return undefined;
  return (
    tenantSetOf(second) ??
    ofFields(url.searchParams) ??
    ofBasic(request.headers.authorization) ??
    ofFields(await formOf(request, url)) ??
    browserIn(request)?.set
  );
}

/** An address that every set has. */
const isShared = (name: string): boolean =>
  sharedNames.some((each) => each === name.toLowerCase()) || name === personalAccounts;

/** By its tenant; of a personal account's token, by the app that it was issued to. */
function ofToken(token: string | null | undefined): TenantSetId | undefined {
  if (!token) return undefined;
  try {
    const { tid, azp, appid, aud, sub } = decodeJwt(token);
    const names = [tid, azp, appid, aud, sub].filter((each) => typeof each === 'string');
    return firstOf(names);
  } catch {
    return undefined;
  }
}

const firstOf = (names: readonly (string | null | undefined)[]): TenantSetId | undefined =>
  names.map((name) => tenantSetOf(name ?? '')).find((set) => set !== undefined);

/** By the app or the user that it names, the tokens that it has with it, or the page that it leads back to. */
const ofFields = (fields: Pick<Fields | URLSearchParams, 'get'>): TenantSetId | undefined =>
  tenantSetOf(fields.get('client_id') ?? '') ??
  ofToken(fields.get('id_token_hint')) ??
  ofToken(fields.get('client_assertion')) ??
  firstOf(
    ['login_hint', 'logout_hint', 'domain_hint', 'username'].map((name) =>
      fields.get(name)?.split('@').at(-1),
    ),
  );

function ofBasic(authorization: string | undefined): TenantSetId | undefined {
  const sent = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1];
  if (sent === undefined) return undefined;
  const [client = ''] = Buffer.from(sent, 'base64').toString('utf8').split(':');
  return tenantSetOf(client);
}

const nothing: Fields = new Map();

/** What an app or its browser posts to an endpoint of several tenants; oidc-provider reads other forms itself. */
const posted = new RegExp(
  `(?:${[paths.authorize, paths.token, paths.deviceCode, paths.logout, pathsOfVersion1.logout].join('|')})$`,
  'i',
);

/** Where it's used, it can be read again. */
async function formOf(request: IncomingMessage, { pathname }: URL): Promise<Fields> {
  if (request.method !== 'POST' || !posted.test(pathname)) return nothing;
  try {
    return await readForm(request);
  } catch (error) {
    if (error instanceof EntraError) return nothing;
    throw error;
  }
}
