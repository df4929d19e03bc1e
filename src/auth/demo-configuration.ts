import type {
  Registration,
  SessionLifetime,
  TenantType,
} from '../../samples/web-app/sign-in/index.ts';

/** The registration that one tenant type of the live demo signs in with. */
export interface DemoRegistration {
  registration: Registration;
  /** Whose tenant it is: the practice tenant, or one that whoever runs this site has set. */
  whose: 'practice' | 'operator';
}

/**
 * Everything that the live demo is told. The server reads and checks it once, at start, and hands it to
 * the endpoints with each request (`Astro.locals`): they are built into a bundle of their own and share no
 * module with the server.
 */
export interface DemoConfiguration {
  /** Where browsers reach the site, without a trailing slash. */
  siteOrigin: string;
  /** Newest first, so that a secret can be changed without signing everybody out. */
  sessionSecrets: readonly string[];
  sessionLifetime: SessionLifetime;
  /** Where several instances share their sessions; undefined for the memory of this process. */
  redisUrl: string | undefined;
  /** Without the tenant types that have none. */
  registrations: ReadonlyMap<TenantType, DemoRegistration>;
}
