import type { Provider } from 'oidc-provider';
import type { Dialect } from '../directory/model.ts';
import { passwordMatches } from '../directory/passwords.ts';
import { secondFactor } from '../protocol/claims/requested-claims.ts';
import { accept } from './consent-actions.ts';
import { leaveForSocial, socialSignUp } from './social-actions.ts';
import { reset, sendResetCode, sendSignUpCode, signUp } from './verified-email-actions.ts';
import { isForced, resetsHere, view } from './views.ts';
import { attributesTyped, field, type Outcome, refuse, signedIn, type Visit } from './visit.ts';

type Action = (visit: Visit, provider: Provider) => Promise<Outcome>;

const pick: Action = async (visit) => {
  const user = await visit.realm.directory.user(field(visit, 'account'));
  if (user === undefined) return view(visit, 'This account no longer exists.');
  if (!isForced(visit)) return signedIn(user);
  const fields = new Map([['username', user.username]]);
  return view({ ...visit, view: 'password', fields });
};

const password: Action = async (visit) => {
  const username = field(visit, 'username');
  const user = await visit.realm.directory.userNamed(username);
  if (user === undefined) return view(visit, `There’s no account ${username} in this tenant.`);
  const right = await passwordMatches(user, visit.fields.get('password') ?? '');
  return right ? signedIn(user) : view(visit, 'Your username or password is incorrect.');
};

const editProfile: Action = async (visit) => {
  const name = field(visit, 'name');
  const { user, realm } = visit;
  if (user === undefined) return view(visit);
  if (name === '') return view(visit, 'Enter a display name.');
  await realm.directory.saveUser({ ...user, name, attributes: attributesTyped(visit) });
  return { result: { edit_profile: {} } };
};

/** The approval of the second factor; the session remembers it for other apps. */
const approve: Action = async (visit) => {
  const { user } = visit;
  if (user === undefined || visit.interaction.prompt.name !== 'step_up') return view(visit);
  const login = { accountId: user.objectId, amr: ['pwd', secondFactor] };
  return { result: { login, step_up: {} } };
};

const canceled: Record<Dialect, string> = { entra: 'canceled', b2c: 'AADB2C90091' };

const cancel: Action = async ({ realm }) => refuse(canceled[realm.tenant.dialect]);

/** What each button on the pages does, by the value of its `do`. */
export const actions: Readonly<Record<string, Action>> = {
  pick,
  password,
  cancel,
  accept,
  social: leaveForSocial,
  'social-sign-up': socialSignUp,
  approve,
  'leave-without-approval': async () => refuse('AADSTS90094'),
  decline: async () => refuse('declined'),
  'edit-profile': editProfile,
  'sign-up-code': sendSignUpCode,
  'sign-up': signUp,
  'reset-code': sendResetCode,
  reset,
};

/** In an older user flow, "Forgot your password?" ends the sign-in with AADB2C90118. */
export const forgottenElsewhere = (visit: Visit): Outcome | undefined =>
  visit.view === 'forgotten' && !resetsHere(visit) ? refuse('AADB2C90118') : undefined;
