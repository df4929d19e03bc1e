import { createRelyingParty, type RelyingParty } from '../../samples/web-app/sign-in/index.ts';
import type { DemoName } from '../scenarios/demos.ts';
import type { DemoConfiguration, DemoRegistration } from './demo-configuration.ts';
import { type DemoReports, noReports } from './demo-reports.ts';
import { type FaultCookie, faultCookie } from './faults/fault-cookie.ts';
import { tokenStore } from './token-store.ts';
import { recordingFetch } from './trace/recording-fetch.ts';
import { type TraceCookie, traceCookie } from './trace/trace-cookie.ts';
import { TraceStore } from './trace/trace-store.ts';

/** The registration of a live demo, ready to sign in. */
export interface DemoTenant extends DemoRegistration {
  demoName: DemoName;
  relyingParty: RelyingParty;
  /**
   * Another one for the same registration, with no metadata or keys in its memory: for a visit with a fault,
   * so that nothing that came of the fault is kept for anyone else.
   */
  freshRelyingParty: () => RelyingParty;
  /** Scopes that the app asks for: a form can't ask for any others. */
  declaredScopes: ReadonlySet<string>;
  traceCookie: TraceCookie;
  /** Undefined where nothing can be broken on purpose: in an operator's tenant, or if the operator says so. */
  faultCookie: FaultCookie | undefined;
  /** The app's access to the network, recorded by the trace. */
  send: typeof fetch;
}

export interface LiveDemo {
  siteOrigin: string;
  /** Without the demos that have no registration. */
  tenants: ReadonlyMap<DemoName, DemoTenant>;
  traces: TraceStore;
  reports: DemoReports;
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
  const { siteOrigin, sessionSecrets, sessionLifetime, redisUrl, partsOff } = configuration;
  const { reports = noReports } = configuration;
  const store = tokenStore(redisUrl, reports);
  const send = recordingFetch();
  const tenants = new Map<DemoName, DemoTenant>();
  for (const [demoName, { registration, whose }] of configuration.registrations) {
    const cookiePrefix = `lab.${demoName}`;
    const secure = siteOrigin.startsWith('https:');
    const { tenantType } = registration;
    const freshRelyingParty = () =>
      createRelyingParty({
        registration,
        sessionSecrets,
        tokenStore: store,
        cookiePrefix,
        fetch: send,
        lifetime: sessionLifetime,
      });
    tenants.set(demoName, {
      demoName,
      registration,
      whose,
      declaredScopes: new Set(registration.api?.scopes),
      send,
      traceCookie: traceCookie(cookiePrefix, secure),
      faultCookie:
        whose === 'practice' && !partsOff.has('faults')
          ? faultCookie(cookiePrefix, { secure, tenantType })
          : undefined,
      relyingParty: freshRelyingParty(),
      freshRelyingParty,
    });
  }
  return { siteOrigin, tenants, traces: new TraceStore(store), reports };
}

/** The demos in which something can be broken on purpose. */
export const practiceDemos = (locals: Pick<App.Locals, 'demo'>): DemoName[] =>
  [...liveDemo(locals).tenants.values()]
    .filter(({ faultCookie }) => faultCookie !== undefined)
    .map(({ demoName }) => demoName);
