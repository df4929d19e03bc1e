import type { Kind } from '../messages/message.ts';

/** A named region of a file of the sample, below samples/web-app. */
export interface SampleRegion {
  file: string;
  region: string;
}

const of = (file: string, region: string): SampleRegion => ({ file, region });

const sameOrigin = of('sign-in/session/origin.ts', 'same-origin');
const form = of('sign-in/protocol/sign-in-form.ts', 'sign-in-form');
const startSignIn = of('sign-in/protocol/sign-in.ts', 'start-sign-in');
const finishSignIn = of('sign-in/protocol/sign-in.ts', 'finish-sign-in');
const redeem = of('sign-in/protocol/sign-in.ts', 'redeem');
const keys = of('sign-in/protocol/signing-keys.ts', 'keys');
const verify = of('sign-in/protocol/id-token.ts', 'verify');
const readMetadata = of('sign-in/protocol/discovery.ts', 'read-metadata');
const accessToken = of('sign-in/protocol/access-token.ts', 'access-token');
const acquire = of('sign-in/protocol/access-token.ts', 'acquire');
const callApi = of('call-api.ts', 'call-api');
const authorize = of('sign-in/protocol/authorization.ts', 'authorize');
const signedOut = of('sign-in/protocol/sign-out.ts', 'signed-out');
const network = of('sign-in/network/bounded-fetch.ts', 'bounded-fetch');

/**
 * The lines that send a message, or that receive it and decide on it: lines that ran in this process while
 * the message was recorded (sample-code-runs.test.ts proves it of each). Undefined if no line of the
 * sample is involved: what passes between the browser and the identity provider, and a failure of the site.
 */
export const sampleCode: Readonly<Record<Kind, SampleRegion | undefined>> = {
  'sign-in': form,
  'edit-profile': form,
  'sign-in-answer': startSignIn,
  authorize: undefined,
  'authorize-answer': undefined,
  'authorize-error': undefined,
  callback: finishSignIn,
  discovery: readMetadata,
  'discovery-answer': readMetadata,
  'discovery-error': readMetadata,
  'discovery-cached': of('sign-in/protocol/discovery.ts', 'known-metadata'),
  keys,
  'keys-answer': of('sign-in/protocol/issuer.ts', 'issuer'),
  'keys-error': keys,
  'keys-cached': verify,
  redeem,
  'redeem-answer': verify,
  refresh: acquire,
  'refresh-answer': acquire,
  'provider-error': of('sign-in/protocol/provider-error.ts', 'token-error'),
  'signed-in': of('sign-in/session/session.ts', 'start-session'),
  unchanged: finishSignIn,
  'used-before': of('sign-in/protocol/sign-in.ts', 'redirect'),
  'call-api': accessToken,
  'token-cached': accessToken,
  api: callApi,
  'api-answer': callApi,
  'api-challenge': callApi,
  'call-api-answer': callApi,
  'admin-page': authorize,
  'admin-page-answer': authorize,
  'sign-in-needed': startSignIn,
  'password-reset': startSignIn,
  'sign-out': sameOrigin,
  'sign-out-answer': of('sign-in/protocol/sign-out.ts', 'sign-out'),
  'end-session': undefined,
  'end-session-answer': undefined,
  'signed-out-callback': signedOut,
  'signed-out': signedOut,
  'sign-out-unknown': signedOut,
  failed: of('sign-in/errors/sign-in-error.ts', 'sign-in-error'),
  broken: undefined,
  other: network,
  'other-answer': network,
  unreachable: network,
};
