import { tenantTypes, variablePrefix } from '../scenarios/tenant-types.ts';
import { EnvironmentError } from './environment.ts';

const prefixes = tenantTypes.map(variablePrefix);

/**
 * Tells a mistake in an operator's registration at start, not at the first click. Loads the relying
 * party for it only when there is a registration to check: that takes longer than all the rest.
 * @throws EnvironmentError
 */
export async function checkOperatorRegistrations(
  env: Record<string, string | undefined>,
): Promise<void> {
  if (!Object.keys(env).some((name) => prefixes.some((prefix) => name.startsWith(prefix)))) return;
  const { DemoConfigurationError, demoRegistrations } = await import('../auth/registrations.ts');
  try {
    demoRegistrations(env);
  } catch (error) {
    if (error instanceof DemoConfigurationError) throw new EnvironmentError(error.mistakes);
    throw error;
  }
}
