import type { IncomingMessage, ServerResponse } from 'node:http';
import type { User } from '../directory/model.ts';
import type { OpenTenant } from './request-context.ts';

/** The user whom this browser has a session of in a tenant. */
export async function sessionIn(
  { realm, provider }: Pick<OpenTenant, 'realm' | 'provider'>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<User | undefined> {
  if (!request.headers.cookie?.includes(`${provider.cookieName('session')}=`)) return undefined;
  const session = await provider.Session.get(provider.createContext(request, response));
  return realm.directory.user(session.accountId);
}
