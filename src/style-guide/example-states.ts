import { SignInError, type SignInErrorCode } from '../../samples/web-app/sign-in/index.ts';
import type { DemoState } from '../auth/demo-state.ts';
import type { Explained } from '../auth/explain.ts';
import { faultsOf } from '../auth/faults/demo-faults.ts';
import { problemOf } from '../auth/problem-of.ts';
import { exampleTrace, failedTrace } from './example-trace.ts';

/** An invented state of the demo that never changes. */
export interface ExampleState {
  /** Part of its address below /reference/style/. */
  slug: string;
  name: string;
  state: DemoState | Explained;
}

const signedOut: DemoState = {
  demoName: 'entra-id',
  whose: 'practice',
  allowedTenants: undefined,
  user: undefined,
  outcome: undefined,
  messages: [],
  editsProfile: false,
  callsApi: true,
  hasAppRoles: true,
  letItFail: { offered: faultsOf('entra-id'), on: undefined, suggested: 'wrong-nonce' },
};

const signedIn: DemoState = {
  ...signedOut,
  user: {
    name: 'علي الفارسي',
    username: 'a.very.long.username.that.has.to.break.somewhere@contoso.onmicrosoft.com',
    tenantId: '0a0a0a0a-1111-4111-8111-111111111111',
    objectId: '0e0e0e0e-5555-4555-8555-555555555555',
    subject: 'example',
    issuer: 'https://localhost:8443/0a0a0a0a-1111-4111-8111-111111111111/v2.0',
    roles: ['Admin'],
    groups: ['0a0a0a0a-aaaa-4111-8111-000000000001'],
  },
  outcome: { kind: 'signed-in' },
  messages: exampleTrace,
};

const endpoint = 'https://localhost:8443/graph/v1.0/me';
const answered = (status: number, answer: object): DemoState => ({
  ...signedIn,
  messages: [
    ...exampleTrace.slice(0, -1),
    { kind: 'api', from: 'app', to: 'api', at: 5965, method: 'GET', address: endpoint, fields: [] },
    { kind: 'api-answer', from: 'api', to: 'app', at: 5981, status, fields: [] },
  ],
  outcome: { kind: 'api', status, endpoint, body: JSON.stringify(answer) },
});

const unconfirmed: DemoState = {
  ...signedOut,
  outcome: { kind: 'signed-out', confirmed: false },
};

const failed = (code: SignInErrorCode, errorCode?: string): Explained => ({
  problem: problemOf(new SignInError(code, { detail: 'an example', errorCode })),
  demoName: 'entra-id',
  whose: 'practice',
  messages: failedTrace,
  trace: failedTrace,
});

/** Every state that the live demo can be in, for the pages that show the style of the site. */
export const exampleStates: readonly ExampleState[] = [
  { slug: 'signed-out', name: 'Signed out, nothing has happened yet', state: signedOut },
  { slug: 'signed-in', name: 'Signed in, with a trace', state: signedIn },
  {
    slug: 'fault-on',
    name: 'A fault is on',
    state: { ...signedOut, letItFail: { offered: [], on: 'wrong-nonce', suggested: undefined } },
  },
  {
    slug: 'api-answered',
    name: 'The API responded',
    state: answered(200, { displayName: 'علي الفارسي', jobTitle: null }),
  },
  {
    slug: 'api-refused',
    name: 'The API refused the request',
    state: answered(403, { error: { code: 'Authorization_RequestDenied' } }),
  },
  {
    slug: 'signed-out-unconfirmed',
    name: 'Signed out here, not confirmed by the identity provider',
    state: unconfirmed,
  },
  { slug: 'failed', name: 'Failed', state: failed('provider_refused', 'AADSTS50011') },
  { slug: 'expired', name: 'Expired', state: failed('transaction_expired') },
  { slug: 'provider-down', name: 'Identity provider down', state: failed('provider_unavailable') },
];
