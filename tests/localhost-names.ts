import dns from 'node:dns';

const lookup: unknown = dns.lookup;

/** The arguments of a lookup: a name, maybe options, and what takes the addresses. */
type Rest = readonly unknown[];

/**
 * Lets this process find names below `localhost` on this machine, as browsers do, and those of a hosted lab
 * in the tests. Node asks the system, which on many machines doesn't know them.
 */
export function findLocalhostNames(): void {
  const found = (name: string, ...rest: Rest): void => {
    if (typeof lookup !== 'function') throw new Error('node:dns has no lookup.');
    lookup(/\.(?:localhost|example\.test)$/.test(name) ? '127.0.0.1' : name, ...rest);
  };
  Object.assign(dns, { lookup: found });
}
