const otherName = '127.0.0.1';

interface Backs {
  origin: string;
  customDomainOrigin: string;
}

/**
 * The ports for apps under this machine's other name, where the pages are on https too: some apps refuse
 * an http address in metadata. The name has no port of its own, so it costs nothing to offer.
 * @returns undefined where the ports for apps aren't called localhost, as on a public host
 */
export function httpsOnlyOriginsOf({ origin, customDomainOrigin }: Backs): Backs | undefined {
  const all = [origin, customDomainOrigin].map((each) => new URL(each));
  if (all.some(({ hostname }) => hostname !== 'localhost')) return undefined;
  for (const each of all) each.hostname = otherName;
  const [own, customDomain] = all.map((each) => each.origin);
  return own && customDomain ? { origin: own, customDomainOrigin: customDomain } : undefined;
}
