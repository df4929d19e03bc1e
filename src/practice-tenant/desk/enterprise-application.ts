import type { ServerResponse } from 'node:http';
import {
  configuredAppPermissions,
  configuredScopes,
  withAdminConsent,
} from '../directory/admin-consent.ts';
import { assignmentsTo } from '../directory/assignments.ts';
import type { Registration } from '../directory/model.ts';
import { redirect } from '../http/answer.ts';
import type { Fields } from '../http/form.ts';
import { enterpriseApplicationPage } from '../pages/desk-enterprise-application.ts';
import type { Realm } from '../tenant/realm.ts';
import { changeAssignments } from './assignment-forms.ts';
import { sendDeskPage, sendMissing } from './desk-page.ts';
import { faultsOf, switchFault } from './fault-forms.ts';

type Outcome = { registration: Registration } | { problem: string };

/** What a form does; undefined when there is no such one. */
async function change(
  realm: Realm,
  app: Registration,
  fields: Fields,
): Promise<Outcome | undefined> {
  const { directory } = realm;
  if (fields.get('do') !== 'grant-consent') return changeAssignments(realm, app, fields);
  const roles = await configuredAppPermissions(directory, app);
  const registration = withAdminConsent(app, configuredScopes(app), roles);
  await directory.saveRegistration(registration);
  return { registration };
}

/** An app of another organization: `/desk/<tenant>/enterprise-applications/<client ID>`. */
export async function answerEnterpriseApplication(
  realm: Realm,
  home: (tenantId: string) => string,
  id: string | undefined,
  posted: Fields | undefined,
  response: ServerResponse,
): Promise<void> {
  const { tenant, directory, consents, clock } = realm;
  const app = await directory.registration(id);
  if (app?.homeTenant === undefined || app.withoutServicePrincipal === true) {
    return sendMissing(response, realm, 'enterprise application');
  }
  if (posted?.get('do') === 'delete') {
    for (const { objectId, clientId } of await consents.all()) {
      if (clientId === app.clientId) await consents.replace(objectId, app, []);
    }
    await directory.removeRegistration(app);
    return redirect(response, `/desk/${tenant.key}#enterprise-applications`);
  }
  const outcome = posted && (await change(realm, app, posted));
  if (posted !== undefined) await switchFault(realm, app, posted);
  const problem = outcome !== undefined && 'problem' in outcome ? outcome.problem : undefined;
  const body = enterpriseApplicationPage({
    tenant,
    app: outcome !== undefined && 'registration' in outcome ? outcome.registration : app,
    home: home(app.homeTenant),
    assignments: await assignmentsTo(directory, app),
    users: await directory.users(),
    groups: await directory.groups(),
    sent: outcome && posted?.get('do'),
    problem,
    entered: problem === undefined ? undefined : posted,
    faults: await faultsOf(realm, app),
  });
  sendDeskPage(
    response,
    problem === undefined ? 200 : 400,
    { title: app.name, tenant, clock },
    body,
  );
}
