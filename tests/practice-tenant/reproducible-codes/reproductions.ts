import type { ErrorCode } from '../../../src/practice-tenant/errors/catalogue.ts';
import { b2cCodes } from './b2c-codes.ts';
import { entraCredentialCodes } from './entra-credential-codes.ts';
import { entraSignInCodes } from './entra-sign-in-codes.ts';
import { entraTokenCodes } from './entra-token-codes.ts';
import type { Reproduction } from './reproduction.ts';

/** Every code that the practice tenant answers with, and how to see it; a code without a row is no type. */
export const reproductions = {
  ...entraSignInCodes,
  ...entraCredentialCodes,
  ...entraTokenCodes,
  ...b2cCodes,
} as const satisfies Record<ErrorCode, Reproduction>;
