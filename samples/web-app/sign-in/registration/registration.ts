export const tenantTypes = ['entra-id', 'external-id', 'external-id-custom-domain', 'b2c'] as const;
export type TenantType = (typeof tenantTypes)[number];

/** B2C only: every user flow is an authority of its own. */
export type UserFlow = 'signUpSignIn' | 'editProfile' | 'resetPassword';

/** How the app proves who it is. A secret is for trying out; in production use one of the other two. */
export type Credential =
  | { kind: 'secret'; secret: string }
  | { kind: 'certificate'; certificate: string; privateKey: string }
  | { kind: 'federated'; tokenFile: string };

/** What the app and its tenant have agreed on. */
export interface Registration {
  tenantType: TenantType;
  /** The tenant's address; in B2C without the user flow at its end. */
  authority: string;
  /** B2C: the names of the user flows. */
  userFlows?: Partial<Record<UserFlow, string>>;
  clientId: string;
  credential: Credential;
  redirectUri: string;
  postLogoutRedirectUri: string;
  /** The second capability: present when ENDPOINT and SCOPE are set. */
  api?: { endpoint: string; scopes: readonly string[] };
}

export const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const wholeGuid = new RegExp(`^${guid.source}$`, 'i');

export const isGuid = (text: string) => wholeGuid.test(text);
