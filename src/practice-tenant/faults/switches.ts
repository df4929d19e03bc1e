import type { Store } from '../store/store.ts';
import { isAskedFor } from './asked-faults.ts';
import { type Fault, isFault } from './catalogue.ts';

/**
 * Which faults are on, by registration. They outlive a restart, and a reset of the tenant ends them. For a
 * request that asks for a fault itself, that fault is on as well, and for this request only.
 */
export interface FaultSwitches {
  /** False where the operator has turned all of them off. */
  areOffered: boolean;
  isOn(clientId: string | undefined, fault: Fault): Promise<boolean>;
  /** True when the fault is on for any registration, where a request names none. */
  isOnAnywhere(fault: Fault): Promise<boolean>;
  set(clientId: string, fault: Fault, on: boolean): Promise<void>;
  all(): Promise<{ clientId: string; fault: Fault }[]>;
}

/** Where nothing can be broken on purpose. */
export const noFaults: FaultSwitches = {
  areOffered: false,
  isOn: async () => false,
  isOnAnywhere: async () => false,
  set: async () => {},
  all: async () => [],
};

export function openFaultSwitches(tenant: string, store: Store): FaultSwitches {
  const prefix = `fault/${tenant}/`;
  const key = (clientId: string, fault: Fault) => `${prefix}${clientId.toLowerCase()}/${fault}`;
  const all = async () =>
    (await store.list(prefix)).flatMap(([name]) => {
      const [clientId = '', fault = ''] = name.slice(prefix.length).split('/');
      return isFault(fault) ? [{ clientId, fault }] : [];
    });
  return {
    areOffered: true,
    isOn: async (clientId, fault) =>
      isAskedFor(fault) ||
      (clientId !== undefined && (await store.get(key(clientId, fault))) === true),
    isOnAnywhere: async (fault) =>
      isAskedFor(fault) || (await all()).some((each) => each.fault === fault),
    set: (clientId, fault, on) =>
      on ? store.set(key(clientId, fault), true) : store.delete(key(clientId, fault)),
    all,
  };
}
