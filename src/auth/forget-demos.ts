import type { CookieJar } from '../../samples/web-app/sign-in/index.ts';
import type { LiveDemo } from './live-demo.ts';
import type { SetValues } from './tenant-sets/tenant-sets.ts';

/** Removes what the demos keep on the server for this browser and its set: sessions, their tokens, and traces. */
export async function forgetDemos(demo: LiveDemo, own: SetValues, jar: CookieJar): Promise<void> {
  for (const demoName of demo.tenants.keys()) {
    const tenant = demo.tenantIn(demoName, own);
    if (tenant?.whose !== 'practice') continue;
    const { relyingParty, traceCookie } = tenant;
    const trace = traceCookie.read(jar);
    if (trace !== undefined) await demo.traces.forget(trace);
    const session = await relyingParty.session(jar);
    if (session) await relyingParty.endSession(jar, session.id);
  }
}
