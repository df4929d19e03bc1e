import type { LookupFunction } from 'node:net';

export const httpsPort = 9843;
export const siteOrigin = `https://lab.example.test:${httpsPort}`;
export const tenantOrigin = `https://tenant.lab.example.test:${httpsPort}`;

/** The names lead to a lab of this machine: two of them have one name and two loopback addresses. */
export const lookupAt =
  (address: string): LookupFunction =>
  (_, options, callback) => {
    if (options.all === true) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  };
