import { type Answer, type Call, ok, realmOf } from './call.ts';

/** The names (`kid`) of the keys that the tenant publishes; the first one signs. */
export async function listKeys(call: Call): Promise<Answer> {
  const published = await realmOf(call).keys.published();
  return ok(published.map(({ public: { kid } }) => kid));
}

export async function rotateKeys(call: Call): Promise<Answer> {
  await realmOf(call).keys.rotate();
  return listKeys(call);
}
