import { attemptId, seenOf } from '../faults/attempts.ts';
import { type Answer, type Call, ok } from './call.ts';
import { AdminProblem } from './problem.ts';

/** What an app sent and got in a sign-in that is watched: `practice_attempt` in its authorization request. */
export async function readAttempt({ admin, parts }: Call): Promise<Answer> {
  const id = attemptId(parts['attempt']);
  const [realm] = admin.realms;
  if (id === undefined || realm === undefined)
    throw new AdminProblem(
      404,
      `${parts['attempt']} can’t be the ID of an attempt: those have 16 to 64 letters, digits, hyphens, and underscores.`,
    );
  return ok(await seenOf(realm.store, id));
}
