import type { ServerResponse } from 'node:http';
import { redirect } from '../http/answer.ts';
import { newUserPage, userPage } from '../pages/desk-user.ts';
import type { Realm } from '../tenant/realm.ts';
import { sendDeskPage, sendMissing } from './desk-page.ts';
import { changeUser, createUser } from './user-forms.ts';

/** What was posted; undefined for a GET. */
type Posted = ReadonlyMap<string, string> | undefined;

/** `/desk/<tenant type>/new-user` */
export async function answerNewUser(
  realm: Realm,
  posted: Posted,
  response: ServerResponse,
): Promise<void> {
  const { tenant, clock } = realm;
  const result = posted && (await createUser(realm, posted));
  if (result !== undefined && 'user' in result)
    return redirect(response, `/desk/${tenant.key}/users/${result.user.objectId}`);
  const status = result === undefined ? 200 : 400;
  const frame = { title: 'Create new user', tenant, clock };
  sendDeskPage(response, status, frame, newUserPage(tenant, result?.problem, posted));
}

/** `/desk/<tenant type>/users/<object ID>` */
export async function answerUser(
  realm: Realm,
  id: string | undefined,
  posted: Posted,
  response: ServerResponse,
): Promise<void> {
  const { tenant, directory, clock } = realm;
  const known = await directory.user(id);
  if (known === undefined) return sendMissing(response, realm, 'user');
  if (posted?.get('do') === 'delete') {
    await directory.removeUser(known.objectId);
    return redirect(response, `/desk/${tenant.key}#users`);
  }
  const result = posted && (await changeUser(realm, known, posted));
  const user = result !== undefined && 'user' in result ? result.user : known;
  const problem = result !== undefined && 'problem' in result ? result.problem : undefined;
  const [registrations, groups] = await Promise.all([
    directory.registrations(),
    directory.groups(),
  ]);
  const frame = { title: user.name, tenant, clock };
  const lastRevoked = await realm.revocations.lastOf(user.objectId);
  const sent = result && posted?.get('do');
  const body = userPage({ tenant, user, registrations, groups, sent, problem, lastRevoked });
  sendDeskPage(response, problem === undefined ? 200 : 400, frame, body);
}
