import type { ServerResponse } from 'node:http';
import { redirect } from '../http/answer.ts';
import { groupPage, newGroupPage } from '../pages/desk-group.ts';
import type { Realm } from '../tenant/realm.ts';
import { sendDeskPage, sendMissing } from './desk-page.ts';
import { changeGroup, createGroup } from './group-forms.ts';

/** What was posted; undefined for a GET. */
type Posted = ReadonlyMap<string, string> | undefined;

/** `/desk/<tenant>/new-group` */
export async function answerNewGroup(
  realm: Realm,
  posted: Posted,
  response: ServerResponse,
): Promise<void> {
  const { tenant, clock } = realm;
  if (!tenant.hasGroups) return sendMissing(response, realm, 'page');
  const result = posted && (await createGroup(realm, posted));
  if (result !== undefined && 'group' in result)
    return redirect(response, `/desk/${tenant.key}/groups/${result.group.id}`);
  const status = result === undefined ? 200 : 400;
  const frame = { title: 'New Group', tenant, clock };
  sendDeskPage(response, status, frame, newGroupPage(tenant, result?.problem, posted));
}

/** `/desk/<tenant>/groups/<object ID>` */
export async function answerGroup(
  realm: Realm,
  id: string | undefined,
  posted: Posted,
  response: ServerResponse,
): Promise<void> {
  const { tenant, directory, clock } = realm;
  const known = (await directory.groups()).find((each) => each.id === id);
  if (known === undefined) return sendMissing(response, realm, 'group');
  if (posted?.get('do') === 'delete') {
    await directory.removeGroup(known.id);
    return redirect(response, `/desk/${tenant.key}#groups`);
  }
  const result = posted && (await changeGroup(realm, known, posted));
  const group = result !== undefined && 'group' in result ? result.group : known;
  const problem = result !== undefined && 'problem' in result ? result.problem : undefined;
  const [users, registrations] = await Promise.all([directory.users(), directory.registrations()]);
  const sent = result && posted?.get('do');
  const body = groupPage({ tenant, group, users, registrations, sent, problem });
  const frame = { title: group.name, tenant, clock };
  sendDeskPage(response, problem === undefined ? 200 : 400, frame, body);
}
