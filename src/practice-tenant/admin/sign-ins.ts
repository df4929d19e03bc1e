import { usernameIn } from '../seed/from-seed.ts';
import { type Answer, type Call, done, ok, realmOf } from './call.ts';
import { AdminProblem } from './problem.ts';

const mostEntries = 1_000;

export async function readLog(call: Call): Promise<Answer> {
  const count = call.query.get('count') ?? '50';
  if (!/^[1-9]\d{0,3}$/.test(count) || Number(count) > mostEntries) {
    throw new AdminProblem(
      400,
      `count must be a whole number from 1 to ${mostEntries}, not ${count}.`,
    );
  }
  return ok(await realmOf(call).log.newest(Number(count)));
}

/** Ends a user’s sessions, and takes back codes and refresh tokens. */
export async function revokeSessions(call: Call): Promise<Answer> {
  const { directory, revocations, tenant } = realmOf(call);
  const id = call.parts['id'] ?? '';
  const user =
    (await directory.user(id.toLowerCase())) ?? (await directory.userNamed(usernameIn(tenant, id)));
  if (user === undefined) throw new AdminProblem(404, `${tenant.key} has no user ${id}.`);
  await revocations.revoke(user.objectId);
  return done;
}
