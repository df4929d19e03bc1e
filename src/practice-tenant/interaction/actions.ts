import type { Provider } from 'oidc-provider';
import { passwordMatches } from '../directory/passwords.ts';
import { accept } from './consent-actions.ts';
import { reset, sendResetCode, sendSignUpCode, signUp } from './verified-email-actions.ts';
import { resetsHere, view } from './views.ts';
import { field, type Outcome, signedIn, type Visit } from './visit.ts';

type Action = (visit: Visit, provider: Provider) => Promise<Outcome>;

const pick: Action = async (visit) => {
  const user = await visit.realm.directory.user(field(visit, 'account'));
  return user === undefined ? view(visit, 'This account does not exist any more.') : signedIn(user);
};

const password: Action = async (visit) => {
  const username = field(visit, 'username');
  const user = await visit.realm.directory.userNamed(username);
  if (user === undefined) return view(visit, `There is no account ${username} in this tenant.`);
  const right = await passwordMatches(user, visit.fields.get('password') ?? '');
  return right ? signedIn(user) : view(visit, 'The username or password is not correct.');
};

const editProfile: Action = async (visit) => {
  const name = field(visit, 'name');
  const { user, realm } = visit;
  if (user === undefined) return view(visit);
  if (name === '') return view(visit, 'Enter a display name.');
  await realm.directory.saveUser({ ...user, name });
  return { result: { edit_profile: {} } };
};

const refuse = (description: string): Outcome => ({
  result: { error: 'access_denied', error_description: description },
});

const cancel: Action = async ({ realm }) =>
  refuse(realm.tenant.type === 'b2c' ? 'AADB2C90091' : 'cancelled');

/** What each button of the pages does, by the value of its `do`. */
export const actions: Readonly<Record<string, Action>> = {
  pick,
  password,
  cancel,
  accept,
  decline: async () => refuse('declined'),
  'edit-profile': editProfile,
  'sign-up-code': sendSignUpCode,
  'sign-up': signUp,
  'reset-code': sendResetCode,
  reset,
};

/** "Forgot your password?" in a user flow of the older kind ends the sign-in with AADB2C90118. */
export const forgottenElsewhere = (visit: Visit): Outcome | undefined =>
  visit.view === 'forgotten' && !resetsHere(visit) ? refuse('AADB2C90118') : undefined;
