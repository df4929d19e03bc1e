import type { Settings } from '../settings.ts';
import type {
  AppOnly,
  Environment,
  NetworkSettings,
  Registration,
  SignInError,
} from '../sign-in/index.ts';

/** What checks find out and later checks build on. Each value is there once its check has found it. */
export interface Known {
  /** The variables of the shell and of `.env`, as the app would get them. */
  environment?: Environment;
  /** There are settings: in a `.env` that can be read, or in the shell. */
  hasSettings?: true;
  /** What the app and its tenant have agreed on, if nothing in that is wrong. */
  registration?: Registration;
  network?: NetworkSettings;
  /** Everything, if there is no mistake at all. */
  settings?: Settings;
  /** The proxy and the certificates of `.env` count for every request from now on, and the way is open. */
  networkInUse?: NetworkSettings;
  /** Whose certificates the app trusts besides those that Node.js and `.env` name. */
  trust?: 'own' | 'practice-tenant';
  /** The host of the authority has an address, or the proxy looks it up; so has the API's. */
  authorityFound?: true;
  apiFound?: true;
  /** The host of the authority shows a trusted certificate, if it's at an https address; so does the API's. */
  authorityTrusted?: true;
  apiTrusted?: true;
  /** What came from the address of the metadata document, whatever it is. */
  document?: { url: URL; status: number; headers: Headers; text: string };
  /** There is such a tenant. */
  tenantFound?: true;
  /** The metadata document, by every rule that a sign-in checks. */
  metadata?: Metadata;
  /** What the app itself gets for Microsoft Graph at its tenant; an authority can leave open which that is. */
  access?: Access | 'no tenant is named';
  /** The tenant hasn't refused the app itself, whatever it makes of its credential. */
  appAccepted?: true;
}

export type Metadata = Awaited<ReturnType<AppOnly['metadata']>>;

/** The response to the app's own request for a token, at each tenant that was asked. */
export interface Access {
  /** The registration as if it were for this one tenant. */
  registration: Registration;
  /** undefined after a token came. */
  refusal: SignInError | undefined;
}
