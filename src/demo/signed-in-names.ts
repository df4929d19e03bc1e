import { type Asked, demoState } from '../auth/demo-state.ts';
import { type DemoName, demoNames } from '../scenarios/demos.ts';

/** The names of who is signed in to the demos in this browser, by demo. */
export async function signedInNames(context: Asked): Promise<Map<DemoName, string>> {
  const names = new Map<DemoName, string>();
  for (const demoName of demoNames) {
    const state = await demoState(context, demoName);
    if ('user' in state && state.user) names.set(demoName, state.user.name);
  }
  return names;
}
