import type { User } from '../directory/model.ts';
import type { Realm } from '../protocol/realm.ts';

const newest = 10;

/** The invented people, and the last who signed up; a page with thousands helps nobody. */
export async function recentAccounts(realm: Realm): Promise<User[]> {
  const all = await realm.directory.users();
  const signedUp = all.filter(({ createdAt }) => createdAt !== undefined);
  signedUp.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  return [...all.filter(({ createdAt }) => createdAt === undefined), ...signedUp.slice(0, newest)];
}
