import { authenticateClient } from '../../client-authentication/authenticate.ts';
import { credentialsIn } from '../../client-authentication/credentials-in.ts';
import { findRedemption } from '../../client-authentication/redemption.ts';
import { backOrigin } from '../../directory/addresses.ts';
import { EntraError } from '../../errors/entra-error.ts';
import { type Hold, holding } from '../../faults/held-responses.ts';
import { readForm } from '../../http/form.ts';
import { issuersOf } from '../../tenant/issuers.ts';
import type { RequestContext } from '../../tenant/request-context.ts';

/**
 * How faults hold the response to this request. The ID of a set isn't secret, so in a hosted practice tenant
 * they do it only for the visitor's own apps: for anyone else, such a fault isn't on.
 */
export function holdFor(context: RequestContext): Hold {
  const { realm, request } = context;
  const { set } = realm.tenant;
  return async (work) => {
    if (set === undefined) await work();
    else if (!(await isFromOwnApp(context))) return false;
    else await holding({ set, sender: realm.limits?.sender(request) ?? '' }, work);
    return true;
  };
}

/** Whether the request redeems what the tenant gave out, or has a credential of an app. */
async function isFromOwnApp(context: RequestContext): Promise<boolean> {
  const { realm, provider, request, url } = context;
  const fields = context.form ?? (await readForm(request));
  const sent = credentialsIn(fields, request.headers.authorization);
  const hasCredential = sent.secret !== undefined || sent.assertion !== undefined;
  const { code, refreshToken } = await findRedemption(provider, sent.clientId, {
    code: fields.get('code'),
    refreshToken: fields.get('refresh_token'),
    origin: request.headers.origin,
    hasCredential,
  });
  if (code !== undefined || refreshToken !== undefined) return true;
  if (!hasCredential) return false;
  const grantType = fields.get('grant_type');
  try {
    await authenticateClient(
      realm,
      { ...sent, grantType, singlePage: false, publicClient: false },
      [`${backOrigin(realm.tenant, realm.origins)}${url.pathname}`, ...issuersOf(realm)],
    );
    return true;
  } catch (error) {
    if (error instanceof EntraError) return false;
    throw error;
  }
}
