import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { UserFlow } from '../../directory/model.ts';
import { scopeList } from '../../directory/scopes.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { secondFactor, stepUpParameter } from '../claims/requested-claims.ts';

const { base, Check, Prompt } = interactionPolicy;

/** What a user can be asked, in this order: the user flow's first step, account, sign-in, consent, the flow's page. */
export function prompts(realm: Realm): interactionPolicy.DefaultPolicy {
  const policy = base();
  policy.get('login')?.checks.add(hintNamesAnotherUser(realm));
  policy.get('login')?.checks.add(sessionIsRevoked(realm));
  policy.get('login')?.checks.add(accountIsGone());
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  policy.add(new Prompt({ name: 'create', requestable: true }), 1);
  policy.add(new Prompt({ name: 'reset_password' }, hasPage('resetPassword')), 0);
  policy.add(new Prompt({ name: 'step_up' }, needsSecondFactor()), 4);
  policy.add(new Prompt({ name: 'edit_profile' }, hasPage('editProfile')));
  return policy;
}

const promptOf = { resetPassword: 'reset_password', editProfile: 'edit_profile' } as const;

/** Each run of a reset or edit flow shows its page once, whatever the session. */
function hasPage(kind: Exclude<UserFlow['kind'], 'signUpSignIn'>) {
  return new Check(
    `${kind}_page`,
    'the user flow has a page to show',
    'interaction_required',
    (ctx: KoaContextWithOIDC) =>
      contextOf(ctx).route.userFlow?.kind === kind &&
      ctx.oidc.result?.[promptOf[kind]] === undefined,
  );
}

/** A page for the second factor, when the app asks for a context and the session has none. */
function needsSecondFactor() {
  return new Check(
    'second_factor',
    'a second factor is required',
    'interaction_required',
    ({ oidc }: KoaContextWithOIDC) =>
      scopeList(oidc.params?.[stepUpParameter]).length > 0 &&
      oidc.session?.amr?.includes(secondFactor) !== true,
  );
}

/** An administrator ended the user's sessions; the next sign-in starts a new one. */
function sessionIsRevoked({ revocations, clock }: Realm) {
  return new Check(
    'session_revoked',
    'the session was revoked',
    'login_required',
    async ({ oidc: { session, result } }: KoaContextWithOIDC) => {
      const signedInAt = session?.authTime();
      return (
        result?.login === undefined &&
        signedInAt !== undefined &&
        (await revocations.isRevoked(session?.accountId, signedInAt + clock.offset()))
      );
    },
  );
}

/** The user of the session has been deleted. oidc-provider would go on without one. */
function accountIsGone() {
  return new Check(
    'account_gone',
    'the user of the session no longer exists',
    'login_required',
    ({ oidc: { session, account } }: KoaContextWithOIDC) =>
      session?.accountId !== undefined && account === undefined,
  );
}

/** `login_hint` asks for one account. Another account's session isn't enough, whether or not the hinted account exists. */
function hintNamesAnotherUser({ directory }: Realm) {
  return new Check(
    'login_hint',
    'another user is signed in',
    'login_required',
    async ({ oidc }: KoaContextWithOIDC) => {
      const hint = oidc.params?.['login_hint'];
      if (typeof hint !== 'string' || oidc.result?.login !== undefined) return false;
      const wanted = hint.trim();
      if (wanted === '') return false;
      const accountId = oidc.session?.accountId;
      const hinted = await directory.userNamed(wanted);
      if (hinted !== undefined) return hinted.objectId !== accountId;
      // A social account has no name to sign in with; its app knows it by the email address.
      const signedIn = await directory.user(accountId);
      return signedIn?.email.toLowerCase() !== wanted.toLowerCase();
    },
  );
}
