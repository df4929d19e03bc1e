import type { Message } from '../auth/messages/message.ts';

const authority = 'https://localhost:8443/0a0a0a0a-1111-4111-8111-111111111111';
const hidden = (name: string, length: number) => ({ place: 'form' as const, name, length });

/**
 * A small trace with each kind of arrow: to and fro, unseen by the app, within a lane, and failed.
 */
export const exampleTrace: readonly Message[] = [
  {
    kind: 'sign-in',
    from: 'browser',
    to: 'app',
    at: 0,
    method: 'POST',
    address: 'http://localhost:4321/auth/sign-in',
    fields: [{ place: 'form', name: 'demo', value: 'entra-id' }],
  },
  {
    kind: 'sign-in-answer',
    from: 'app',
    to: 'browser',
    at: 4,
    status: 303,
    address: `${authority}/oauth2/v2.0/authorize`,
    fields: [],
  },
  {
    kind: 'authorize',
    from: 'browser',
    to: 'provider',
    method: 'GET',
    address: `${authority}/oauth2/v2.0/authorize`,
    fields: [
      { place: 'address', name: 'response_type', value: 'code' },
      { place: 'address', name: 'state', value: 'dP1FST…', length: 43 },
    ],
  },
  { kind: 'authorize-answer', from: 'provider', to: 'browser', fields: [] },
  { kind: 'callback', from: 'browser', to: 'app', at: 938, method: 'GET', fields: [] },
  { kind: 'discovery-cached', from: 'app', to: 'app', at: 940, fields: [] },
  {
    kind: 'redeem',
    from: 'app',
    to: 'provider',
    at: 941,
    method: 'POST',
    address: `${authority}/oauth2/v2.0/token`,
    fields: [hidden('code', 48), hidden('client_secret', 36)],
  },
  {
    kind: 'redeem-answer',
    from: 'provider',
    to: 'app',
    at: 962,
    status: 200,
    fields: [
      {
        place: 'JSON',
        name: 'id_token',
        length: 812,
        token: {
          header: [{ name: 'alg', value: 'RS256' }],
          claims: [
            { name: 'aud', value: '11111111-1111-4111-8111-111111111111' },
            { name: 'exp', value: '1767225600' },
          ],
        },
      },
    ],
  },
  { kind: 'signed-in', from: 'app', to: 'browser', at: 965, status: 303, fields: [] },
  { kind: 'call-api', from: 'browser', to: 'app', at: 5960, method: 'POST', fields: [] },
  {
    kind: 'unreachable',
    from: 'app',
    to: 'api',
    at: 5965,
    method: 'GET',
    address: 'https://localhost:8443/graph/v1.0/me',
    fields: [],
  },
];

/** The same sign-in, but the identity provider doesn't redeem the code. */
export const failedTrace: readonly Message[] = [
  ...exampleTrace.slice(0, -4),
  {
    kind: 'provider-error',
    from: 'provider',
    to: 'app',
    at: 962,
    status: 400,
    fields: [{ place: 'JSON', name: 'error', value: 'invalid_grant' }],
  },
  {
    kind: 'failed',
    from: 'app',
    to: 'browser',
    at: 965,
    status: 400,
    fields: [{ place: 'page', name: 'error', value: 'an example' }],
  },
];
