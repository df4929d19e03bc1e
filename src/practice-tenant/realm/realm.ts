import type { Origins } from '../directory/addresses.ts';
import type { Consents } from '../directory/consents.ts';
import type { Directory } from '../directory/directory.ts';
import type { Tenant } from '../directory/model.ts';
import type { FaultSwitches } from '../faults/switches.ts';
import type { SocialProvider } from '../federation/social-provider.ts';
import type { SigningKey } from '../keys/signing-key.ts';
import type { SignInLog } from '../sign-in-log/sign-in-log.ts';
import type { Store } from '../store/store.ts';

/** Everything the parts of one tenant share. */
export interface Realm {
  tenant: Tenant;
  origins: Origins;
  issuer: string;
  directory: Directory;
  consents: Consents;
  store: Store;
  key: SigningKey;
  log: SignInLog;
  faults: FaultSwitches;
  /** The identity provider that people may come from, where the tenant has one. */
  social?: SocialProvider | undefined;
}
