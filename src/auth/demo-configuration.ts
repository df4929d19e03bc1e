import type { Registration, SessionLifetime } from '../../samples/web-app/sign-in/index.ts';
import type { DemoName } from '../scenarios/demos.ts';
import type { Part } from '../scenarios/parts.ts';
import type { DemoReports } from './demo-reports.ts';
import type { TenantSets } from './tenant-sets/tenant-sets.ts';

/** The registration that a live demo signs in with. */
export interface DemoRegistration {
  registration: Registration;
  /** Whose tenant it is: the practice tenant, or a tenant that the site's operator configured. */
  whose: 'practice' | 'operator';
}

/**
 * All settings of the live demos. The server reads and checks them once, at start, and passes them to the
 * endpoints with each request (`Astro.locals`): the endpoints are a separate bundle and share no
 * module with the server.
 */
export interface DemoConfiguration {
  /** Where browsers reach the site, without a trailing slash. */
  siteOrigin: string;
  /** Newest first, so that a secret can be changed without signing everyone out. */
  sessionSecrets: readonly string[];
  sessionLifetime: SessionLifetime;
  /** Where several instances share their sessions; undefined for the memory of this process. */
  redisUrl: string | undefined;
  /** Without the demos that have none. */
  registrations: ReadonlyMap<DemoName, DemoRegistration>;
  /** The practice tenant that this process started; undefined when it runs without one. */
  practiceTenant: PracticeTenantAtHand | undefined;
  /** What the operator turned off. */
  partsOff: ReadonlySet<Part>;
  /** Where what happens is logged and counted; nowhere if it isn't set. */
  reports?: DemoReports;
}

export interface PracticeTenantAtHand {
  /** Where its pages are. */
  front: string;
  adminKey: string | undefined;
  /** Present in a hosted lab, where every visitor has practice tenants of their own. */
  tenantSets?: TenantSets | undefined;
}
