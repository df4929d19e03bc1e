import { applySeed } from '../seed/apply-seed.ts';
import { checkedSeed, seedJsonSchema } from '../seed/seed.ts';
import { type Answer, type Call, done, ok, realmOf, refusing } from './call.ts';

export async function resetOne(call: Call): Promise<Answer> {
  await call.admin.reset(realmOf(call));
  return done;
}

export async function resetAll({ admin }: Call): Promise<Answer> {
  for (const realm of admin.realms) await admin.reset(realm);
  await admin.clock.move(0);
  return done;
}

export async function seed({ admin, body }: Call): Promise<Answer> {
  await refusing(() => applySeed(admin.realms, checkedSeed(body)));
  return done;
}

export const readSeedSchema = async (): Promise<Answer> => ok(seedJsonSchema());
