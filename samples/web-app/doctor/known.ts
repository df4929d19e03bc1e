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
  /** What the app and its tenant have agreed on, if nothing in that is wrong. */
  registration?: Registration;
  network?: NetworkSettings;
  /** Everything, if there is no mistake at all. */
  settings?: Settings;
  /** The proxy and the certificates of `.env` count for every request from now on. */
  networkInUse?: NetworkSettings;
  /** Whose certificates the app trusts besides those that Node.js and `.env` name. */
  trust?: 'own' | 'practice-tenant';
  /** What came from the address of the metadata document, whatever it is. */
  document?: { url: URL; status: number; headers: Headers; text: string };
  /** The metadata document, by every rule that a sign-in checks. */
  metadata?: Metadata;
  /** What the app itself gets for Microsoft Graph at its tenant. */
  access?: Access;
}

export type Metadata = Awaited<ReturnType<AppOnly['metadata']>>;

/** The response to the app's own request for a token, at each tenant that was asked. */
export interface Access {
  /** The registration as if it were for this one tenant. */
  registration: Registration;
  /** undefined after a token came. */
  refusal: SignInError | undefined;
}
