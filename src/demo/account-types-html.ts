import type { DemoState } from '../auth/demo-state.ts';
import { type AccountType, type DemoName, demoFacts, demoNames } from '../scenarios/demos.ts';
import { type Html, html } from './html.ts';

type State = Pick<DemoState, 'demoName' | 'whose' | 'allowedTenants'>;

const entraIdDemos = demoNames.filter((name) => demoFacts[name].tenantType === 'entra-id');

/** What a registration's account types are called. */
const names: Readonly<Record<AccountType | 'one', string>> = {
  one: 'One organization',
  organizations: 'Any organization',
  common: 'Any organization and personal accounts',
  consumers: 'Personal accounts only',
};

/** Links between the demos of Entra ID, one for each account type, and whom this one lets in; nothing for the other tenant types. */
export function accountTypesHtml(state: State): Html | false {
  const { demoName } = state;
  if (!entraIdDemos.includes(demoName)) return false;
  return html`<nav class="account-types" aria-label="Account types"> <ul>${entraIdDemos.map((name) => linkHtml(name, name === demoName))}</ul> </nav> <p class="demo-accounts">${whoSignsIn(state)}</p>`;
}

function linkHtml(name: DemoName, isCurrent: boolean): Html {
  const { accountType } = demoFacts[name];
  return html`<li><a href="/demo/${name}/"${isCurrent && html` aria-current="page"`}><span>${names[accountType ?? 'one']}</span> <code>/${accountType ?? '<tenant ID>'}</code></a></li>`;
}

/** Of the practice tenant, whose organizations are known. */
const practice: Readonly<Record<AccountType | 'one', string>> = {
  one: 'Users of Contoso can sign in, and so can the guests it has invited.',
  organizations:
    'Users of any organization can get as far as the sign-in page. The app lets in users of Contoso and Northwind Traders, because only these two are on its list; users of Litware get a page that explains why they can’t use it.',
  common:
    'Users of any organization and people with a personal account can get as far as the sign-in page. The app lets in users of Contoso and Northwind Traders and everyone with a personal account; Litware isn’t on its list.',
  consumers: 'Everyone with a personal account can sign in, and users of organizations can’t.',
};

/** Of an operator's registration. */
const operator: typeof practice = {
  one: 'Users of one organization can sign in, and so can the guests it has invited.',
  organizations: 'Users of any organization can get as far as the sign-in page.',
  common:
    'Users of any organization and people with a personal account can get as far as the sign-in page.',
  consumers: practice.consumers,
};

function whoSignsIn({ demoName, whose, allowedTenants }: State): string {
  const accountType = demoFacts[demoName].accountType ?? 'one';
  if (whose === 'practice') return practice[accountType];
  if (accountType === 'one' || accountType === 'consumers') return operator[accountType];
  return `${operator[accountType]} ${listed(allowedTenants)}`;
}

function listed(allowedTenants: State['allowedTenants']): string {
  if (allowedTenants === undefined || allowedTenants === 'any')
    return 'The app lets in all of them.';
  return allowedTenants.length === 1
    ? 'The app lets in the one tenant on its list.'
    : `The app lets in the ${allowedTenants.length} tenants on its list.`;
}
