import { z } from 'zod';
import { scopesToAskFor } from '../directory/granted-scopes.ts';
import type { Tenant, User } from '../directory/model.ts';
import { needsAdministrator, scopeList } from '../directory/scopes.ts';
import { hasSeededName, shownApp, shownUser } from '../directory/shown-names.ts';
import { publisherOf } from '../directory/tenants.ts';
import { accountPicker } from '../pages/account-picker.ts';
import { approvalNeeded } from '../pages/approval-needed.ts';
import { consentPage } from '../pages/consent.ts';
import { editProfile } from '../pages/edit-profile.ts';
import { secondFactorPage } from '../pages/second-factor.ts';
import { passwordForm } from '../pages/sign-in.ts';
import { askForEmail } from '../pages/verified-email.ts';
import { nameAtHome } from '../protocol/claims/optional-claims.ts';
import type { Realm } from '../tenant/realm.ts';
import { type Outcome, offersSignUp, parameter, type Visit } from './visit.ts';

/** The page for the current step of the sign-in, with what went wrong in the last one. */
export async function view(visit: Visit, error?: string): Promise<Outcome> {
  const { interaction, user } = visit;
  const { name } = interaction.prompt;
  const { tenant } = visit.realm;
  if (name === 'consent' && user !== undefined) return consent(visit, user);
  if (name === 'step_up' && user !== undefined) {
    const body = secondFactorPage(shownApp(tenant, visit.app), user.username);
    return { title: 'Approve the sign-in', body };
  }
  if (name === 'edit_profile' && user !== undefined) {
    return {
      title: 'Edit your profile',
      body: editProfile(tenant, shownProfile(tenant, user), error),
    };
  }
  if (name === 'reset_password' || (visit.view === 'forgotten' && resetsHere(visit))) {
    return { title: 'Reset your password', body: askForEmail('reset', error) };
  }
  const signsUp = name === 'create' ? visit.view === undefined : visit.view === 'sign-up';
  if (signsUp && offersSignUp(visit)) {
    return { title: 'Create an account', body: askForEmail('sign-up', error) };
  }
  const named = visit.view === undefined && (isForced(visit) || isHinted(visit));
  if (visit.view === 'password' || named || error !== undefined) return password(visit, error);
  return picker(visit);
}

/** At a hosted practice tenant, the form has only what the user came with; other fields start empty. */
const shownProfile = (tenant: Tenant, user: User): User =>
  tenant.set === undefined
    ? user
    : { ...user, name: hasSeededName(tenant, user) ? user.name : '', attributes: {} };

async function picker(visit: Visit): Promise<Outcome> {
  const { realm, app } = visit;
  const accounts = (await recentAccounts(realm)).map((user) => ({
    ...user,
    name: shownUser(realm.tenant, user),
  }));
  const forgotten = realm.tenant.userFlows.length > 0;
  const social = realm.social?.button;
  const signUp = offersSignUp(visit);
  const elsewhere = hasOtherTenants(visit);
  const body = accountPicker({
    app: shownApp(realm.tenant, app),
    accounts,
    signUp,
    forgotten,
    elsewhere,
    social,
  });
  return { title: 'Pick an account', body };
}

async function password(visit: Visit, error: string | undefined): Promise<Outcome> {
  const { tenant, directory } = visit.realm;
  const hint = parameter(visit.interaction, 'login_hint');
  const hinted = await directory.userNamed(hint ?? '');
  const username =
    visit.fields.get('username') ??
    (hinted && nameAtHome(hinted)) ??
    (tenant.set === undefined ? hint : undefined) ??
    visit.user?.username;
  const forgotten = tenant.selfServiceSignUp;
  return {
    title: 'Sign in',
    body: passwordForm({
      app: shownApp(tenant, visit.app),
      username,
      error,
      forgotten,
      social: visit.realm.social?.button,
    }),
  };
}

/** Whether the user can be one of another tenant: they came through an authority that leads to several. */
export const hasOtherTenants = ({ shared, siblings }: Visit): boolean =>
  shared !== undefined &&
  siblings.filter(({ realm }) => realm.tenant.sharedNames.includes(shared)).length > 1;

/** The app wants the password again (prompt=login, max_age), even from a signed-in user. */
export const isForced = ({ interaction, user }: Visit): boolean =>
  user !== undefined && /login_prompt|max_age/.test(interaction.prompt.reasons.join());

const isHinted = ({ interaction }: Visit): boolean =>
  interaction.params['login_hint'] !== undefined && interaction.prompt.name === 'login';

async function consent(visit: Visit, { username, administrator = false }: User): Promise<Outcome> {
  const { tenant, directory } = visit.realm;
  const app = shownApp(tenant, visit.app);
  const scopes = scopesToConsent(visit);
  const forAdministrators = scopesForAdministrators(visit, scopes);
  if (forAdministrators.length > 0 && !administrator) {
    const someone = (await directory.users()).find((each) => each.administrator);
    const options = {
      app,
      username,
      scopes: forAdministrators,
      administrator: someone && shownUser(tenant, someone),
    };
    return { title: 'Approval required', body: approvalNeeded(options) };
  }
  const publisher = publisherOf(visit.app);
  const body = consentPage({ app, publisher, username, scopes, administrator });
  return { title: 'Permissions requested', body };
}

/** Scopes that users don't consent to: any, for an app that requires assignment. */
export const scopesForAdministrators = (
  { realm, app }: Visit,
  scopes: readonly string[],
): string[] =>
  scopes.filter(
    (scope) => app.assignmentRequired === true || needsAdministrator(realm.tenant, scope),
  );

/** oidc-provider's reasons for asking for consent. */
const details = z.object({
  missingOIDCScope: z.array(z.string()).default([]),
  missingResourceScopes: z.record(z.string(), z.array(z.string())).default({}),
});

/** The missing scopes, or all that were requested if the app insists on asking again. */
export function scopesToConsent({ interaction, app }: Visit): string[] {
  const { missingOIDCScope, missingResourceScopes } = details.parse(interaction.prompt.details);
  const missing = [...missingOIDCScope, ...Object.values(missingResourceScopes).flat()];
  return scopesToAskFor(app, missing.length > 0 ? missing : scopeList(interaction.params['scope']));
}

/** Whether this flow resets a forgotten password, or leaves it to the app. */
export const resetsHere = ({ userFlow }: Visit): boolean =>
  userFlow === undefined || userFlow.forgottenPassword === 'resetHere';

const newest = 10;

/** The invented users and the newest accounts; a page with thousands would help no one. */
export async function recentAccounts(realm: Realm): Promise<User[]> {
  // Users of a social provider sign in there.
  const all = (await realm.directory.users()).filter(({ identity }) => identity === undefined);
  const signedUp = all.filter(({ createdAt }) => createdAt !== undefined);
  signedUp.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  return [...all.filter(({ createdAt }) => createdAt === undefined), ...signedUp.slice(0, newest)];
}
