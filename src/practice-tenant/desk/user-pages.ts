import type { ServerResponse } from 'node:http';
import { redirect, sendPage, sendText } from '../http/answer.ts';
import { newUserPage, userPage } from '../pages/desk-user.ts';
import type { Realm } from '../tenant/realm.ts';
import { changeUser, createUser } from './user-forms.ts';

/** What was posted; undefined for a GET. */
type Posted = ReadonlyMap<string, string> | undefined;

/** `/desk/<tenant type>/new-user` */
export async function answerNewUser(
  realm: Realm,
  posted: Posted,
  response: ServerResponse,
): Promise<void> {
  const { tenant } = realm;
  const result = posted && (await createUser(realm, posted));
  if (result !== undefined && 'user' in result)
    return redirect(response, `/desk/${tenant.type}/users/${result.user.objectId}`);
  const status = result === undefined ? 200 : 400;
  const frame = { title: 'Create new user', tenant, wide: true };
  sendPage(response, status, frame, newUserPage(tenant, result?.problem));
}

/** `/desk/<tenant type>/users/<object ID>` */
export async function answerUser(
  realm: Realm,
  id: string | undefined,
  posted: Posted,
  response: ServerResponse,
): Promise<void> {
  const { tenant, directory } = realm;
  const known = await directory.user(id);
  if (known === undefined) return sendText(response, 404, 'There’s no such user.\n');
  const result = posted && (await changeUser(realm, known, posted));
  const user = result !== undefined && 'user' in result ? result.user : known;
  const problem = result !== undefined && 'problem' in result ? result.problem : undefined;
  const [registrations, groups] = await Promise.all([
    directory.registrations(),
    directory.groups(),
  ]);
  const frame = { title: user.name, tenant, wide: true };
  const lastRevoked = await realm.revocations.lastOf(user.objectId);
  const body = userPage({ tenant, user, registrations, groups, problem, lastRevoked });
  sendPage(response, problem === undefined ? 200 : 400, frame, body);
}
