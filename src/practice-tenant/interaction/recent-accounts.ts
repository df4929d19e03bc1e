import type { User } from '../directory/model.ts';
import type { Realm } from '../realm/realm.ts';

const newest = 10;

/** The invented people, and the last who signed up; a page with thousands helps nobody. */
export async function recentAccounts(realm: Realm): Promise<User[]> {
  // Whoever comes from a social provider signs in there.
  const all = (await realm.directory.users()).filter(({ identity }) => identity === undefined);
  const signedUp = all.filter(({ createdAt }) => createdAt !== undefined);
  signedUp.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  return [...all.filter(({ createdAt }) => createdAt === undefined), ...signedUp.slice(0, newest)];
}
