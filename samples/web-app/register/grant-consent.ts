import type { Change } from './change.ts';
import { findGrants, isForbidden } from './find.ts';
import { nothing } from './graph-client.ts';
import { Grant, missingFrom } from './graph-resources.ts';
import { makeOnce } from './make-once.ts';
import type { RegistrationRecord } from './record.ts';
import { clientIdOf, leftOver, save, type Work } from './work.ts';

type Consent = Extract<Change, { kind: 'grant-consent' }>;

/** For all users, if the account may; else an administrator gets a link. */
export async function grantConsent(work: Work, consent: Consent): Promise<string | undefined> {
  const { record, problems } = work;
  const earlier = record.consents;
  try {
    const grant = consent.grant ?? (await makeGrant(work, consent));
    // Someone else may have granted some scopes in the meantime.
    const missing = missingFrom(grant, consent.scopes);
    if (missing.length > 0) await extendGrant(work, consent.api, grant, missing);
    return undefined;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    record.consents = earlier;
    problems.push(
      `Consent: your account isn't allowed to grant it for all users (role Cloud Application Administrator). Send this link to an administrator: ${work.adminConsent(clientIdOf(work))}`,
    );
    return leftOver;
  } finally {
    save(work);
  }
}

async function makeGrant(work: Work, { api, scopes }: Consent): Promise<Grant> {
  const { graph, apis, servicePrincipal } = work;
  const clientId = servicePrincipal?.id ?? '';
  const resourceId = apis.get(api)?.id ?? '';
  const scope = scopes.join(' ');
  const body = { clientId, consentType: 'AllPrincipals', resourceId, scope };
  const own = { api, scopes: [...scopes] };
  remember(work, { state: 'intended', ...own });
  const grant = await makeOnce(
    work,
    () => graph.send('POST', '/oauth2PermissionGrants', body, Grant, { ...body, id: '{id}' }),
    async () => (await findGrants(graph, clientId)).find((each) => each.resourceId === resourceId),
  );
  if (missingFrom(grant, scopes).length === 0)
    remember(work, { state: 'made', id: grant.id, ...own });
  return grant;
}

/** Every other scope stays: Microsoft Graph puts the list in place of the one before. */
async function extendGrant(
  work: Work,
  api: string,
  { id, scope }: Grant,
  missing: readonly string[],
): Promise<void> {
  const known = work.record.consents.find((each) => each.id === id) ?? { scopes: [] };
  const own = {
    api,
    id,
    ...(known.scopes && { scopes: [...new Set([...known.scopes, ...missing])] }),
  };
  remember(work, { state: 'intended', ...own });
  const body = { scope: [scope, ...missing].join(' ').trim() };
  await work.graph.send('PATCH', `/oauth2PermissionGrants/${id}`, body, nothing, undefined);
  remember(work, { state: 'made', ...own });
}

function remember(work: Work, consent: RegistrationRecord['consents'][number]): void {
  const { record } = work;
  record.consents = [...record.consents.filter(({ api }) => api !== consent.api), consent];
  save(work);
}
