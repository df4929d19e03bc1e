import { isAssigned } from '../../directory/assignments.ts';
import type { Registration, User } from '../../directory/model.ts';
import { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../tenant/realm.ts';

/** Stops the sign-in of a user who isn't assigned to an app that requires it. @throws EntraError AADSTS50105 */
export async function requireAssignment(
  { directory }: Realm,
  app: Registration,
  user: User,
): Promise<void> {
  if (app.assignmentRequired !== true || (await isAssigned(directory, user, app))) return;
  const { clientId: client, name } = app;
  throw new EntraError('AADSTS50105', { user: user.username, client, name });
}
