import { isAssigned } from '../../directory/assignments.ts';
import type { Registration, User } from '../../directory/model.ts';
import { shownApp } from '../../directory/shown-names.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../tenant/realm.ts';

/**
 * Stops the sign-in of a user who isn't assigned to an app that requires it; administrators need no assignment.
 * @throws EntraError AADSTS50105
 */
export async function requireAssignment(
  { directory, tenant }: Realm,
  app: Registration,
  user: User,
): Promise<void> {
  if (app.assignmentRequired !== true || user.administrator === true) return;
  if (await isAssigned(directory, user, app)) return;
  const values = { user: user.username, client: app.clientId, name: shownApp(tenant, app) };
  throw new EntraError('AADSTS50105', values);
}

/** The same for a renewal, which an assignment that has ended since the sign-in stops. @throws EntraError AADSTS50105 */
export async function requireAssignmentStill(
  realm: Realm,
  app: Registration,
  objectId: string | undefined,
): Promise<void> {
  if (app.assignmentRequired !== true) return;
  const user = await realm.directory.user(objectId);
  if (user !== undefined) await requireAssignmentForGrant(realm, app, user);
}

/** At the token endpoint, every refusal is of the grant. @throws EntraError AADSTS50105 */
export async function requireAssignmentForGrant(
  realm: Realm,
  app: Registration,
  user: User,
): Promise<void> {
  await requireAssignment(realm, app, user).catch((error: unknown) => {
    throw error instanceof EntraError ? error.answeredAs('invalid_grant') : error;
  });
}
