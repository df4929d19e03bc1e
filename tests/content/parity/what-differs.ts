import type { TableEvidence } from './evidence.ts';

const learn = 'https://learn.microsoft.com';
const pt = 'practice-tenant';
const addresses = `${pt}/parity/addresses.test.ts`;
const signIn = `${pt}/parity/sign-in.test.ts`;
const tokens = `${pt}/parity/tokens.test.ts`;
const graph = `${pt}/parity/graph.test.ts`;
const others = `${pt}/parity/other-tenants.test.ts`;
const homeRealm = `${pt}/shared-endpoints-home-realm.test.ts`;

export const whatDiffers: Readonly<Record<string, TableEvidence>> = {
  Addresses: {
    'Sign-in pages': [
      `${addresses} › pages of %s are on http, and what apps call is on https`,
      `${pt}/custom-domain.test.ts › every page of a sign-in and sign-out is under the custom domain`,
      `${pt}/https-only.test.ts › has https alone in its metadata`,
    ],
    Authority: [
      `${pt}/msal-contract.test.ts › signs in with an authorization code, PKCE, state, and nonce`,
      `${pt}/configuration.test.ts › may be empty`,
      `${learn}/entra/identity-platform/v2-protocols-oidc`,
    ],
    "External ID's issuer": [
      `${addresses} › the issuer of %s is the host of the authority, with the ID`,
      'capture › discovery/external-id-v2',
    ],
    'Issuer of version 1.0 tokens': [
      `${pt}/metadata.test.ts › of a workforce tenant is that of v1.0, with another issuer and the older endpoints`,
      `${pt}/access-tokens.test.ts › are all of version 1.0 in %s, and work`,
      'capture › discovery/tenant-v1',
    ],
    "Graph's address": [
      `${pt}/metadata.test.ts › names a host at which Graph answers as it does at its own`,
      `${pt}/access-tokens.test.ts › are all of version 1.0 in %s, and work`,
      `${learn}/graph/api/overview?view=graph-rest-1.0`,
    ],
    'Custom domain': [
      `${addresses} › there is no TLS under the name of the custom domain`,
      `${pt}/custom-domain.test.ts › of the custom domain names pages under that domain, and the back channel beside them`,
    ],
    'A tenant with a custom domain, at the other address': [
      `${pt}/custom-domain.test.ts › is at the address of the other tenants too, which its metadata then names`,
    ],
    'A tenant name of one word': [
      `${pt}/errors.test.ts › a tenant identifier that no tenant could have, %s, is AADSTS900023`,
      'capture › discovery/unknown-tenant',
    ],
    'Metadata document': [
      `${pt}/metadata.test.ts › has the members of the real document, in %s`,
      `${addresses} › metadata and keys of %s may not be cached`,
      `${pt}/parity/absent.test.ts › the metadata names nothing of Kerberos, mutual TLS, sessions in frames, or other endpoints`,
      'capture › discovery/tenant-v2',
      'capture › discovery/tenant-v1',
    ],
    'Metadata: Kerberos, mutual TLS': [
      `${pt}/parity/absent.test.ts › the metadata names nothing of Kerberos, mutual TLS, sessions in frames, or other endpoints`,
      'capture › discovery/external-id-v2',
    ],
    "B2C's `claims_supported`": [
      `${addresses} › every user flow of B2C has the same claims_supported`,
      'capture › discovery/b2c-user-flow',
    ],
    'A B2C tenant without a user flow': [
      `${pt}/unknown-user-flow.test.ts › %s is a 404, because it names no user flow`,
      `${pt}/b2c-administrators.test.ts › has the metadata and keys of an Entra tenant`,
      `${pt}/b2c-administrators.test.ts › signs in administrators on another device, and no customers`,
      `${pt}/b2c-administrators.test.ts › does not redeem what a user flow gave`,
    ],
    'B2C keys': [
      `${addresses} › a B2C key is named with 27 characters`,
      'capture › discovery/b2c-keys',
    ],
  },
  'Sign-in': {
    'Account picker': [`${signIn} › the picker asks for no password, and another account does`],
    'Second factor, blocked users, policies': [
      `${signIn} › nobody is asked for a second factor without a claims challenge`,
      `${pt}/step-up.test.ts › an API asks for more, the app sends its claims through sign-in, and the API is content`,
      `${pt}/faults.test.ts › is met with %s while it is on, and not before`,
    ],
    Emails: [`${pt}/self-service.test.ts › a user signs up, and then signs in with the password`],
    'Hidden frames': [
      'e2e/single-page-apps.spec.ts › MSAL Browser with %s › signs in, calls an API, renews with its refresh token, and signs out',
      'e2e/single-page-apps.spec.ts › renews in a hidden frame if the browser sends the session cookie there',
    ],
    'Social provider': [
      `${signIn} › Practice Social has two users, asks which one at each visit, and has no sign-out`,
      `${pt}/social-provider.test.ts › fills in the attributes once, and the tokens name the social provider`,
    ],
    'B2C sign-out': [
      `${signIn} › Practice Social has two users, asks which one at each visit, and has no sign-out`,
      `${pt}/social-provider.test.ts › after sign-out from B2C the social provider asks who you are`,
      `${learn}/azure/active-directory-b2c/session-behavior`,
    ],
    'B2C `prompt`': [
      `${signIn} › B2C takes prompts that its documents do not name`,
      `${learn}/azure/active-directory-b2c/openid-connect`,
    ],
    'No `redirect_uri`': [
      `${pt}/authorize-parameters.test.ts › returns the user to the first registered one (%j)`,
      `${pt}/authorize-parameters.test.ts › B2C needs the redirect URI`,
      `${learn}/entra/identity-platform/v2-protocols-oidc`,
      `${learn}/azure/active-directory-b2c/openid-connect`,
    ],
    'Mobile and desktop apps': [
      `${signIn} › a seed takes no custom scheme for a mobile app: %s`,
      `${pt}/public-client.test.ts › in %s, MSAL signs in on the desktop without a secret, and renews`,
      `${pt}/public-client.test.ts › a desktop app registered at the desk signs in without a secret`,
      `${learn}/entra/identity-platform/scenario-mobile-app-registration`,
    ],
    'Request objects': [
      `${pt}/request-object.test.ts › a request object in %s gets the error that OpenID Connect has for it`,
    ],
    'Desk and admin consent page': [
      `${signIn} › the desk is open without a sign-in: %s`,
      `${signIn} › an administrator’s consent page asks nobody to sign in`,
      `${pt}/listening.test.ts › it answers on both loopback addresses`,
    ],
    'Consent by users of another organization': [
      `${pt}/other-organizations.test.ts › asks for consent, names the app’s home, and makes the service principal`,
      `${pt}/other-organizations.test.ts › asks for a scope that only the administrator may consent to: AADSTS90094`,
      `${learn}/entra/identity-platform/howto-convert-app-to-be-multi-tenant`,
    ],
    'Admin consent for personal accounts': [
      `${others} › personal accounts have no administrator who consents at /%s`,
    ],
    "API that isn't in the tenant": [
      `${pt}/other-organizations.test.ts › is AADSTS500011 if it’s for its own organization only`,
    ],
    'Choosing the tenant at `/common`': [
      `${addresses} › /%s lists the tenants that it leads to`,
      `${homeRealm} › leads a username on to its tenant’s own form, and refuses one that nobody has`,
    ],
    'Errors at a shared authority': [
      `${homeRealm} › comes only once the app, its redirect URI, and its account types are right`,
    ],
    'Apps for personal accounts only, at `/common`': [
      `${homeRealm} › never comes for an app for personal accounts only, which belongs to /consumers`,
    ],
    'Account of another tenant': [
      `${homeRealm} › %s, who isn’t a guest, sees AADSTS50020`,
      `${homeRealm} › their own tenant checks the password first`,
    ],
    'Sign-in of a guest': [`${homeRealm} › a guest signs in`],
    'Guests at a shared authority': [
      `${others} › a guest can be selected at a shared authority, and is a guest in the tokens`,
      `${homeRealm} › lets a guest of one organization in as a user of the other`,
    ],
    "Refresh token of a guest's own tenant": [
      `${others} › a refresh token of a guest’s own tenant is AADSTS50020 at the inviting one`,
    ],
    'Sign-out at a shared authority without a hint': [
      `${pt}/shared-endpoints-sign-out.test.ts › without a hint ends every session that the shared name leads to, and no other`,
    ],
    'Device code at `/common` and `/organizations`': [
      `${others} › a device code at /%s leads to the app’s own organization`,
      `${pt}/shared-endpoints-tokens.test.ts › MSAL gets a device code at /%s, and polls there`,
    ],
    'Error pages and log': [
      `${pt}/developer-panel.test.ts › the sign-in log sets what was sent beside what is registered › %s`,
      `${pt}/developer-panel.test.ts › never enters the log, and neither does a registered secret`,
      `${pt}/desk.test.ts › holds no secret, code or token`,
    ],
  },
  Tokens: {
    'Access tokens for Graph': [
      `${tokens} › a token for Graph can be verified with the published keys`,
      'capture › claims/access-token-graph',
      `${learn}/entra/identity-platform/userinfo`,
    ],
    'Service claims and headers': [
      `${tokens} › tokens of %s lack the claims for the service itself`,
      `${tokens} › responses lack the headers for the service itself`,
      `${pt}/token-claims.test.ts › has a uti of 22 characters that is never the same, and an rh`,
      'capture › claims/access-token-graph',
      'capture › errors/password-grant',
    ],
    'Error addresses': [
      `${tokens} › an error_uri leads to a page of the practice tenant, and B2C has none`,
      'capture › errors/secret-wrong',
      `${learn}/entra/identity-platform/reference-error-codes`,
    ],
    'Time of issue': [
      `${tokens} › every access token lasts 60 minutes from now`,
      'capture › claims/access-token-v2',
      `${learn}/entra/identity-platform/configurable-token-lifetimes`,
    ],
    '`.default` after a client ID': [
      `${pt}/parity/tokens.test.ts › .default after an API’s client ID asks for no consent`,
    ],
    'Email of guests': [
      `${tokens} › a guest’s email address needs the scope, or the optional claim`,
      `${learn}/entra/identity-platform/optional-claims-reference`,
    ],
    'Client credentials at `/common`': [
      `${pt}/shared-endpoints-tokens.test.ts › an app that calls as itself has to name the tenant`,
    ],
    'Personal accounts: access tokens for Graph': [
      `${others} › a token for Graph of a personal account is a JWT`,
    ],
    'Personal accounts: UserInfo': [
      `${others} › the user info of a personal account has the members of a work account’s`,
    ],
    'Personal accounts: ID tokens': [
      `${pt}/shared-endpoints-personal.test.ts › an ID token of a personal account has the claims of Microsoft’s sample token, without \`aio\``,
      'capture › claims/id-token-v2-personal-account',
    ],
    'Address in the groups overage': [
      `${pt}/groups-in-tokens.test.ts › are at an address that the tokens name if there are more`,
      `${pt}/graph/many-groups.test.ts › with User.Read alone, the IDs of all groups come in pages of up to 999, on the same origin`,
      `${learn}/entra/identity-platform/access-token-claims-reference`,
    ],
    '`wids`': [
      `${tokens} › wids has Global Administrator for the administrator, and other users have none`,
    ],
    'Kinds of groups': [
      `${graph} › users and groups are read only: %s %s`,
      `${pt}/desk-groups.test.ts › a member who doesn’t exist is refused`,
      `${learn}/entra/identity/hybrid/connect/how-to-connect-fed-group-claims`,
    ],
    "App roles that an app doesn't define": [
      `${tokens} › a user can have any role of an app that defines none`,
    ],
    'Groups assigned to apps in External ID': [
      `${pt}/desk-assignments.test.ts › in External ID, groups are assigned by Microsoft Graph, and the desk tells so`,
      `${learn}/entra/external-id/customers/concept-supported-features-customers`,
    ],
    '`acr` and `amr` in version 1.0': [
      `${tokens} › amr is pwd, and mfa as well after a second factor`,
      'capture › claims/access-token-graph',
    ],
    'Spelling of scopes': [
      `${tokens} › in B2C the case of a scope counts, and everywhere that of an API’s address`,
    ],
    'Renewal with sign-in scopes only, after a sign-in for your own API': [
      `${tokens} › a renewal with sign-in scopes only gives a token for the API of the sign-in`,
    ],
    'B2C: other malformed requests': [
      `${tokens} › B2C has codes of Entra ID for malformed requests, assertions, policies, and blocked users`,
      `${learn}/azure/active-directory-b2c/error-codes`,
    ],
    'B2C: a code with an ID token in a query': [
      `${tokens} › a code with an ID token in a query is refused in B2C`,
      `${learn}/azure/active-directory-b2c/openid-connect`,
    ],
    'Expired refresh token': [
      `${pt}/refresh-tokens.test.ts › starts its time anew with each use, so that old ones end first`,
      `${learn}/entra/identity-platform/reference-error-codes`,
    ],
    'Many refresh tokens': [
      `${pt}/refresh-tokens.test.ts › an app that renews without end pushes out none but its own used tokens`,
      `${pt}/store-contract.test.ts › memory keeps a bounded number of the newest entries that expire, and all entries that don’t`,
      `${tokens} › memory keeps 20,000 entries that expire unless told otherwise`,
    ],
    'Moved time': [
      `${pt}/clock.test.ts › gives tokens the time that the tenant has, in either direction`,
    ],
  },
  'Microsoft Graph': {
    'Everything else in Graph': [
      `${pt}/graph/requests.test.ts › %s %s is 405, because the practice tenant does not have it`,
      `${pt}/graph/requests.test.ts › %s is %s`,
    ],
    'Metadata of Graph': [
      `${pt}/graph/query-options.test.ts › Accept with odata.metadata=none leaves out what OData adds, but never a page’s address or count`,
      `${pt}/graph/query-options.test.ts › Accept with odata.metadata=%s gets what OData adds`,
    ],
    'Query options': [
      `${pt}/graph/query-options.test.ts › $filter takes %s`,
      `${pt}/graph/query-options.test.ts › $filter looks into a list with any`,
      `${pt}/graph/query-options.test.ts › %s is refused, not ignored`,
    ],
    'Users and groups': [
      `${graph} › users and groups are read only: %s %s`,
      `${graph} › no app changes users, whatever it may`,
    ],
    Applications: [
      `${graph} › an application with %s is refused by the name of the property`,
      `${pt}/graph/applications.test.ts › is refused for %j`,
    ],
    "Identifier URIs of a domain that isn't verified": [
      `${graph} › an identifier URI may be of any domain`,
      `${learn}/entra/identity-platform/reference-breaking-changes`,
    ],
    'Federated credentials': [
      `${graph} › an app may have 21 federated credentials`,
      `${learn}/graph/api/application-post-federatedidentitycredentials?view=graph-rest-1.0`,
    ],
    'Authorization policy': [
      `${pt}/graph/app-registrations-off.test.ts › the authorization policy says whether members may`,
      `${learn}/graph/api/authorizationpolicy-get?view=graph-rest-1.0`,
    ],
    'Consent to a client and its API': [
      `${graph} › an application with %s is refused by the name of the property`,
      `${pt}/other-organizations.test.ts › is AADSTS650052 if its registration is for any organization, until it’s consented to`,
      `${learn}/entra/identity-platform/howto-convert-app-to-be-multi-tenant`,
    ],
    'App deleted in its home tenant': [
      `${pt}/other-organizations.test.ts › changes everywhere with its registration, and goes with it`,
    ],
    Photos: [
      `${pt}/graph/people.test.ts › %s is a PNG file of %d pixels that can be read`,
      `${graph} › the user %s has a photo: %i`,
    ],
    'Members of some resources': [
      `${graph} › an application has no publisherName, and a photo no @odata.id`,
      `${graph} › a role assignment has no time`,
    ],
    '`getMemberObjects`, `memberOf`': [
      `${pt}/graph/requests.test.ts › %s %s is 405, because the practice tenant does not have it`,
      `${pt}/graph/people.test.ts › %s gives their IDs`,
    ],
    'Casts such as `/memberOf/microsoft.graph.group`': [
      `${graph} › a cast needs neither a count nor ConsistencyLevel`,
    ],
    'Claims challenge': [
      `${pt}/revoked-sessions.test.ts › is challenged by Graph after Revoke sessions, and works again after a sign-in`,
      'capture › graph/sessions-revoked',
    ],
    'User flows of External ID': [
      `${pt}/graph/user-flows.test.ts › decides whether the pages of an app offer to sign up`,
      `${pt}/graph/requests.test.ts › %s %s is 405, because the practice tenant does not have it`,
    ],
    'Apps of the user flow': [
      `${pt}/graph/user-flows.test.ts › has the members of the documented response, and the apps that the tenant starts with`,
      `${pt}/graph/user-flows.test.ts › takes an app, and gives it back (%s)`,
    ],
    'An app added to a user flow twice': [
      `${pt}/graph/user-flows.test.ts › takes an app, and gives it back (%s)`,
    ],
    'Batches: whole size, and text': [
      `${pt}/graph/batch.test.ts › gives each request its own status, headers and body`,
      `${pt}/graph/request-body.test.ts › a body that is too large is told so`,
    ],
    'Batches: a failed dependency': [
      `${pt}/graph/batch.test.ts › sends a request after those it depends on, and not at all when one of them fails`,
    ],
    'Advanced queries in B2C': [`${graph} › an app in B2C sorts and counts users`],
    'Assignment at an API': [
      `${graph} › an app or user without a role gets a token for an API that requires assignment`,
    ],
    'Graph in B2C': [
      `${graph} › an app in B2C gets a token for Graph at the tenant and at a user flow`,
      `${pt}/graph/permissions.test.ts › a user flow of B2C gives no user a token for Graph, and every app one`,
      `${pt}/b2c-administrators.test.ts › registers an app by Microsoft Graph, and users then sign in to it`,
    ],
  },
};
