import type { TableEvidence } from './evidence.ts';

const pt = 'practice-tenant';
const absent = `${pt}/parity/absent.test.ts`;
const refused = `${absent} › what the parity page lists as absent is refused:`;

export const whatIsAbsent: Readonly<Record<string, TableEvidence>> = {
  "What the practice tenant doesn't have": {
    'SAML, WS-Federation, WS-Trust': [`${refused} › %s`],
    'SCIM provisioning': [
      `${refused} › %s`,
      `${refused} › %s is taken for a tenant that is not there`,
    ],
    'Managed identities': [
      `${refused} › %s is taken for a tenant that is not there`,
      `${pt}/desk-credentials.test.ts › signs people in with the platform’s token, until it is deleted`,
    ],
    'Kerberos, TLS client certificates': [
      `${absent} › the metadata names nothing of Kerberos, mutual TLS, sessions in frames, or other endpoints`,
      `${pt}/credentials.test.ts › works without any secret`,
    ],
    'Tokens bound to a key (proof of possession)': [
      `${absent} › an access token is Bearer, also if the request asks for proof of possession`,
    ],
    "Sign-in with a broker (Windows's WAM, Microsoft Authenticator, Company Portal)": [
      `${pt}/parity/sign-in.test.ts › a seed takes no custom scheme for a mobile app: %s`,
      `${pt}/public-client.test.ts › in %s, MSAL signs in on the desktop without a secret, and renews`,
    ],
    'Sovereign clouds': [
      `${absent} › the sovereign cloud %s is not one that instance discovery knows`,
    ],
    'Pushed authorization requests, CIBA, token introspection and revocation, dynamic client registration, back-channel logout':
      [
        `${refused} › %s`,
        `${absent} › the metadata names nothing of Kerberos, mutual TLS, sessions in frames, or other endpoints`,
        'capture › discovery/tenant-v2',
        'capture › discovery/external-id-v2',
      ],
    'Conditional Access, sign-in frequency, risk detection (Entra ID Protection)': [
      `${pt}/faults.test.ts › is met with %s while it is on, and not before`,
      `${pt}/parity/sign-in.test.ts › nobody is asked for a second factor without a claims challenge`,
    ],
    'Other events of continuous access evaluation': [
      `${absent} › a new password doesn’t end an access token, also of an app with the capability cp1`,
    ],
    'Policies for tokens (claims mapping, lifetimes), custom claims providers, directory extensions':
      [
        `${absent} › policies and extensions for tokens are 405: %s`,
        `${pt}/tenant-settings.test.ts › MSAL signs in, verifies, renews, calls the API, and signs out`,
      ],
    'v1.0 endpoints': [
      `${pt}/metadata.test.ts › leads to a %s that names its successor`,
      `${pt}/metadata.test.ts › leads to keys, sign-out and userinfo that work`,
      `${pt}/metadata.test.ts › is the same document as that of v2.0 in %s`,
      `${pt}/errors.test.ts › at the token endpoint › %s`,
    ],
    'Password grant (ROPC) outside Entra ID': [
      `${absent} › a password is for Entra ID only`,
      `${pt}/password-grant.test.ts › there is no password grant`,
    ],
    'Native authentication of External ID': [`${refused} › %s`],
    'Sign-up and password reset for personal accounts and employees': [
      `${pt}/parity/other-tenants.test.ts › nobody can create a personal account`,
      `${pt}/account-hints.test.ts › prompt=create opens sign-up where there is one, and the picker where there is none`,
    ],
    'Federation; social providers outside B2C': [
      `${pt}/social-provider.test.ts › only B2C has the social provider`,
    ],
    'Linking accounts, the claim `idp_access_token`': [
      `${pt}/parity/tokens.test.ts › two accounts are never linked, and no token has one of another provider`,
      `${pt}/social-provider.test.ts › has no password here, and no place in the list of accounts`,
    ],
    'Invitations by email': [
      `${absent} › nobody is invited by email`,
      `${pt}/desk-users.test.ts › makes a member a guest, and a member again`,
    ],
    'Restoring a deleted user': [
      `${pt}/parity/graph.test.ts › a deleted user is gone immediately: %s %s`,
    ],
    'Other optional claims, such as `ipaddr`, `vnet`, and `xms_edov`; groups by name or as roles': [
      `${absent} › a registration may name other optional claims, and no token has them`,
      `${pt}/desk-tokens.test.ts › keeps an optional claim that it has no box for`,
      `${pt}/directory-claims.test.ts › names groups once the token configuration of the app asks for them`,
    ],
    'Attributes of your choice': [
      `${pt}/directory-claims.test.ts › B2C collects attributes at sign-up, puts them into the token, and edits them`,
      `${pt}/directory-claims.test.ts › External ID keeps the attributes of a sign-up, out of the tokens`,
    ],
    'B2C custom policies of your own (Identity Experience Framework)': [
      `${absent} › a custom policy of your own is a user flow that is not there`,
      `${pt}/tenant-settings.test.ts › a custom policy has the claims of the starter pack: acr, sub as object ID, tid, and email`,
    ],
    'Other languages (`ui_locales`), branding': [
      `${absent} › the pages are in English and without branding, whatever ui_locales asks for`,
    ],
    Throttling: [
      `${absent} › a thousand requests are not throttled`,
      `${pt}/graph/requests.test.ts › the fault graph-throttled asks to wait, in the documented words`,
    ],
    'Wrong hosts, sign-in loops': [
      `${absent} › the codes of wrong hosts and loops are never returned`,
    ],
  },
};
