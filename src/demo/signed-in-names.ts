import { type Asked, demoState } from '../auth/demo-state.ts';
import { tenantTypes } from '../scenarios/tenant-types.ts';

/** The names of who is signed in to the demos in this browser, by tenant type. */
export async function signedInNames(context: Asked): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const tenantType of tenantTypes) {
    const state = await demoState(context, tenantType);
    if ('user' in state && state.user) names.set(tenantType, state.user.name);
  }
  return names;
}
