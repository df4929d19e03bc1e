import { isIP } from 'node:net';
import { ConfigurationError, type Environment, environmentReader } from '../sign-in/index.ts';
import type { Listening } from './listen.ts';
import { loopbackAddresses } from './loopback.ts';

/**
 * Where to listen: on `HOST`, such as 0.0.0.0 in a container. Without it, a program that is used on this
 * machine can't be reached from any other; undefined for all addresses.
 */
export function hostsFrom(
  { readValid }: Pick<ReturnType<typeof environmentReader>, 'readValid'>,
  usedOnThisMachine: boolean,
): readonly string[] | undefined {
  const host = readValid(
    'HOST',
    (text) => text === 'localhost' || isIP(text) > 0,
    'must be localhost or an IP address of this machine, for example HOST=0.0.0.0 for all of them.',
  );
  if (host === 'localhost') return loopbackAddresses;
  if (host) return [host];
  return usedOnThisMachine ? loopbackAddresses : undefined;
}

/**
 * Where an API listens.
 * @throws ConfigurationError for a PORT that isn't a port, and a HOST that isn't an address
 */
export function listeningFrom(environment: Environment, usualPort: number): Listening {
  const reader = environmentReader(environment);
  const port = reader.wholeNumber('PORT', usualPort, 1, 65_535);
  const hosts = hostsFrom(reader, true);
  if (reader.mistakes.length > 0) throw new ConfigurationError(reader.mistakes);
  return { port, ...(hosts && { hosts }) };
}
