import type { Change } from './change.ts';
import { findGrants, isForbidden } from './find.ts';
import { nothing } from './graph-client.ts';
import { Grant } from './graph-resources.ts';
import { makeOnce } from './make-once.ts';
import { clientIdOf, leftOver, save, type Work } from './work.ts';

type Consent = Extract<Change, { kind: 'grant-consent' }>;

/** For all users, if the account may; else an administrator gets a link. */
export async function grantConsent(work: Work, consent: Consent): Promise<string | undefined> {
  const { record, problems } = work;
  try {
    await (consent.grant ? extendGrant(work, consent, consent.grant.id) : makeGrant(work, consent));
    return undefined;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    record.consents = record.consents.filter(({ api }) => api !== consent.api);
    problems.push(
      `Consent: your account isn't allowed to grant it for all users (role Cloud Application Administrator). Send this link to an administrator: ${work.adminConsent(clientIdOf(work))}`,
    );
    return leftOver;
  } finally {
    save(work);
  }
}

async function extendGrant({ graph }: Work, { scopes }: Consent, id: string): Promise<void> {
  const body = { scope: scopes.join(' ') };
  await graph.send('PATCH', `/oauth2PermissionGrants/${id}`, body, nothing, undefined);
}

async function makeGrant(work: Work, { api, scopes }: Consent): Promise<void> {
  const { graph, record, apis, servicePrincipal } = work;
  const clientId = servicePrincipal?.id ?? '';
  const resourceId = apis.get(api)?.id ?? '';
  const scope = scopes.join(' ');
  const body = { clientId, consentType: 'AllPrincipals', resourceId, scope };
  record.consents = [
    ...record.consents.filter((each) => each.api !== api),
    { state: 'intended', api },
  ];
  save(work);
  const { id } = await makeOnce(
    work,
    () => graph.send('POST', '/oauth2PermissionGrants', body, Grant, { ...body, id: '{id}' }),
    async () =>
      (await findGrants(graph, clientId)).find((grant) => grant.resourceId === resourceId),
  );
  record.consents = record.consents.map((each) =>
    each.api === api ? { ...each, state: 'made', id } : each,
  );
}
