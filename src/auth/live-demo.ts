import { createRelyingParty, type RelyingParty } from '../../samples/web-app/sign-in/index.ts';
import type { DemoName } from '../scenarios/demos.ts';
import type { DemoConfiguration, DemoRegistration } from './demo-configuration.ts';
import { tokenStore } from './token-store.ts';
import { recordingFetch } from './trace/recording-fetch.ts';
import { type TraceCookie, traceCookie } from './trace/trace-cookie.ts';
import { TraceStore } from './trace/trace-store.ts';

/** The registration of a live demo, ready to sign in. */
export interface DemoTenant extends DemoRegistration {
  demoName: DemoName;
  relyingParty: RelyingParty;
  /** Scopes that the app asks for: a form can't ask for any others. */
  declaredScopes: ReadonlySet<string>;
  traceCookie: TraceCookie;
  /** The app's access to the network, recorded by the trace. */
  send: typeof fetch;
}

export interface LiveDemo {
  siteOrigin: string;
  /** Without the demos that have no registration. */
  tenants: ReadonlyMap<DemoName, DemoTenant>;
  traces: TraceStore;
}

const running = new WeakMap<DemoConfiguration, LiveDemo>();

/** The live demo that the server has configured: created on first use and shared by all requests. */
export function liveDemo({ demo: configuration }: Pick<App.Locals, 'demo'>): LiveDemo {
  const known = running.get(configuration);
  if (known) return known;
  const made = createLiveDemo(configuration);
  running.set(configuration, made);
  return made;
}

function createLiveDemo(configuration: DemoConfiguration): LiveDemo {
  const { siteOrigin, sessionSecrets, sessionLifetime, redisUrl } = configuration;
  const store = tokenStore(redisUrl);
  const send = recordingFetch();
  const tenants = new Map<DemoName, DemoTenant>();
  for (const [demoName, { registration, whose }] of configuration.registrations) {
    const cookiePrefix = `lab.${demoName}`;
    tenants.set(demoName, {
      demoName,
      registration,
      whose,
      declaredScopes: new Set(registration.api?.scopes),
      send,
      traceCookie: traceCookie(cookiePrefix, siteOrigin.startsWith('https:')),
      relyingParty: createRelyingParty({
        registration,
        sessionSecrets,
        tokenStore: store,
        cookiePrefix,
        fetch: send,
        lifetime: sessionLifetime,
      }),
    });
  }
  return { siteOrigin, tenants, traces: new TraceStore(store) };
}
