import type { ServerResponse } from 'node:http';
import {
  configuredAppPermissions,
  configuredScopes,
  withAdminConsent,
} from '../directory/admin-consent.ts';
import type { Registration } from '../directory/model.ts';
import { inTenant } from '../directory/new-registration.ts';
import { redirect } from '../http/answer.ts';
import { type Fields, ownEntry } from '../http/form.ts';
import { enterpriseApplicationPage } from '../pages/desk-enterprise-application.ts';
import type { Realm } from '../tenant/realm.ts';
import { sendDeskPage, sendMissing } from './desk-page.ts';
import { faultsOf, switchFault } from './fault-forms.ts';

type Change = (realm: Realm, app: Registration, fields: Fields) => Promise<Registration>;

/** The forms of an enterprise application, by the value of their `do`. */
const changes: Readonly<Record<string, Change>> = {
  properties: async (_, app, fields) => ({
    ...inTenant(app),
    assignmentRequired: fields.get('assignment-required') === 'yes' || undefined,
  }),
  'grant-consent': async ({ directory }, app) =>
    withAdminConsent(app, configuredScopes(app), await configuredAppPermissions(directory, app)),
};

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
  const sent = posted?.get('do') ?? '';
  if (sent === 'delete') {
    for (const { objectId, clientId } of await consents.all()) {
      if (clientId === app.clientId) await consents.replace(objectId, app, []);
    }
    await directory.removeRegistration(app);
    return redirect(response, `/desk/${tenant.key}#enterprise-applications`);
  }
  const change = posted && ownEntry(changes, sent);
  const shown = (posted && (await change?.(realm, app, posted))) ?? app;
  if (shown !== app) await directory.saveRegistration(shown);
  if (posted !== undefined) await switchFault(realm, app, posted);
  const body = enterpriseApplicationPage({
    tenant,
    app: shown,
    home: home(app.homeTenant),
    sent: change && sent,
    faults: await faultsOf(realm, app),
  });
  sendDeskPage(response, 200, { title: app.name, tenant, clock }, body);
}
