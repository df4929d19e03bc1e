import type {
  AccessToken,
  ClientCredentials,
  JWTStructured,
  KoaContextWithOIDC,
} from 'oidc-provider';
import { z } from 'zod';
import { issuerOfVersion1 } from '../../directory/addresses.ts';
import { rolesIn } from '../../directory/assignments.ts';
import { withoutDefault } from '../../directory/granted-scopes.ts';
import type { User } from '../../directory/model.ts';
import { servicePrincipalId } from '../../directory/object-ids.ts';
import { findResource, type Resource } from '../../directory/resources.ts';
import { isClientIdScope, scopeList, shortScope } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { claimsAsSet } from './claims-as-set.ts';
import { groupClaims, isInAddress } from './group-claims.ts';
import { b2cClaims, guestClaims, subjectFor } from './id-token-claims.ts';
import { nameAtHome, optionalClaims } from './optional-claims.ts';
import { requestedClaims, satisfiedContexts, secondFactor, signInOf } from './requested-claims.ts';
import { revalidationHandle, tokenIdentifier } from './token-identifiers.ts';

const issued = z.looseObject({
  aud: z.string(),
  iss: z.string(),
  iat: z.number(),
  exp: z.number(),
  client_id: z.string(),
  scope: z.string().optional(),
});

/** An access token's payload as oidc-provider makes it, and what the practice tenant knows besides. */
interface Source {
  realm: Realm;
  ctx: KoaContextWithOIDC;
  /** aud, iss, iat, nbf, exp. */
  registered: Record<string, unknown>;
  clientId: string;
  resource: Resource;
  scp: string;
  sid: string | undefined;
}

const shortScopes = (scopes: readonly string[]): string =>
  [...new Set(scopes.map(shortScope))].join(' ');

/** Turns oidc-provider's access token into one with the claims of Entra's, or of a B2C user flow. */
export async function dressAccessToken(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  token: AccessToken | ClientCredentials,
  jwt: JWTStructured,
): Promise<void> {
  const { aud, iss, iat, exp, client_id: clientId, scope } = issued.parse(jwt.payload);
  const { tenant, directory } = realm;
  const user = await directory.user('accountId' in token ? token.accountId : undefined);
  const { route } = contextOf(ctx);
  const scopes = scopeList(scope).filter(
    (each) => each !== 'offline_access' && !isClientIdScope(each),
  );
  const registered = { aud, iss, iat, nbf: iat, exp };
  jwt.header = { typ: 'JWT' };
  if (tenant.dialect === 'b2c' && user !== undefined) {
    const { nonce } = signInOf(ctx) ?? {};
    const scp = shortScopes(scopes);
    const own = { ...registered, nonce, azp: clientId, ...(scp !== '' && { scp }) };
    // B2C has no `uti`; here it tells apart two tokens of the same second.
    const claims = { ...own, uti: tokenIdentifier(), ...b2cClaims(user, route.userFlow) };
    jwt.payload = await claimsAsSet(realm, route.userFlow, claims);
    return;
  }
  const uri = token.resourceServer?.identifier() ?? '';
  const resource = await findResource(tenant, directory, uri, user === undefined);
  // Version 1.0 names the key twice.
  if (resource.tokenVersion === 1) jwt.header['x5t'] = (await realm.keys.current()).public.kid;
  const sid = 'sid' in token && typeof token.sid === 'string' ? token.sid : undefined;
  const app = await directory.registration(clientId);
  const granted =
    user === undefined || app === undefined
      ? scopes
      : await withoutDefault(scopes, realm.consents, { objectId: user.objectId, app, resource });
  const scp = shortScopes(granted);
  const source = { realm, ctx, registered, clientId, resource, scp, sid };
  jwt.payload = user === undefined ? await claimsOfApp(source) : await claimsOfUser(source, user);
}

/** An app that calls as itself: its service principal is the subject, with the app roles it was granted. */
async function claimsOfApp(source: Source): Promise<Record<string, unknown>> {
  const { realm, clientId, resource } = source;
  const app = await realm.directory.registration(clientId);
  const servicePrincipal = servicePrincipalId(realm.tenant, clientId);
  const roles = app?.appPermissions[resource.appId];
  return {
    ...common(source, servicePrincipal),
    ...(resource.tokenVersion === 1 && { idp: issuerOfVersion1(realm.tenant, realm.origins) }),
    oid: servicePrincipal,
    sub: servicePrincipal,
    ...(roles && rolesOfApp(source, roles)),
    ...optionalClaims(resource.optionalClaims, { user: undefined }),
  };
}

/** A user flow of Azure AD B2C lists them as scopes; Graph's tokens come from another endpoint. */
const rolesOfApp = ({ realm, resource }: Source, roles: readonly string[]) =>
  realm.tenant.dialect === 'b2c' && resource.api !== undefined
    ? { scp: roles.join(' ') }
    : { roles };

async function claimsOfUser(source: Source, user: User): Promise<Record<string, unknown>> {
  const { realm, ctx, resource, scp, sid } = source;
  const { capabilities } = requestedClaims(contextOf(ctx).said.claims);
  const contexts = satisfiedContexts(ctx);
  const roles = await rolesIn(realm.directory, user, resource.api);
  const { authTime } = signInOf(ctx) ?? {};
  return {
    ...common(source, user.objectId),
    oid: user.objectId,
    sub: subjectFor(realm.tenant, user.objectId, resource.appId),
    name: user.name,
    scp,
    ...(resource.tokenVersion === 1
      ? namesInVersion1(ctx, user)
      : { preferred_username: nameAtHome(user) }),
    ...(contexts.length > 0 && { acrs: contexts }),
    ...(roles && { roles }),
    ...(await groupClaims(realm, user, resource.api, isInAddress(ctx))),
    ...guestClaims(user),
    ...optionalClaims(resource.optionalClaims, { user, sid, authTime, capabilities }),
  };
}

/** Claims of both versions, each under the names of its own. */
function common({ realm, ctx, registered, clientId, resource }: Source, objectId: string) {
  const { tenant, origins } = realm;
  // The authorization endpoint asks the app for no proof.
  const { proof = '0' } = contextOf(ctx).said;
  const ofVersion =
    resource.tokenVersion === 1
      ? {
          iss: issuerOfVersion1(tenant, origins),
          appid: clientId,
          appidacr: proof,
          ver: '1.0',
        }
      : { azp: clientId, azpacr: proof, ver: '2.0' };
  return {
    ...registered,
    ...ofVersion,
    tid: tenant.id,
    rh: revalidationHandle(tenant.id, objectId, resource.appId),
    uti: tokenIdentifier(),
  };
}

/** What version 1.0 always tells of the user and the sign-in. */
const namesInVersion1 = (ctx: KoaContextWithOIDC, user: User) => ({
  acr: '1',
  amr: ['pwd', ...(satisfiedContexts(ctx).length > 0 ? [secondFactor] : [])],
  ...(user.givenName && { given_name: user.givenName }),
  ...(user.surname && { family_name: user.surname }),
  unique_name: nameAtHome(user),
  ...(user.homeTenant === undefined ? { upn: user.username } : { email: user.email }),
});
