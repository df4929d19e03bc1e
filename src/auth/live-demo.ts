import { hkdfSync } from 'node:crypto';
import {
  createRelyingParty,
  type Registration,
  type RelyingParty,
  type TenantType,
} from '../../samples/web-app/sign-in/index.ts';
import { type DemoEnvironment, demoEnvironment } from './environment.ts';
import { demoRegistrations } from './registrations.ts';
import { tokenStore } from './token-store.ts';
import { recordingFetch } from './trace/recording-fetch.ts';
import { TraceCookie } from './trace/trace-cookie.ts';
import { TraceStore } from './trace/trace-store.ts';

/** One tenant type of the live demo, ready to sign in. */
export interface DemoTenant {
  tenantType: TenantType;
  registration: Registration;
  relyingParty: RelyingParty;
  /** Whose tenant it is: the practice tenant, or one that whoever runs this site has set. */
  whose: 'practice' | 'operator';
  traceCookie: TraceCookie;
}

export interface LiveDemo {
  environment: DemoEnvironment;
  /** Without the tenant types that have no registration. */
  tenants: ReadonlyMap<TenantType, DemoTenant>;
  traces: TraceStore;
}

let running: LiveDemo | undefined;

/** The live demo of this process, made on first use from its environment. */
export function liveDemo(): LiveDemo {
  running ??= createLiveDemo(process.env);
  return running;
}

/** @throws DemoConfigurationError */
export function createLiveDemo(
  env: Record<string, string | undefined>,
  wire: typeof fetch = fetch,
): LiveDemo {
  const environment = demoEnvironment(env);
  const { siteOrigin, sessionSecret } = environment;
  if (sessionSecret === undefined) throw new Error('The live demo needs SESSION_SECRET.');
  const store = tokenStore(environment.redisUrl);
  const secure = siteOrigin.startsWith('https:');

  const tenants = new Map<TenantType, DemoTenant>();
  for (const [tenantType, { registration, whose }] of demoRegistrations(env)) {
    tenants.set(tenantType, {
      tenantType,
      registration,
      whose,
      traceCookie: new TraceCookie({
        name: `lab.${tenantType}.trace`,
        password: derived(sessionSecret, `trace cookie ${tenantType}`),
        secure,
      }),
      relyingParty: createRelyingParty({
        registration,
        // Newest first, so that a secret can be changed without signing everybody out.
        sessionSecrets: sessionSecret.split(/[\s,]+/).filter(Boolean),
        tokenStore: store,
        cookiePrefix: `lab.${tenantType}`,
        fetch: recordingFetch(wire),
      }),
    });
  }
  return { environment, tenants, traces: new TraceStore(store) };
}

/** A secret for one purpose, so that a seal made for another is refused. */
function derived(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `sign-in-lab ${purpose}`, 32)).toString(
    'base64url',
  );
}
