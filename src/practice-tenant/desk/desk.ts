import type { IncomingMessage, ServerResponse } from 'node:http';
import { EntraError } from '../errors/entra-error.ts';
import { redirect, sendPage, sendText } from '../http/answer.ts';
import { isOwnForm, readForm } from '../http/form.ts';
import { deskHome, tenantDesk } from '../pages/desk.ts';
import { newRegistrationPage, registrationPage } from '../pages/desk-registration.ts';
import type { Realm } from '../tenant/realm.ts';
import { faultsOf, switchFault } from './fault-forms.ts';
import { change, register } from './registration-forms.ts';
import { answerNewUser, answerUser } from './user-pages.ts';

const entriesShown = 50;
const nothing: ReadonlyMap<string, string> = new Map();

/** The tenant desk: `/desk`, `/desk/<tenant type>` and what is below. @throws EntraError */
export async function answerDesk(
  realms: readonly Realm[],
  resetTenant: (realm: Realm) => Promise<void>,
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
  if (type === undefined || type === '') {
    const tenants = realms.map(({ tenant }) => tenant);
    return sendPage(response, 200, { title: 'Tenant desk', wide: true }, deskHome(tenants));
  }
  const realm = realms.find(({ tenant }) => tenant.type === type);
  if (realm === undefined) return sendText(response, 404, 'There’s no such tenant.\n');
  const { tenant } = realm;
  const frame = { title: 'Tenant desk', tenant, wide: true };
  if (page === 'reset' && posted) {
    await resetTenant(realm);
    return redirect(response, `/desk/${type}`);
  }
  if (page === 'settings' && posted) {
    const on = fields.get('on');
    await realm.settings.set(on ?? fields.get('off') ?? '', on !== undefined);
    return redirect(response, `/desk/${type}#settings`);
  }
  if (page === 'new-registration') {
    const result = posted ? await register(realm, fields) : {};
    if (result.registration !== undefined) {
      return redirect(response, `/desk/${type}/registrations/${result.registration.clientId}`);
    }
    const status = result.problem === undefined ? 200 : 400;
    return sendPage(response, status, frame, newRegistrationPage(tenant, result.problem));
  }
  if (page === 'registrations') {
    const app = await realm.directory.registration(id);
    if (app === undefined) return sendText(response, 404, 'There’s no such registration.\n');
    const result = posted ? await change(realm, app, fields) : undefined;
    await switchFault(realm, app, fields);
    const faults = await faultsOf(realm, app);
    const { registration = app, problem, secret } = result ?? {};
    const status = problem === undefined ? 200 : 400;
    const body = registrationPage({ tenant, app: registration, problem, secret, faults });
    return sendPage(response, status, { ...frame, title: app.name }, body);
  }
  if (page === 'new-user') return answerNewUser(realm, posted ? fields : undefined, response);
  if (page === 'users') return answerUser(realm, id, posted ? fields : undefined, response);
  if (page !== undefined && page !== '') return sendText(response, 404, 'There’s no such page.\n');
  const [registrations, users, groups, consents, log, settings] = await Promise.all([
    realm.directory.registrations(),
    realm.directory.users(),
    realm.directory.groups(),
    realm.consents.all(),
    realm.log.newest(entriesShown),
    realm.settings.all(),
  ]);
  const desk = { tenant, registrations, users, groups, consents, log, settings };
  sendPage(response, 200, frame, tenantDesk(desk));
}
