import type { Registration, Tenant, User } from '../directory/model.ts';
import { microsoftServices } from '../directory/tenant-ids.ts';
import type { OpenTenant } from './request-context.ts';

/** A user at home: not as another tenant's guest. */
export interface AtHome {
  open: OpenTenant;
  user: User;
}

/** The tenant that a username, an email address, or the claim `login_hint` belongs to. */
export async function homeOf(
  tenants: readonly OpenTenant[],
  username: string,
): Promise<AtHome | undefined> {
  if (username.trim() === '') return undefined;
  for (const open of tenants) {
    const user = await open.realm.directory.userNamed(username);
    if (user !== undefined && user.homeTenant === undefined) return { open, user };
  }
  return undefined;
}

/** The tenant whose users have this domain in their usernames. */
export async function homeOfDomain(
  tenants: readonly OpenTenant[],
  domain: string,
): Promise<OpenTenant | undefined> {
  const wanted = domain.toLowerCase();
  for (const open of tenants) {
    const { tenant, directory } = open.realm;
    if (tenant.domain === wanted || tenant.id === wanted) return open;
    const users = await directory.users();
    const isTheirs = ({ homeTenant, username }: User) =>
      homeTenant === undefined && username.toLowerCase().endsWith(`@${wanted}`);
    if (users.some(isTheirs)) return open;
  }
  return undefined;
}

/** The organization that an app is registered in; others know it from there. */
export async function homeOfApp(
  tenants: readonly OpenTenant[],
  clientId: string | undefined,
): Promise<{ open: OpenTenant; app: Registration } | undefined> {
  for (const open of tenants) {
    const app = await open.realm.directory.registration(clientId);
    if (app === undefined) continue;
    // Microsoft's own apps are at home elsewhere, and are the same in all tenants.
    if (app.homeTenant === undefined || app.homeTenant === microsoftServices) return { open, app };
  }
  return undefined;
}

/** What error texts call the identity provider of a tenant's users. */
export const identityProviderOf = ({ id, isPersonal }: Tenant): string =>
  isPersonal ? 'live.com' : `https://sts.windows.net/${id}/`;
