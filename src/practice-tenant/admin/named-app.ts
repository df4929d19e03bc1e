import type { Registration } from '../directory/model.ts';
import { clientNames } from '../directory/unknown-client.ts';
import { type Call, realmOf } from './call.ts';
import { AdminProblem } from './problem.ts';

/** The registration in the address. @throws AdminProblem beside those that there are */
export async function namedApp(call: Call): Promise<Registration> {
  const { directory, tenant } = realmOf(call);
  const id = call.parts['app'];
  const app = await directory.registration(id);
  if (app !== undefined) return app;
  const known = (await clientNames(directory, tenant)).join(', ');
  throw new AdminProblem(404, `${tenant.key} has no registration ${id}. It has: ${known}.`);
}
