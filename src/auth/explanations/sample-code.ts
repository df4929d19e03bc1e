import type { Kind } from '../trace/message.ts';

/** A named region of a file of the sample, below samples/web-app. */
export interface SampleRegion {
  file: string;
  region: string;
}

const of = (file: string, region: string): SampleRegion => ({ file, region });

const startSignIn = of('sign-in/protocol/sign-in.ts', 'start-sign-in');
const finishSignIn = of('sign-in/protocol/sign-in.ts', 'finish-sign-in');
const redeem = of('sign-in/protocol/sign-in.ts', 'redeem');
const keys = of('sign-in/protocol/signing-keys.ts', 'keys');
const readMetadata = of('sign-in/protocol/discovery.ts', 'read-metadata');
const accessToken = of('sign-in/protocol/access-token.ts', 'access-token');
const callApi = of('call-api.ts', 'call-api');
const signedOut = of('sign-in/protocol/sign-out.ts', 'signed-out');
const network = of('sign-in/network/bounded-fetch.ts', 'bounded-fetch');

/**
 * The lines that send a message, or that receive it and decide on it. Undefined only where the
 * message passes between the browser and the provider: no line of the app has to do with it.
 */
export const sampleCode: Readonly<Record<Kind, SampleRegion | undefined>> = {
  'sign-in': of('sign-in/express.ts', 'sign-in'),
  'edit-profile': of('sign-in/express.ts', 'sign-in'),
  'sign-in-answer': startSignIn,
  authorize: undefined,
  'authorize-answer': undefined,
  'authorize-error': undefined,
  callback: finishSignIn,
  discovery: readMetadata,
  'discovery-answer': readMetadata,
  'discovery-cached': of('sign-in/protocol/discovery.ts', 'known-metadata'),
  keys,
  'keys-answer': of('sign-in/protocol/id-token.ts', 'verify'),
  'keys-cached': keys,
  redeem,
  'redeem-answer': redeem,
  refresh: accessToken,
  'refresh-answer': of('sign-in/protocol/access-token.ts', 'same-user'),
  'provider-error': of('sign-in/protocol/provider-error.ts', 'token-error'),
  'signed-in': of('sign-in/session/session.ts', 'start-session'),
  unchanged: finishSignIn,
  'used-before': of('sign-in/protocol/sign-in.ts', 'redirect'),
  'call-api': of('app.ts', 'call-api'),
  'token-cached': accessToken,
  api: callApi,
  'api-answer': callApi,
  'call-api-answer': of('views.ts', 'api-reply'),
  'sign-in-needed': of('sign-in/protocol/access-token.ts', 'sign-in-required'),
  'password-reset': of('sign-in/express.ts', 'reset-password'),
  'sign-out': of('sign-in/express.ts', 'sign-out'),
  'sign-out-answer': of('sign-in/protocol/sign-out.ts', 'sign-out'),
  'end-session': undefined,
  'end-session-answer': undefined,
  'signed-out-callback': of('app.ts', 'goodbye'),
  'signed-out': signedOut,
  'sign-out-unknown': signedOut,
  failed: of('sign-in/express.ts', 'explain-errors'),
  other: network,
  'other-answer': network,
  unreachable: network,
};
