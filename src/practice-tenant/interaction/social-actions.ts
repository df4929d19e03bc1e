import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { federatedObjectId, federatedUser } from '../directory/federated-user.ts';
import type { SocialIdentity } from '../federation/social-provider.ts';
import { redirect, sendPage } from '../http/answer.ts';
import { signInExpired } from '../pages/expired.ts';
import { socialSignUpPage } from '../pages/social.ts';
import { newcomerKey } from '../protocol/claims/id-token-claims.ts';
import type { Realm } from '../tenant/realm.ts';
import type { RequestContext } from '../tenant/request-context.ts';
import { view } from './views.ts';
import { attributesTyped, field, type Outcome, refuse, signedIn, type Visit } from './visit.ts';

const tenMinutes = 600;
const anHour = 3600;
const answer = z.object({ code: z.string().optional(), error: z.string().optional() });
/** One trip to the social provider and back. It belongs to one sign-in, whose cookie the browser must still have. */
const attempt = z.object({
  uid: z.string(),
  base: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  answer: answer.optional(),
});
const proven = z.object({
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  email: z.string(),
});

const attemptKey = ({ tenant }: Realm, state: string) =>
  `federation/${tenant.key}/attempt/${state}`;
const provenKey = ({ realm, interaction }: Visit) =>
  `federation/${realm.tenant.key}/proven/${interaction.uid}`;
const secret = () => randomBytes(32).toString('base64url');
const unreachable = () => refuse('AADB2C90289');

/** Sends the user to the social provider with state, nonce, and PKCE. */
export async function leaveForSocial(visit: Visit): Promise<Outcome> {
  const { realm, interaction, base, app } = visit;
  const { social, expiring, faults } = realm;
  if (social === undefined) return view(visit);
  if (await faults.isOn(app.clientId, 'social-provider-down')) return unreachable();
  const proofs = { state: secret(), nonce: secret(), verifier: secret() };
  const challenge = createHash('sha256').update(proofs.verifier).digest('base64url');
  const leaveFor = await social.authorizeUrl(proofs, challenge).catch(() => undefined);
  if (leaveFor === undefined) return unreachable();
  const kept = { uid: interaction.uid, base, ...proofs };
  await expiring.set(attemptKey(realm, proofs.state), kept, tenMinutes);
  return { leaveFor };
}

/** An app that names the social provider in `domain_hint` skips the tenant's own page. */
export async function hintedAway(visit: Visit): Promise<Outcome | undefined> {
  const { interaction, realm, view: wanted } = visit;
  const { name } = interaction.prompt;
  const hinted = interaction.params['domain_hint'] === realm.social?.domain;
  const asks = name === 'login' || name === 'select_account';
  return hinted && asks && wanted === undefined ? leaveForSocial(visit) : undefined;
}

/**
 * The social provider redirects to an address of ours that doesn't get the sign-in's cookie. Its response
 * is kept, and the browser returns to the page it left, where the cookie is checked.
 */
export async function backFromSocial(context: RequestContext): Promise<void> {
  const { realm, response } = context;
  const query = context.url.searchParams;
  const key = attemptKey(realm, query.get('state') ?? '');
  const found = attempt.safeParse(await realm.expiring.get(key)).data;
  if (found === undefined || found.answer !== undefined) {
    return sendPage(response, 400, { title: 'Expired', tenant: realm.tenant }, signInExpired);
  }
  const given = { code: query.get('code') ?? undefined, error: query.get('error') ?? undefined };
  await realm.expiring.set(key, { ...found, answer: given }, tenMinutes);
  const next = new URLSearchParams({ view: 'social', attempt: found.state });
  redirect(response, `${found.base}/interaction/${found.uid}?${next}`);
}

/** @returns undefined for a visit that doesn't come back from the social provider */
export async function cameBack(visit: Visit): Promise<Outcome | undefined> {
  const { realm, interaction } = visit;
  const { social, store, expiring, directory, tenant } = realm;
  if (visit.attempt === undefined || social === undefined) return undefined;
  const key = attemptKey(realm, visit.attempt);
  const found = attempt.safeParse(await expiring.get(key)).data;
  if (found?.answer === undefined || found.uid !== interaction.uid) return undefined;
  await store.delete(key);
  const { code, error } = found.answer;
  if (code === undefined) return refuse(`AADB2C90273: ${error ?? 'no code'}`);
  const identity = await social.redeem(code, found).catch(() => undefined);
  if (identity === undefined) return unreachable();
  const user = await directory.user(federatedObjectId(tenant, identity));
  if (user !== undefined) return signedIn(user);
  await expiring.set(provenKey(visit), identity, anHour);
  return signUpPage(visit, identity);
}

/** The first sign-in with this identity creates the account. */
export async function socialSignUp(visit: Visit): Promise<Outcome> {
  const { realm } = visit;
  const { tenant, store, expiring, directory, clock } = realm;
  const identity = proven.safeParse(await expiring.get(provenKey(visit))).data;
  if (identity === undefined) return view(visit);
  const name = field(visit, 'name');
  if (name === '') return signUpPage(visit, identity, 'Enter a display name.');
  const { email } = identity;
  const fresh = federatedUser(tenant, identity, {
    name,
    email,
    attributes: attributesTyped(visit),
    createdAt: new Date(clock.now()).toISOString(),
  });
  const existing = await directory.user(fresh.objectId);
  await store.delete(provenKey(visit));
  if (existing !== undefined) return signedIn(existing);
  await directory.saveUser(fresh);
  await expiring.set(newcomerKey(realm, fresh.objectId), true, tenMinutes);
  return signedIn(fresh);
}

function signUpPage({ realm }: Visit, identity: SocialIdentity, error?: string): Outcome {
  const { name, email } = identity;
  const provider = realm.social?.name ?? identity.issuer;
  const attributes = realm.tenant.signUpAttributes;
  const body = socialSignUpPage({ provider, email, name, attributes, error });
  return { title: 'Create an account', body };
}
