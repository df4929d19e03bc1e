import type { Provider } from 'oidc-provider';
import { paths } from '../directory/addresses.ts';
import type { Dialect } from '../directory/model.ts';
import { passwordMatches } from '../directory/passwords.ts';
import { shownApp, shownTenant } from '../directory/shown-names.ts';
import { EntraError } from '../errors/entra-error.ts';
import { secondFactor } from '../protocol/claims/requested-claims.ts';
import { homeOf, identityProviderOf } from '../tenant/home-realms.ts';
import { sharedRequestParameter } from '../tenant/shared-request.ts';
import { accept } from './consent-actions.ts';
import { homeRealmAddress } from './home-realm.ts';
import { leaveForSocial, socialSignUp } from './social-actions.ts';
import { reset, sendResetCode, sendSignUpCode, signUp } from './verified-email-actions.ts';
import { isForced, resetsHere, view } from './views.ts';
import {
  attributesTyped,
  field,
  type Outcome,
  parameter,
  refuse,
  signedIn,
  type Visit,
} from './visit.ts';

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
  if (user === undefined) return elsewhere(visit, username);
  const right = await passwordMatches(user, visit.fields.get('password') ?? '');
  return right ? signedIn(user) : view(visit, 'Your username or password is incorrect.');
};

/** An account of another tenant that isn't a guest here. @throws EntraError AADSTS50020 */
async function elsewhere(visit: Visit, username: string): Promise<Outcome> {
  const { realm, app, siblings, fields } = visit;
  const home = await homeOf(siblings, username);
  if (home === undefined || realm.tenant.isPersonal) {
    return view(visit, `There’s no account ${username} in this tenant.`);
  }
  // It's the user's own tenant that checks the password.
  const right = await passwordMatches(home.user, fields.get('password') ?? '');
  if (!right) return view(visit, 'Your username or password is incorrect.');
  const refusal = new EntraError('AADSTS50020', {
    user: home.user.username,
    idp: identityProviderOf(home.open.realm.tenant),
    tenant: shownTenant(realm.tenant),
    client: app.clientId,
    name: shownApp(realm.tenant, app),
  });
  // The log at home has another code for it.
  await home.open.realm.log.add({
    endpoint: 'authorize',
    clientId: app.clientId,
    user: home.user.objectId,
    outcome: 'failure',
    code: 'AADSTS90072',
    text: refusal.text,
  });
  throw refusal;
}

/** Back to the page that asks which tenant is the user's own. */
const homeRealm: Action = async (visit) => {
  const { shared, interaction } = visit;
  const sent = parameter(interaction, sharedRequestParameter);
  if (shared === undefined || sent === undefined) return view(visit);
  const query = new URLSearchParams(sent);
  for (const hint of ['login_hint', 'domain_hint']) query.delete(hint);
  return { leaveFor: homeRealmAddress(shared, paths.authorize, query.toString()) };
};

const editProfile: Action = async (visit) => {
  const name = field(visit, 'name');
  const { user, realm } = visit;
  if (user === undefined) return view(visit);
  // Hosted, the form doesn't show what's kept, so an empty field leaves it as it is.
  const kept = realm.tenant.set === undefined ? undefined : user;
  if (name === '' && kept === undefined) return view(visit, 'Enter a display name.');
  const attributes = { ...kept?.attributes, ...attributesTyped(visit) };
  await realm.directory.saveUser({ ...user, name: name || user.name, attributes });
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
  'home-realm': homeRealm,
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
