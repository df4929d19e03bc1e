import type { ErrorCode } from '../../../src/practice-tenant/errors/catalogue.ts';
import { b2cCodes } from './b2c-codes.ts';
import { entraCredentialCodes } from './entra-credential-codes.ts';
import { entraSignInCodes } from './entra-sign-in-codes.ts';
import { entraTokenCodes } from './entra-token-codes.ts';
import type { Reproduction } from './reproduction.ts';

/** Answered only when the store is changed by hand, so no reader is told how to see it. */
export const behindTheScenes = 'AADSTS50034' satisfies ErrorCode;

/**
 * Codes that are answered as described below, whose pages do not say yet how to see them. A code whose
 * page says it does not belong here.
 */
export const notSaidYet: readonly ErrorCode[] = ['AADSTS28000', 'AADSTS500113', 'AADSTS900023'];

/** Every code that the practice tenant answers with, and how to see it; a code without a row is no type. */
export const reproductions = {
  ...entraSignInCodes,
  ...entraCredentialCodes,
  ...entraTokenCodes,
  ...b2cCodes,
} as const satisfies Record<Exclude<ErrorCode, typeof behindTheScenes>, Reproduction>;
