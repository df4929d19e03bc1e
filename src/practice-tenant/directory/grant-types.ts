/** What every tenant's token endpoint takes (RFC 6749). */
export const grantTypesEverywhere = [
  'authorization_code',
  'refresh_token',
  'client_credentials',
] as const;

/** Not for every tenant type; the long names are those of RFC 8628 §3.4 and RFC 7523 §2.1. */
export const grantTypes = {
  deviceCode: 'urn:ietf:params:oauth:grant-type:device_code',
  onBehalfOf: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  password: 'password',
} as const;
