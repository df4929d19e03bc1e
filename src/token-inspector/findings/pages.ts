import type { Finding } from './finding.ts';

type Page = NonNullable<Finding['more']>;

const page = (label: string, href: string): Page => ({ label, href });

/** The pages that findings lead to. */
export const pages = {
  audience: page(
    'Who may read an access token',
    '/how-it-works/tokens/#who-may-read-an-access-token',
  ),
  idToken: page(
    'What the ID token tells your app',
    '/how-it-works/tokens/#what-the-id-token-tells-your-app',
  ),
  lifetimes: page(
    'How long each token is valid',
    '/how-it-works/tokens/#how-long-each-token-is-valid',
  ),
  verify: page(
    'Why MSAL Node isn’t enough to verify an ID token',
    '/how-it-works/tokens/#why-msal-node-isnt-enough-to-verify-an-id-token',
  ),
  version: page(
    'Why some access tokens name sts.windows.net',
    '/how-it-works/authority/#why-some-access-tokens-name-stswindowsnet',
  ),
  ownApi: page('Protect your own API', '/guides/protect-your-own-api/'),
  whichClaim: page('Which claim do I store?', '/guides/which-claim/'),
  email: page(
    'Why an email address isn’t a key',
    '/guides/which-claim/#why-an-email-address-isnt-a-key',
  ),
  groups: page('Roles and groups', '/guides/roles-and-groups/'),
  organizations: page('Users of any organization', '/guides/any-organization/'),
  personal: page('Personal Microsoft accounts', '/guides/personal-accounts/'),
  nonce: page('PKCE, state, and nonce', '/how-it-works/pkce-state-nonce/'),
  time: page('Error id_token_time', '/errors/id_token_time/'),
  wrongAudience: page('Error id_token_audience', '/errors/id_token_audience/'),
  userFlow: page('Error id_token_user_flow', '/errors/id_token_user_flow/'),
  headers: page('Error headers_too_large', '/errors/headers_too_large/'),
} as const satisfies Record<string, Page>;
