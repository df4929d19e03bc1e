import { type CookieJar, hostCookie } from '../../../samples/web-app/sign-in/index.ts';
import type { TenantType } from '../../scenarios/tenant-types.ts';
import { type DemoFaultName, faultFrom } from './demo-faults.ts';

const twoHours = 2 * 60 * 60;

/** The cookie that keeps the fault a visitor has chosen for one demo, in this browser only. */
export interface FaultCookie {
  read(jar: CookieJar): DemoFaultName | undefined;
  choose(jar: CookieJar, fault: DemoFaultName): void;
  clear(jar: CookieJar): void;
}

/**
 * It's one name of a short list and opens nothing, so it needs no seal: any other value counts as none.
 * @param prefix what this site's cookies for the demo begin with
 */
export function faultCookie(
  prefix: string,
  { secure, tenantType }: { secure: boolean; tenantType: TenantType },
): FaultCookie {
  const cookie = hostCookie({ prefix, secure }, 'fault');
  return {
    read: (jar) => faultFrom(cookie.get(jar), tenantType),
    choose: (jar, fault) => cookie.set(jar, fault, twoHours),
    clear: (jar) => cookie.clear(jar),
  };
}
