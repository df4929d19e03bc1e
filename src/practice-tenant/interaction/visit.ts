import type { Interaction, InteractionResults } from 'oidc-provider';
import type { Registration, SharedName, User, UserFlow } from '../directory/model.ts';
import { type Fields, typed } from '../http/form.ts';
import type { Html } from '../pages/html.ts';
import type { Realm } from '../tenant/realm.ts';
import type { OpenTenant } from '../tenant/request-context.ts';

/** One request to a page of a running sign-in. */
export interface Visit {
  realm: Realm;
  interaction: Interaction;
  app: Registration;
  /** The user who is signed in already, if there is one. */
  user: User | undefined;
  userFlow: UserFlow | undefined;
  /** Which page was asked for by a button, from the query. */
  view: string | undefined;
  /** The attempt at a social provider that this visit comes back from, from the query. */
  attempt: string | undefined;
  /** The first path segments of this page's address. */
  base: string;
  /** The shared authority that the user came through, if it leads to other tenants besides. */
  shared: SharedName | undefined;
  /** Where else users of the shared authorities can have accounts. */
  siblings: readonly OpenTenant[];
  fields: Fields;
}

/** A page to show, the end of this interaction, or another provider to go to in between. */
export type Outcome =
  | { title: string; body: Html }
  | { result: InteractionResults }
  | { leaveFor: string };

/** Whether users can create accounts here; in External ID, that's for the apps of the user flow. */
export const offersSignUp = ({ realm: { tenant }, app }: Visit): boolean =>
  tenant.selfServiceSignUp && !(tenant.addsAppsToUserFlow && app.withoutUserFlow === true);

/** A parameter of the authorization request that the visit belongs to. */
export const parameter = ({ params }: Interaction, name: string): string | undefined => {
  const value = params[name];
  return typeof value === 'string' ? value : undefined;
};

/** A field as entered, without spaces around it. */
export const field = ({ fields }: Visit, name: string): string => typed(fields, name);

/** What the form collected of the attributes that this tenant knows; empty fields are left out. */
export const attributesTyped = (visit: Visit): Record<string, string> =>
  Object.fromEntries(
    visit.realm.tenant.signUpAttributes
      .map(({ name }) => [name, field(visit, name)] as const)
      .filter(([, value]) => value !== ''),
  );

/** Ends without a sign-in; protocol/outcome/from-provider.ts turns it into an error. */
export const refuse = (description: string): Outcome => ({
  result: { error: 'access_denied', error_description: description },
});

/** Ends with a user signed in; the empty members tell oidc-provider that their prompts are done. */
export function signedIn(user: User, more: InteractionResults = {}): Outcome {
  const login = { accountId: user.objectId, amr: ['pwd'] };
  return { result: { login, select_account: {}, create: {}, ...more } };
}
