import { type Context, interactionPolicy } from 'oidc-provider';
import type { UserFlow } from '../directory/model.ts';
import { routeOf } from './routed-request.ts';

const { base, Check, Prompt } = interactionPolicy;

/** What a person may be asked, in this order: the user flow's first step, account, sign-in, consent, the flow's page. */
export function prompts(): interactionPolicy.Policy {
  const policy = base();
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  policy.add(new Prompt({ name: 'create', requestable: true }), 1);
  policy.add(new Prompt({ name: 'reset_password' }, userFlowCheck('resetPassword')), 0);
  policy.add(new Prompt({ name: 'edit_profile' }, userFlowCheck('editProfile')));
  return policy;
}

const promptOf = { resetPassword: 'reset_password', editProfile: 'edit_profile' } as const;

/** Each run of a reset or edit flow shows its page once, whatever the session. */
function userFlowCheck(kind: Exclude<UserFlow['kind'], 'signUpSignIn'>) {
  return new Check(
    `${kind}_page`,
    'the user flow has a page to show',
    'interaction_required',
    (ctx: Context) =>
      routeOf(ctx.req).userFlow?.kind === kind && ctx.oidc.result?.[promptOf[kind]] === undefined,
  );
}
