import { randomInt, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { hashPassword } from '../directory/passwords.ts';
import { askForCode, type Purpose } from '../pages/verified-email.ts';
import { newcomerKey } from '../protocol/claims/id-token-claims.ts';
import { view } from './views.ts';
import {
  attributesTyped,
  field,
  type Outcome,
  offersSignUp,
  signedIn,
  type Visit,
} from './visit.ts';

const proof = z.object({ email: z.string(), code: z.string(), purpose: z.string() });
const anHour = 3600;
const tenMinutes = 600;
const shortestPassword = 8;

const keyOf = ({ realm, interaction }: Visit) => `proof/${realm.tenant.key}/${interaction.uid}`;

export async function sendSignUpCode(visit: Visit): Promise<Outcome> {
  const page: Visit = { ...visit, view: 'sign-up' };
  const email = field(visit, 'email');
  if (!offersSignUp(visit)) return view(visit);
  if (!z.email().safeParse(email).success) return view(page, 'Enter an email address.');
  if ((await visit.realm.directory.userNamed(email)) !== undefined) {
    return view(page, `An account for ${email} exists already. Sign in with it instead.`);
  }
  return sendCode(visit, 'sign-up', email);
}

export async function sendResetCode(visit: Visit): Promise<Outcome> {
  const email = field(visit, 'email');
  const user = await visit.realm.directory.userNamed(email);
  if (user === undefined) {
    return view({ ...visit, view: 'forgotten' }, `There’s no account for ${email}.`);
  }
  return sendCode(visit, 'reset', email);
}

export async function signUp(visit: Visit): Promise<Outcome> {
  const checked = await checkedCode(visit, 'sign-up');
  if (typeof checked !== 'string') return checked;
  const { directory, expiring } = visit.realm;
  const user = await directory.addUser({
    username: checked,
    email: checked,
    name: field(visit, 'name') || checked,
    attributes: attributesTyped(visit),
    passwordHash: await hashPassword(visit.fields.get('password') ?? ''),
  });
  await expiring.set(newcomerKey(visit.realm, user.objectId), true, tenMinutes);
  return signedIn(user);
}

export async function reset(visit: Visit): Promise<Outcome> {
  const checked = await checkedCode(visit, 'reset');
  if (typeof checked !== 'string') return checked;
  const user = await visit.realm.directory.userNamed(checked);
  if (user === undefined) return view(visit, 'This account no longer exists.');
  const passwordHash = await hashPassword(visit.fields.get('password') ?? '');
  await visit.realm.directory.saveUser({ ...user, passwordHash });
  return signedIn(user, { reset_password: {} });
}

async function sendCode(visit: Visit, purpose: Purpose, email: string): Promise<Outcome> {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await visit.realm.expiring.set(keyOf(visit), { email, code, purpose }, anHour);
  return codePage(visit, purpose, email, code);
}

function codePage(
  { realm }: Visit,
  purpose: Purpose,
  email: string,
  code: string,
  error?: string,
): Outcome {
  const body = askForCode(purpose, email, code, realm.tenant.signUpAttributes, error);
  return { title: 'Verify your email address', body };
}

/** The verified address, or the page that shows what is wrong. A right code can't be used again. */
async function checkedCode(visit: Visit, purpose: Purpose): Promise<string | Outcome> {
  const kept = proof.safeParse(await visit.realm.expiring.get(keyOf(visit))).data;
  if (kept?.purpose !== purpose) return view(visit, 'The code has expired. Start again.');
  const problem = problemWith(visit, kept.code, purpose);
  if (problem !== undefined) return codePage(visit, purpose, kept.email, kept.code, problem);
  await visit.realm.store.delete(keyOf(visit));
  return kept.email;
}

function problemWith(visit: Visit, code: string, purpose: Purpose): string | undefined {
  const typed = Buffer.from(field(visit, 'code'));
  const wanted = Buffer.from(code);
  if (typed.length !== wanted.length || !timingSafeEqual(typed, wanted)) {
    return 'That code isn’t right. Check it and try again.';
  }
  if (purpose === 'sign-up' && field(visit, 'name') === '') return 'Enter a display name.';
  if ((visit.fields.get('password') ?? '').length < shortestPassword) {
    return `Enter a password of at least ${shortestPassword} characters.`;
  }
  return undefined;
}
