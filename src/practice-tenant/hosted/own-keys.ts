import type { FederatedCredential } from '../directory/model.ts';

/**
 * What is wrong with where the keys of a federated credential come from; undefined when nothing is. A
 * hosted practice tenant sends no request to an address that a visitor names, except to itself.
 * @param origins the practice tenant's own
 */
export function problemWithKeySource(
  { keys, issuer }: Pick<FederatedCredential, 'keys' | 'issuer'>,
  origins: readonly string[],
): string | undefined {
  if (typeof keys === 'object' || isOfOwnOrigin(keys ?? issuer, origins)) return undefined;
  return 'This lab fetches no keys from other servers. Enter the issuer’s public keys themselves, as a JSON Web Key Set, on the tenant desk or through the admin API.';
}

export function isOfOwnOrigin(address: string, origins: readonly string[]): boolean {
  const url = URL.parse(address);
  return url !== null && url.username === '' && url.password === '' && origins.includes(url.origin);
}
