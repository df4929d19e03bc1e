import { applySeed } from '../seed/apply-seed.ts';
import { checkedSeed } from '../seed/seed.ts';
import { type Answer, type Call, created, done, objectIn, ok, realmOf, refusing } from './call.ts';
import { namedApp } from './named-app.ts';

export const listConsents = async (call: Call): Promise<Answer> =>
  ok(await realmOf(call).consents.all());

/** Takes `user`, `app`, and `scopes`, which are added to those that the user has consented to. */
export async function addConsent(call: Call): Promise<Answer> {
  const realm = realmOf(call);
  const { key } = realm.tenant;
  const consent = objectIn(call);
  await refusing(
    () => applySeed([realm], checkedSeed({ tenants: { [key]: { consents: [consent] } } })),
    `tenants.${key}.consents[0].`,
  );
  return created(await realm.consents.all());
}

export async function removeConsent(call: Call): Promise<Answer> {
  const realm = realmOf(call);
  const app = await namedApp(call);
  await realm.consents.replace(call.parts['user'] ?? '', app, []);
  return done;
}
