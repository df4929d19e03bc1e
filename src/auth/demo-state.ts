import type { APIContext } from 'astro';
import { isLoopback } from '../../samples/web-app/server/loopback.ts';
import { SignInError, tenantTypeRows, type User } from '../../samples/web-app/sign-in/index.ts';
import { acceptsPersonalAccounts, type DemoName } from '../scenarios/demos.ts';
import { cookieJar } from './cookies.ts';
import { type Problem, problems } from './explanations/problems.ts';
import { type DemoFaultName, faultFrom, faultsOf } from './faults/demo-faults.ts';
import { type DemoTenant, liveDemo } from './live-demo.ts';
import type { Message, Outcome } from './messages/message.ts';
import { problemOf } from './problem-of.ts';
import { refusedTenants } from './refused-tenants.ts';
import { type Visitor, visitorOf } from './visitor.ts';

/** What a page of the demo shows. */
export interface DemoState {
  demoName: DemoName;
  whose: DemoTenant['whose'];
  /** Whom it lets in; undefined where the authority names one tenant. */
  allowedTenants: DemoTenant['registration']['allowedTenants'];
  user: User | undefined;
  /** What the visitor's last action led to, while it is still true. */
  outcome: Outcome | undefined;
  messages: readonly Message[];
  editsProfile: boolean;
  callsApi: boolean;
  /** Whether the site runs on the visitor's own computer, where a page checks the demos. */
  isLocal?: boolean;
  /** Of a practice demo in a hosted lab: when the visitor's own practice tenants end, if they have any. */
  ownTenants?: { ends: number | undefined } | undefined;
  /** Whether its tokens can carry app roles: those for personal accounts alone never do. */
  hasAppRoles: boolean;
  /** Absent in an operator's tenant, where nothing can be broken on purpose. */
  letItFail?: LetItFail | undefined;
}

/** The practice tenant's faults that a demo offers. */
export interface LetItFail {
  offered: readonly DemoFaultName[];
  /** What this browser has switched on. */
  on: DemoFaultName | undefined;
  /** What a link suggests to switch on. */
  suggested: DemoFaultName | undefined;
}

/** The parts of a request that tell who is asking. */
export type Asked = Pick<APIContext, 'request' | 'cookies' | 'locals'>;

/** Only reads: it sets no cookie, except that the relying party clears one it can't open. */
export async function demoState(
  asked: Asked,
  demoName: DemoName,
): Promise<DemoState | { problem: Problem }> {
  const { request, cookies, locals } = asked;
  const demo = liveDemo(locals);
  const shared = demo.tenants.get(demoName);
  if (!shared) return { problem: problems.notConfigured };
  let visitor: Visitor | undefined;
  try {
    if (shared.whose === 'practice') visitor = await visitorOf(asked);
  } catch (error) {
    return { problem: refusedTenants(error, asked.locals.demo) };
  }
  const tenant = demo.tenantIn(demoName, visitor?.own) ?? shared;
  const jar = cookieJar(request, cookies);
  // Without practice tenants of their own, a visitor can't be signed in.
  const hasNone = visitor !== undefined && visitor.own === undefined;
  try {
    const session = hasNone ? undefined : await tenant.relyingParty.session(jar);
    const user = session?.user;
    const key = hasNone ? undefined : tenant.traceCookie.read(jar);
    const { messages, outcome } = key
      ? await demo.traces.read(key, session)
      : { messages: [], outcome: undefined };
    const { registration, whose, faultCookie } = tenant;
    const { tenantType } = registration;
    const wanted = new URL(request.url).searchParams.get('fault');
    return {
      demoName,
      whose,
      allowedTenants: registration.allowedTenants,
      user,
      messages,
      outcome:
        outcome && (outcome.kind === 'signed-out') === (user === undefined) ? outcome : undefined,
      editsProfile: registration.userFlows?.editProfile !== undefined,
      callsApi: registration.api !== undefined,
      isLocal: visitor === undefined && isLoopback(demo.siteOrigin),
      ownTenants: visitor && { ends: visitor.own?.ends },
      hasAppRoles: tenantTypeRows[tenantType].hasAppRoles && !acceptsPersonalAccounts(demoName),
      letItFail: faultCookie && {
        offered: faultsOf(tenantType),
        on: faultCookie.read(jar),
        suggested: faultFrom(wanted, tenantType),
      },
    };
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    return { problem: problemOf(error) };
  }
}
