import type { AccountType, HostileProvider } from './provider.ts';

/** An app under test: the sample, or the site's live demo. Both are made of the same relying party. */
export interface Target {
  name: string;
  /** Whether it doesn't start without a Redis. */
  needsRedis?: true;
  start(provider: HostileProvider, options?: TargetOptions): Promise<RunningTarget>;
}

export interface TargetOptions {
  /** Another client at the same provider: a second registration beside the first. */
  clientId?: string;
  /** Runs as if it were reached over https at this origin. */
  publicOrigin?: string;
  /** In place of the client secret, by the names that the sample's `.env` has. */
  credential?: Record<string, string>;
  /** In place of one tenant, and whom the app lets in then. */
  accountType?: AccountType;
  allowedTenants?: string;
  environment?: Record<string, string>;
}

export interface RunningTarget {
  /** Where the test reaches it. */
  origin: string;
  /** What it calls itself in redirect URIs and expects in `Origin`. */
  publicOrigin: string;
  redirectPath: string;
  signIn: { path: string; fields: Record<string, string> };
  signOut: { path: string; fields: Record<string, string> };
  signedOutPath: string;
  frontChannelLogoutPath: string;
  /** A page that says who is signed in. */
  homePath: string;
  /** A page that calls the API for the signed-in user, and how to request it. */
  callApi: { method: 'GET' | 'POST'; path: string; fields: Record<string, string> };
  /** With `__Host-` behind https. */
  cookiePrefix: string;
  moveClock(milliseconds: number): Promise<void>;
  /** Bytes that are still in use after a garbage collection. */
  heap(): Promise<number>;
  /** Everything that it printed. */
  output(): string;
  stop(): Promise<void>;
}
