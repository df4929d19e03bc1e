import type { IncomingMessage, ServerResponse } from 'node:http';
import { assignmentsTo } from '../directory/assignments.ts';
import { ownRegistrations } from '../directory/own-registrations.ts';
import { EntraError } from '../errors/entra-error.ts';
import { redirect } from '../http/answer.ts';
import { isOwnForm, readForm } from '../http/form.ts';
import { deskHome, tenantDesk } from '../pages/desk.ts';
import { newRegistrationPage, registrationPage } from '../pages/desk-registration.ts';
import type { Realm } from '../tenant/realm.ts';
import { sendDeskPage, sendMissing } from './desk-page.ts';
import { answerEnterpriseApplication } from './enterprise-application.ts';
import { faultsOf, switchFault } from './fault-forms.ts';
import { answerGroup, answerNewGroup } from './group-pages.ts';
import { change, register } from './registration-forms.ts';
import { answerNewUser, answerUser } from './user-pages.ts';

const entriesShown = 50;
const nothing: ReadonlyMap<string, string> = new Map();

export interface Desk {
  realms: readonly Realm[];
  clock: Realm['clock'];
  /** Takes a tenant back to how it was started. */
  reset: (realm: Realm) => Promise<void>;
}

/** The tenant desk: `/desk`, `/desk/<tenant>` and what is below. @throws EntraError */
export async function answerDesk(
  { realms, clock, reset }: Desk,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [, , type, page, id] = pathname.split('/');
  const posted = request.method === 'POST';
  if (posted && !isOwnForm(request)) {
    throw new EntraError('AADSTS9002313', { reason: 'the form comes from another site' });
  }
  const fields = posted ? await readForm(request) : nothing;
  if (fields.get('do') === 'return-to-machine-time') {
    await clock.move(0);
    return redirect(response, pathname);
  }
  if (type === undefined || type === '') {
    const tenants = realms.map(({ tenant }) => tenant);
    return sendDeskPage(response, 200, { title: 'Tenant desk', clock }, deskHome(tenants));
  }
  const realm = realms.find(({ tenant }) => tenant.key === type);
  if (realm === undefined) return sendMissing(response, { clock }, 'tenant');
  const { tenant } = realm;
  if (fields.has('password')) await realm.limits?.admit('newPasswords', request);
  const frame = { title: 'Tenant desk', tenant, clock };
  if (page === 'reset' && posted) {
    await reset(realm);
    return redirect(response, `/desk/${type}`);
  }
  if (page === 'settings' && posted) {
    const on = fields.get('on');
    await realm.settings.set(on ?? fields.get('off') ?? '', on !== undefined);
    return redirect(response, `/desk/${type}#settings`);
  }
  if (page === 'consents' && posted) {
    const app = await realm.directory.registration(fields.get('app'));
    if (app !== undefined) await realm.consents.replace(fields.get('user') ?? '', app, []);
    return redirect(response, `/desk/${type}#consents`);
  }
  if (page === 'new-registration' && !tenant.isPersonal) {
    const result = posted ? await register(realm, fields) : {};
    if (result.registration !== undefined) {
      return redirect(response, `/desk/${type}/registrations/${result.registration.clientId}`);
    }
    const status = result.problem === undefined ? 200 : 400;
    const body = newRegistrationPage(tenant, result.problem, fields);
    return sendDeskPage(response, status, { ...frame, title: 'Register an application' }, body);
  }
  if (page === 'registrations') {
    const app = await realm.directory.registration(id);
    if (app === undefined || app.homeTenant !== undefined) {
      return sendMissing(response, realm, 'registration');
    }
    const result = posted ? await change(realm, app, fields) : undefined;
    await switchFault(realm, app, fields);
    const { registration = app, problem, secret } = result ?? {};
    const [users, groups, assignments] = await Promise.all([
      realm.directory.users(),
      realm.directory.groups(),
      assignmentsTo(realm.directory, registration),
    ]);
    const body = registrationPage({
      tenant,
      app: registration,
      sent: result && fields.get('do'),
      problem,
      entered: problem === undefined ? undefined : fields,
      secret,
      now: clock.now(),
      faults: await faultsOf(realm, app),
      users,
      groups,
      assignments,
    });
    const status = problem === undefined ? 200 : 400;
    return sendDeskPage(response, status, { ...frame, title: app.name }, body);
  }
  if (page === 'enterprise-applications') {
    const name = (wanted: string) => realms.find((each) => each.tenant.id === wanted)?.tenant.name;
    const home = (tenantId: string) => name(tenantId) ?? tenantId;
    return answerEnterpriseApplication(realm, home, id, posted ? fields : undefined, response);
  }
  if (page === 'new-user') return answerNewUser(realm, posted ? fields : undefined, response);
  if (page === 'users') return answerUser(realm, id, posted ? fields : undefined, response);
  if (page === 'new-group') return answerNewGroup(realm, posted ? fields : undefined, response);
  if (page === 'groups') return answerGroup(realm, id, posted ? fields : undefined, response);
  if (page !== undefined && page !== '') return sendMissing(response, realm, 'page');
  const [registrations, foreignApps, users, groups, consents, log, settings] = await Promise.all([
    ownRegistrations(realm.directory),
    realm.directory.foreignApps(),
    realm.directory.users(),
    realm.directory.groups(),
    realm.consents.all(),
    realm.log.newest(entriesShown),
    realm.settings.all(),
  ]);
  const { siteOrigin } = realm;
  const desk = {
    tenant,
    registrations: [...registrations, ...foreignApps],
    organizations: realms.map((each) => each.tenant),
    users,
    groups,
    consents,
    log,
    settings,
    siteOrigin,
  };
  sendDeskPage(response, 200, { ...frame, title: tenant.name }, tenantDesk(desk));
}
