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
  /** The method or the status; left out in the example, which is for newcomers. */
  code?: string;
  text: string;
  /** Milliseconds since the first message, when it was really sent. */
  after?: number;
}

/** The authorization code flow with PKCE, in the words of someone who has never seen one. */
export const picture: readonly PictureMessage[] = [
  { from: 'browser', to: 'app', text: 'I’d like to sign in' },
  { from: 'app', to: 'browser', text: 'Ask the identity provider' },
  { from: 'browser', to: 'provider', text: 'Here are my username and password' },
  { from: 'provider', to: 'browser', text: 'Take this one-time code to the app' },
  { from: 'browser', to: 'app', text: 'Here’s the one-time code' },
  { from: 'app', to: 'provider', text: 'This code, and proof that it’s me' },
  { from: 'provider', to: 'app', text: 'Who the user is, and a key' },
  { from: 'app', to: 'api', text: 'The user’s tasks? Here’s the key' },
  { from: 'api', to: 'app', text: 'Here they are' },
  { from: 'app', to: 'browser', text: 'You’re signed in' },
];
