import type { Subject } from './outcomes.ts';

/** A gap is what the practice tenant has to mend; a test sees to it that none is left. */
export type Category = 'behaves like Microsoft' | 'not in Microsoft' | 'gap';

export interface Reason {
  category: Category;
  /** Markdown, one or two sentences. */
  why: string;
  /** Conditions that it explains, by their names in the suite. */
  conditions: readonly string[];
  /** Where it applies, if not everywhere. */
  subjects?: readonly Subject[];
  /** Microsoft's document, or a public capture of a response where no document has it. */
  source: { title: string; url: string };
}

const learn = 'https://learn.microsoft.com';
const userInfo = {
  title: 'Microsoft identity platform UserInfo endpoint',
  url: `${learn}/entra/identity-platform/userinfo`,
};
const idTokens = {
  title: 'ID token claims reference',
  url: `${learn}/entra/identity-platform/id-token-claims-reference`,
};
const scopes = {
  title: 'Scopes and permissions in the Microsoft identity platform',
  url: `${learn}/entra/identity-platform/scopes-oidc`,
};
const openIdConnect = {
  title: 'OpenID Connect on the Microsoft identity platform',
  url: `${learn}/entra/identity-platform/v2-protocols-oidc`,
};
const codeFlow = {
  title: 'Microsoft identity platform and OAuth 2.0 authorization code flow',
  url: `${learn}/entra/identity-platform/v2-oauth2-auth-code-flow`,
};
const b2cTokens = {
  title: 'Configure tokens in Azure Active Directory B2C',
  url: `${learn}/azure/active-directory-b2c/configure-tokens`,
};

/** Why modules don't pass, in the order in which the page numbers them. */
export const reasons: readonly Reason[] = [
  {
    category: 'not in Microsoft',
    why: 'A B2C user flow has no UserInfo endpoint; only a custom policy can have one. The suite doesn’t start a module without it. Our tests go on, to show what else differs.',
    conditions: ['SetProtectedResourceUrlToUserInfoEndpoint', 'CheckDiscEndpointUserinfoEndpoint'],
    subjects: ['b2c'],
    source: {
      title: 'UserInfo endpoint - Azure Active Directory B2C',
      url: `${learn}/azure/active-directory-b2c/userinfo-endpoint`,
    },
  },
  {
    category: 'behaves like Microsoft',
    why: 'B2C returns an access token, and its lifetime, only if the app asks for an API’s scope. The suite asks for `openid` alone.',
    conditions: [
      'CheckForAccessTokenValue',
      'ExtractAccessTokenFromTokenResponse',
      'ExtractExpiresInFromTokenEndpointResponse',
    ],
    subjects: ['b2c'],
    source: {
      title: 'Request an access token in Azure Active Directory B2C',
      url: `${learn}/azure/active-directory-b2c/access-tokens`,
    },
  },
  {
    category: 'behaves like Microsoft',
    why: 'Microsoft’s ID tokens have claims that no one asked for, such as `oid`, `tid`, and `ver`.',
    conditions: ['EnsureIdTokenDoesNotContainNonRequestedClaims'],
    source: idTokens,
  },
  {
    category: 'behaves like Microsoft',
    why: 'In B2C, the user flow decides which claims are in the token, whatever scopes the app asks for. In the practice tenant, the display name is one of them.',
    conditions: ['EnsureIdTokenDoesNotContainName'],
    subjects: ['b2c'],
    source: b2cTokens,
  },
  {
    category: 'behaves like Microsoft',
    why: 'The issuer of a B2C user flow doesn’t name the user flow, but the address of its metadata document does.',
    conditions: ['CheckDiscEndpointIssuer'],
    subjects: ['b2c'],
    source: b2cTokens,
  },
  {
    category: 'not in Microsoft',
    why: 'Microsoft has neither the scope `address` nor the scope `phone`, and the metadata document of a B2C user flow lists `openid` alone. The suite skips a scope that isn’t listed.',
    conditions: ['OIDCCCheckScopesSupportedContainScopeTest'],
    source: scopes,
  },
  {
    category: 'behaves like Microsoft',
    why: 'The UserInfo endpoint has six claims at most: `sub`, the names, `picture`, and `email`. The suite expects every standard claim of a scope.',
    conditions: ['VerifyScopesReturnedInUserInfoClaims'],
    source: userInfo,
  },
  {
    category: 'not in Microsoft',
    why: 'An app can’t ask the UserInfo endpoint for individual claims: names need the scope `profile`.',
    conditions: ['EnsureUserInfoContainsName'],
    source: userInfo,
  },
  {
    category: 'behaves like Microsoft',
    why: 'The ID token has everything that the UserInfo endpoint has, including the email address.',
    conditions: ['EnsureIdTokenDoesNotContainEmailForScopeEmail'],
    source: userInfo,
  },
  {
    category: 'not in Microsoft',
    why: 'The UserInfo endpoint is part of Microsoft Graph, which takes an access token in the header only.',
    conditions: ['UserInfoEndpointWithAccessTokenInBodyNotSupported'],
    source: userInfo,
  },
  {
    category: 'not in Microsoft',
    why: 'ID tokens of version 2.0 have no `acr`, and `acr_values` isn’t among the documented parameters. An app asks for an authentication context with `claims`.',
    conditions: ['ValidateIdTokenACRClaimAgainstAcrValuesRequest'],
    source: idTokens,
  },
  {
    category: 'behaves like Microsoft',
    why: 'An access token can’t be revoked. It’s valid until it expires, even if someone tries to redeem its code again.',
    conditions: ['EnsureHttpStatusCodeIs4xx'],
    source: {
      title: 'Configurable token lifetimes in the Microsoft identity platform',
      url: `${learn}/entra/identity-platform/configurable-token-lifetimes`,
    },
  },
  {
    category: 'not in Microsoft',
    why: 'Microsoft doesn’t document request objects. The practice tenant refuses one with the error that OpenID Connect defines for that.',
    conditions: ['request_not_supported'],
    source: openIdConnect,
  },
  {
    category: 'behaves like Microsoft',
    why: 'Microsoft’s metadata document has additional members, such as `tenant_region_scope`.',
    conditions: ['CheckForUnexpectedParametersInServerMetadata'],
    source: openIdConnect,
  },
  {
    category: 'behaves like Microsoft',
    why: 'Microsoft’s metadata document doesn’t list grant types. Refresh tokens work anyway.',
    conditions: ['EnsureServerConfigurationSupportsRefreshToken'],
    source: openIdConnect,
  },
  {
    category: 'behaves like Microsoft',
    why: 'B2C’s error descriptions end with separate lines for the correlation ID and the time.',
    conditions: [
      'CheckErrorDescriptionFromAuthorizationEndpointResponseErrorContainsCRLFTAB',
      'CheckErrorDescriptionFromTokenEndpointResponseErrorContainsCRLFTAB',
    ],
    subjects: ['b2c'],
    source: {
      title: 'FormidableLabs/react-native-app-auth#1014',
      url: 'https://github.com/FormidableLabs/react-native-app-auth/issues/1014',
    },
  },
  {
    category: 'behaves like Microsoft',
    why: 'Microsoft suggests taking the user’s claims from the ID token instead of the UserInfo endpoint, and the sample does. In the suite, these modules end only when the app calls the endpoint. Our tests check separately that the app accepts the ID token.',
    conditions: ['receivedUserinfoRequest'],
    source: userInfo,
  },
  {
    category: 'not in Microsoft',
    why: 'Microsoft signs every ID token, so the sample refuses one without a signature. The suite allows either.',
    conditions: ['SignIdTokenWithAlgNone'],
    source: openIdConnect,
  },
  {
    category: 'behaves like Microsoft',
    why: 'The sample sends its client secret in the body, as Microsoft’s documentation and MSAL do. The other modules run with `client_secret_post`, which is another variant of the same plan.',
    conditions: ['ExtractClientCredentialsFromBasicAuthorizationHeader'],
    source: codeFlow,
  },
];

/** The numbers, from 1, of the reasons for one condition. */
export const reasonsFor = (condition: string, subject: Subject): number[] =>
  reasons.flatMap(({ conditions, subjects }, index) =>
    conditions.includes(condition) && (subjects === undefined || subjects.includes(subject))
      ? [index + 1]
      : [],
  );
