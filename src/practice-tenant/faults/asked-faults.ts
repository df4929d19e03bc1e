import { AsyncLocalStorage } from 'node:async_hooks';
import { EntraError } from '../errors/entra-error.ts';
import { type Fault, faultCatalogue, isFault } from './catalogue.ts';

/** Asks for faults in a request that an app sends: to the token endpoint, for metadata, to an API. */
export const askedFaultsHeader = 'practice-faults';
/** Asks for them in an authorization request, and on the pages of the sign-in that it starts. */
export const askedFaultsParameter = 'practice_faults';

/** They're about more than one request, and only a switch can end them. */
const switchesOnly: readonly Fault[] = [
  'graph-throttled-once',
  'graph-replication-delay',
  'graph-response-lost',
];

const asked = new AsyncLocalStorage<ReadonlySet<Fault>>();

/** Whether the current request asks for this fault itself, whatever is switched on. */
export const isAskedFor = (fault: Fault): boolean => asked.getStore()?.has(fault) === true;

/**
 * Runs `work` so that it meets these faults, in addition to those that are switched on. No other request
 * notices, even one of the same app at the same time.
 * @param names separated by spaces or commas, as the request sent them
 * @throws EntraError AADSTS9002313 for a fault that a request can't ask for
 */
export async function withAskedFaults<Result>(
  names: unknown,
  work: () => Promise<Result>,
): Promise<Result> {
  const faults = faultsIn(names);
  if (faults.length === 0) return work();
  return asked.run(new Set([...(asked.getStore() ?? []), ...faults]), work);
}

/** @throws EntraError AADSTS9002313 */
export function faultsIn(names: unknown): Fault[] {
  if (typeof names !== 'string') return [];
  return names
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) => {
      if (isFault(name) && !switchesOnly.includes(name)) return name;
      throw new EntraError(
        'AADSTS9002313',
        { reason: `a request can’t ask for the fault ${name}` },
        {
          name: askedFaultsParameter,
          sent: name,
          registered: canBeAskedFor,
        },
      );
    });
}

const canBeAskedFor = Object.keys(faultCatalogue)
  .filter(isFault)
  .filter((fault) => !switchesOnly.includes(fault));
