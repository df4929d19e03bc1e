import { decodeJwt } from 'jose';
import { newAttempt } from '../app/app-under-check.ts';
import type { Visitor } from '../http/visitor.ts';
import type { RunUser } from '../practice/practice-tenant.ts';
import type { Lab } from './lab.ts';

/** What tells a user apart in tokens: `sub` and `oid`, in this order, each if it’s known. */
export type Identifiers = readonly string[];

/** Signs a user in, in a new browser, and reads what the tokens call them. */
export async function signedInAs(
  { app, practice }: Lab,
  user: RunUser,
): Promise<{ visitor: Visitor; identifiers: Identifiers }> {
  const visitor = app.visitor();
  const attempt = newAttempt();
  await app.signIn(visitor, user, attempt);
  const issued = (await practice.seen(attempt.id)).flatMap((each) => each.issued);
  const claims = issued.map(claimsIn).find((each) => 'nonce' in each) ?? {};
  const found = [claims['sub'], claims['oid']];
  return { visitor, identifiers: found.filter((each) => typeof each === 'string') };
}

/** None of a token that isn’t a JWT. */
function claimsIn(token: string): Readonly<Record<string, unknown>> {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}
