import { createHmac } from 'node:crypto';

/**
 * What an address is called where it's counted. Without the secret, nobody can find the address from it, not
 * even by trying every address, or tell what it's counted for.
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
