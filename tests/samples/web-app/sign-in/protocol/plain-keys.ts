import type { JWTVerifyGetKey } from 'jose';
import type { SigningKeys } from '../../../../../samples/web-app/sign-in/protocol/signing-keys.ts';

/** Keys that don't name the issuer that they are for. */
export const plainKeys = (find: JWTVerifyGetKey): SigningKeys =>
  Object.assign((...parameters: Parameters<JWTVerifyGetKey>) => find(...parameters), {
    issuersOf: () => [undefined],
  });
