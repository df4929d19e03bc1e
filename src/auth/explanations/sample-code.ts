import type { Kind } from '../trace/message.ts';

/** A named region of a file of the sample, below samples/web-app. */
export interface SampleRegion {
  file: string;
  region: string;
}

const of = (file: string, region: string): SampleRegion => ({ file, region });

const startSignIn = of('auth/sign-in.ts', 'start-sign-in');
const finishSignIn = of('auth/sign-in.ts', 'finish-sign-in');
const redeem = of('auth/sign-in.ts', 'redeem');
const keys = of('auth/signing-keys.ts', 'keys');
const readMetadata = of('auth/discovery.ts', 'read-metadata');
const accessToken = of('auth/access-token.ts', 'access-token');
const callApi = of('call-api.ts', 'call-api');
const signedOut = of('auth/sign-out.ts', 'signed-out');
const network = of('network/bounded-fetch.ts', 'bounded-fetch');

/**
 * The lines that send a message, or that receive it and decide on it. Undefined only where the
 * message passes between the browser and the provider: no line of the app has to do with it.
 */
export const sampleCode: Readonly<Record<Kind, SampleRegion | undefined>> = {
  'sign-in': of('express-auth.ts', 'sign-in'),
  'edit-profile': of('express-auth.ts', 'sign-in'),
  'sign-in-answer': startSignIn,
  authorize: undefined,
  'authorize-answer': undefined,
  'authorize-error': undefined,
  callback: finishSignIn,
  discovery: readMetadata,
  'discovery-answer': readMetadata,
  'discovery-cached': of('auth/discovery.ts', 'known-metadata'),
  keys,
  'keys-answer': of('auth/id-token.ts', 'verify'),
  'keys-cached': keys,
  redeem,
  'redeem-answer': redeem,
  refresh: accessToken,
  'refresh-answer': of('auth/access-token.ts', 'same-user'),
  'provider-error': of('auth/provider-error.ts', 'token-error'),
  'signed-in': of('session/session.ts', 'start-session'),
  unchanged: finishSignIn,
  'used-before': of('auth/sign-in.ts', 'redirect'),
  'call-api': of('app.ts', 'call-api'),
  'token-cached': accessToken,
  api: callApi,
  'api-answer': callApi,
  'call-api-answer': of('views.ts', 'api-reply'),
  'sign-in-needed': of('auth/access-token.ts', 'sign-in-required'),
  'password-reset': of('express-auth.ts', 'reset-password'),
  'sign-out': of('express-auth.ts', 'sign-out'),
  'sign-out-answer': of('auth/sign-out.ts', 'sign-out'),
  'end-session': undefined,
  'end-session-answer': undefined,
  'signed-out-callback': of('app.ts', 'goodbye'),
  'signed-out': signedOut,
  'sign-out-unknown': signedOut,
  failed: of('express-auth.ts', 'explain-errors'),
  other: network,
  'other-answer': network,
  unreachable: network,
};
