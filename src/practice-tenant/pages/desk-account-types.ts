import { type SignInAudience, signInAudienceOf } from '../directory/account-types.ts';
import type { Registration, Tenant } from '../directory/model.ts';
import { checked } from './checked.ts';
import type { Entered } from './desk-authentication.ts';
import { type Html, html } from './html.ts';

/** The choices of the admin center, with its labels. */
const labels: Readonly<Record<SignInAudience, (tenant: Tenant) => string>> = {
  AzureADMyOrg: ({ name }) => `Single tenant only - ${name}`,
  AzureADMultipleOrgs: () => 'Multiple Entra ID tenants',
  AzureADandPersonalMicrosoftAccount: () => 'Any Entra ID Tenant + Personal Microsoft accounts',
  PersonalMicrosoftAccount: () => 'Personal accounts only',
};

export const accountTypesLabel = (tenant: Tenant, app: Registration): string =>
  labels[signInAudienceOf(app)](tenant);

/** "Supported account types", which only an organization's app has a choice of. */
export function accountTypesField(
  tenant: Tenant,
  app: Pick<Registration, 'audience' | 'personalAccounts'>,
  entered: Entered,
): Html | false {
  const chosen = entered?.get('account-types') ?? signInAudienceOf(app);
  return (
    tenant.isWorkforce &&
    html`<fieldset><legend>Supported account types</legend>
${Object.entries(labels).map(
  ([value, label]) =>
    html`<label><input type="radio" name="account-types" value="${value}"${checked(value === chosen)}> ${label(tenant)}</label>\n`,
)}</fieldset>`
  );
}
