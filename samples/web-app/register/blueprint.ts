import type { Settings } from './settings.ts';
import type { SignedInTenant } from './tenant.ts';

/** Microsoft Graph's client ID, the same in every tenant. */
export const microsoftGraph = '00000003-0000-0000-c000-000000000000';

export interface AppRole {
  /** Whom it can be assigned to. */
  allowedMemberTypes: readonly ('User' | 'Application')[];
  value: string;
  displayName: string;
  description: string;
}

export interface ExposedScope {
  value: string;
  displayName: string;
  description: string;
}

/** What one app needs of its registration, as data; `web-app.ts` has the web app's. */
export interface Blueprint {
  /** Below the app's own origin, on the platform Web; none for an API. */
  redirectPaths: readonly string[];
  /** Registered on https:// only: the identity provider calls it from a browser that may refuse http://. */
  frontChannelLogoutPath: string | undefined;
  /** Delegated permissions: the API's client ID, and the names of its scopes. */
  permissions: readonly { api: string; scopes: readonly string[] }[];
  /** What consent is granted for; nothing, if no user signs in to the app or each consents alone. */
  consent: readonly { api: string; scopes: readonly string[] }[];
  /** Optional claims of the ID token. */
  idTokenClaims: readonly string[];
  appRoles: readonly AppRole[];
  /** Scopes of the app's own API. */
  exposedScopes: readonly ExposedScope[];
  /** What the exposed scopes are below. */
  identifierUri(clientId: string, tenant: SignedInTenant): string;
  needsServicePrincipal: boolean;
  needsCredential: boolean;
  joinsUserFlow: boolean;
  /** For the environment file: null takes a variable out, undefined leaves it as it is. */
  variables(made: Made): Variables;
  /**
   * What the app at its public address needs while the environment file stays set up for this machine.
   * Empty if the file itself is for that address.
   */
  deployedVariables(made: Made): Variables;
  /** What Microsoft Graph can't do, or what only the developer can decide; one sentence each. */
  leftByHand(made: Made): readonly string[];
  /** Commands to run next. */
  next: readonly string[];
}

export type Variables = Readonly<Record<string, string | null | undefined>>;

/** What a blueprint's variables follow from. */
export interface Made {
  settings: Settings;
  tenant: SignedInTenant;
  clientId: string;
  /** Undefined when the one in the environment file stays. */
  credential: { secret: string } | { certificatePath: string; keyPath: string } | undefined;
  /** Reads what the environment file has now. */
  current(variable: string): string | undefined;
}

/** Where things are in the folder. */
export interface Files {
  /** What a new environment file starts from; undefined if it starts empty. */
  template: string | undefined;
  environment: string;
  record: string;
  certificate: string;
  key: string;
}

/** An app to register: its blueprint can depend on the tenant type and the account types. */
export interface App {
  usualName: string;
  /** What the name of each of its variables starts with in the environment file. */
  variablePrefix: string;
  files: Files;
  blueprint(settings: Settings): Blueprint;
}

/** The variables as the app's environment file names them. */
export const inFile = ({ variablePrefix }: App, variables: Variables): Variables =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [variablePrefix + name, value]),
  );

/** The identifier URI that the admin center suggests. */
export const usualIdentifierUri = (clientId: string): string => `api://${clientId}`;
