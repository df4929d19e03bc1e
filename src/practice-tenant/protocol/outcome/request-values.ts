import type { KoaContextWithOIDC } from 'oidc-provider';
import { redirectUrisOf } from '../../directory/redirect-uris.ts';
import { enabledParts } from '../../directory/response-types.ts';
import { shownApp } from '../../directory/shown-names.ts';
import { clientNames } from '../../directory/unknown-client.ts';
import type { Realm } from '../../tenant/realm.ts';
import type { RequestValues } from './from-provider.ts';

/** The values of a failed request, for the sentences of the error catalog. */
export async function requestValues(realm: Realm, ctx: KoaContextWithOIDC): Promise<RequestValues> {
  const params = ctx.oidc.params ?? ctx.query;
  const said = (name: string) => {
    const value = params[name] ?? ctx.query[name];
    return typeof value === 'string' ? value : '';
  };
  const app = await realm.directory.registration(said('client_id'));
  return {
    client: app?.clientId ?? said('client_id'),
    name: app === undefined ? '' : shownApp(realm.tenant, app),
    tenant: realm.tenant.domain,
    uri: said('redirect_uri'),
    scope: said('scope'),
    type: said('response_type'),
    grant: said('grant_type'),
    prompt: said('prompt'),
    enabled: app === undefined ? [] : enabledParts(app),
    agreed: app?.adminConsent ?? [],
    redirectUris: app === undefined ? [] : redirectUrisOf(app),
    clients: app === undefined ? await clientNames(realm.directory, realm.tenant) : [],
  };
}
