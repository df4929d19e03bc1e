import { createRelyingParty, type RelyingParty } from '../../samples/web-app/sign-in/index.ts';
import type { DemoName } from '../scenarios/demos.ts';
import type { DemoConfiguration, DemoRegistration } from './demo-configuration.ts';
import { type DemoReports, noReports } from './demo-reports.ts';
import { type FaultCookie, faultCookie } from './faults/fault-cookie.ts';
import { BoundedCache } from './tenant-sets/bounded-cache.ts';
import { registrationInSet } from './tenant-sets/registration-in-set.ts';
import { setPrefix } from './tenant-sets/set-cookies.ts';
import type { SetValues } from './tenant-sets/tenant-sets.ts';
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
  /** The tenant of a demo as a visitor's set of practice tenants has it; an operator's is the same for everyone. */
  tenantIn(demoName: DemoName, set: SetValues | undefined): DemoTenant | undefined;
  traces: TraceStore;
  reports: DemoReports;
}

/** Visitors' tenants whose metadata and keys are kept in memory; one that is left out reads them again. */
const mostInSets = 2_000;

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
  const tenantOf = (
    demoName: DemoName,
    { registration, whose }: DemoRegistration,
    cookiePrefix: string,
  ): DemoTenant => {
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
    return {
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
    };
  };
  const tenants = new Map<DemoName, DemoTenant>();
  for (const [demoName, registration] of configuration.registrations)
    tenants.set(demoName, tenantOf(demoName, registration, `lab.${demoName}`));

  const sets = configuration.practiceTenant?.tenantSets;
  const inSets = new BoundedCache<DemoTenant>(mostInSets);
  const tenantIn = (demoName: DemoName, set: SetValues | undefined): DemoTenant | undefined => {
    const shared = tenants.get(demoName);
    if (!sets || set === undefined || shared?.whose !== 'practice') return shared;
    const { registration, whose } = shared;
    return inSets.get(`${set.id} ${set.clientSecret} ${demoName}`, () => {
      const own = registrationInSet(registration, (text) => sets.inTenantSet(text, set));
      // Another set's session, trace, and attempts have other names: none of them can be taken for this one's.
      const cookiePrefix = setPrefix(`lab.${demoName}`, set.id);
      return tenantOf(demoName, { registration: own, whose }, cookiePrefix);
    });
  };
  return { siteOrigin, tenants, tenantIn, traces: new TraceStore(store), reports };
}

/** The demos in which something can be broken on purpose. */
export const practiceDemos = (locals: Pick<App.Locals, 'demo'>): DemoName[] =>
  [...liveDemo(locals).tenants.values()]
    .filter(({ faultCookie }) => faultCookie !== undefined)
    .map(({ demoName }) => demoName);
