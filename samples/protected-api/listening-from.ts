import { ConfigurationError, type Environment, environmentReader } from './sign-in/index.ts';

/** @throws ConfigurationError for a PORT that isn't a port */
export function listeningFrom(environment: Environment, usualPort: number) {
  const { read, wholeNumber, mistakes } = environmentReader(environment);
  const port = wholeNumber('PORT', usualPort, 1, 65_535);
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  // This machine only, unless HOST says otherwise: 0.0.0.0 in a container.
  return { port, host: read('HOST') ?? 'localhost' };
}
