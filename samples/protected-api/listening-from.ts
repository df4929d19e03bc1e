import { ConfigurationError, type Environment, environmentReader } from './sign-in/index.ts';

/** @throws ConfigurationError when PORT is none */
export function listeningFrom(environment: Environment, usualPort: number) {
  const { read, wholeNumber, mistakes } = environmentReader(environment);
  const port = wholeNumber('PORT', usualPort, 1, 65_535);
  if (mistakes.length > 0) throw new ConfigurationError(mistakes);
  // Nobody else on the network, unless HOST says so: 0.0.0.0 in a container.
  return { port, host: read('HOST') ?? 'localhost' };
}
