import { type Lane, lanes } from '../auth/messages/message.ts';

export const laneNames: Readonly<Record<Lane, string>> = {
  browser: 'Browser',
  app: 'App',
  provider: 'Identity provider',
  api: 'API',
};

/** Whether an arrow points to the left: the lanes are drawn from left to right, in their order. */
export const leadsBack = (from: Lane, to: Lane): boolean => lanes.indexOf(to) < lanes.indexOf(from);

export interface PictureMessage {
  from: Lane;
  to: Lane;
  code: string;
  text: string;
  /** Milliseconds since the first message, when it was really sent. */
  after?: number;
}

/** The authorization code flow with PKCE, shortened to what a reader takes in at a glance. */
export const picture: readonly PictureMessage[] = [
  { from: 'browser', to: 'app', code: 'POST', text: 'sign me in' },
  { from: 'app', to: 'browser', code: '303', text: 'go there, with state, nonce, and challenge' },
  { from: 'browser', to: 'provider', code: 'GET', text: 'authorize: you prove who you are' },
  { from: 'provider', to: 'browser', code: '303', text: 'a one-time code' },
  { from: 'browser', to: 'app', code: 'GET', text: 'here’s the code' },
  { from: 'app', to: 'provider', code: 'POST', text: 'code, secret, and PKCE verifier' },
  { from: 'provider', to: 'app', code: '200', text: 'ID token and access token' },
  { from: 'app', to: 'api', code: 'GET', text: 'your data, with the access token' },
  { from: 'api', to: 'app', code: '200', text: 'here it is' },
  { from: 'app', to: 'browser', code: '200', text: 'you’re signed in' },
];
