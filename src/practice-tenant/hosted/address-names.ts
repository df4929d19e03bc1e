import { createHmac } from 'node:crypto';

/**
 * What an address is called where it's counted. Nobody can find the address from it without the secret, not
 * even by trying all of them, and what it's counted for can't be told from it either.
 */
export type AddressNames = (address: string, ...countedFor: readonly string[]) => string;

/** @param secret the same for all instances, or else each counts for itself */
export const addressNames =
  (secret: string): AddressNames =>
  (...parts) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['counted address', ...parts]))
      .digest('base64url')
      .slice(0, 22);
