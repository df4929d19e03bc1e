import type { Account, Provider, TokenEndpointGrantContext } from 'oidc-provider';
import { graph, isOpenIdScope, resourcesOf } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';
import { addToGrant } from '../grants/grants.ts';
import { resourceServerInfo } from '../grants/resources.ts';

export interface UserAndScopes {
  account: Account;
  /** Consented to. */
  scopes: string[];
  /** The grant's name in what oidc-provider keeps. */
  gty: string;
  /** Seconds since 1970. */
  authTime: number;
}

/** The body of the token endpoint for a user who was not at the authorization endpoint. */
export async function tokensForUser(
  realm: Realm,
  provider: Provider,
  ctx: TokenEndpointGrantContext,
  { account, scopes, gty, authTime }: UserAndScopes,
): Promise<Record<string, unknown>> {
  const { oidc } = ctx;
  const { accountId } = account;
  oidc.entity('Account', account);
  const uri = resourcesOf(scopes)[0] ?? graph.uri;
  const server = new provider.ResourceServer(uri, await resourceServerInfo(realm, uri, ctx));
  const grant = new provider.Grant({ accountId, clientId: oidc.client.clientId });
  addToGrant(grant, scopes, { [uri]: server });
  const grantId = await grant.save();
  oidc.entity('Grant', grant);

  const common = { accountId, client: oidc.client, grantId, gty };
  const token = new provider.AccessToken(common);
  token.resourceServer = server;
  token.scope = grant.getResourceScopeFiltered(uri, scopes);
  oidc.entity('AccessToken', token);
  const expiry = { token_type: 'Bearer', expires_in: token.expiration, scope: token.scope };
  const body: Record<string, unknown> = { ...expiry, access_token: await token.save() };
  if (scopes.includes('offline_access')) {
    const refresh = { ...common, scope: scopes.join(' '), resource: uri, authTime };
    body['refresh_token'] = await new provider.RefreshToken(refresh).save();
  }
  if (scopes.includes('openid')) {
    const claims = await account.claims('id_token', scopes.join(' '), {}, []);
    const idToken = new provider.IdToken(claims, { ctx });
    Object.assign(idToken, {
      scope: scopes.filter(isOpenIdScope).join(' '),
      mask: {},
      rejected: [],
    });
    body['id_token'] = await idToken.issue({ use: 'idtoken' });
  }
  return body;
}
