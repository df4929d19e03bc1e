import type { SequenceFigure } from '../model/figure.ts';
import { app, browser, provider } from './parties.ts';

export const signIn: SequenceFigure = {
  kind: 'sequence',
  title: 'A sign-in, message by message',
  description:
    'Through the browser: 1. You select Sign in. 2. Your app sends the browser to the identity provider. 3. There you prove who you are; your app never sees the password. 4. The identity provider sends the browser back with a one-time code. 5. The browser brings the code to your app. Directly, unseen by the browser: 6. Your app redeems the code with its own secret. 7. It gets tokens. In your app: 8. It verifies the ID token. 9. It starts a session, and you’re signed in.',
  lanes: [browser, app, provider],
  messages: [
    { from: 'browser', to: 'app', text: 'Sign in', phase: 'Through the browser' },
    { from: 'app', to: 'browser', text: 'go to the identity provider', back: true },
    { from: 'browser', to: 'provider', text: 'you prove who you are' },
    { from: 'provider', to: 'browser', text: 'go back, with a one-time code', back: true },
    { from: 'browser', to: 'app', text: 'here’s the code' },
    {
      from: 'app',
      to: 'provider',
      text: 'the code, and your app’s secret',
      phase: 'Directly, unseen by the browser',
    },
    { from: 'provider', to: 'app', text: 'tokens', back: true },
    { from: 'app', to: 'app', text: 'verify the ID token', phase: 'In your app' },
    { from: 'app', to: 'browser', text: 'a session: you’re signed in', back: true },
  ],
};
