import { EnvironmentError } from './environment.ts';

const operatorVariable = /^(?:ENTRA_ID|EXTERNAL_ID|EXTERNAL_ID_CUSTOM_DOMAIN|B2C)__/;

/**
 * Tells a mistake in an operator's registration at start, not at the first click. Loads the relying
 * party for it only when there is a registration to check: that takes longer than all the rest.
 * @throws EnvironmentError
 */
export async function checkOperatorRegistrations(
  env: Record<string, string | undefined>,
): Promise<void> {
  if (!Object.keys(env).some((name) => operatorVariable.test(name))) return;
  const { DemoConfigurationError, demoRegistrations } = await import('../auth/registrations.ts');
  try {
    demoRegistrations(env);
  } catch (error) {
    if (error instanceof DemoConfigurationError) throw new EnvironmentError(error.mistakes);
    throw error;
  }
}
