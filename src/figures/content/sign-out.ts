import type { SequenceFigure } from '../model/figure.ts';
import { app, browser, provider } from './parties.ts';

export const signOut: SequenceFigure = {
  kind: 'sequence',
  title: 'Two sessions, ended in this order',
  description:
    '1. Sign out is a POST to your app. 2. Your app ends its own session first. 3. It sends the browser to the identity provider. 4. The browser asks it to end its session. 5. The identity provider ends it. 6. It sends the browser back to your page. 7. Your app compares state. 8. You’re signed out in both places.',
  lanes: [browser, app, provider],
  messages: [
    { from: 'browser', to: 'app', text: 'Sign out, as a POST', phase: 'Your app’s session' },
    { from: 'app', to: 'app', text: 'end the session' },
    {
      from: 'app',
      to: 'browser',
      text: 'go there, with state',
      back: true,
      phase: 'The identity provider’s session',
    },
    { from: 'browser', to: 'provider', text: 'end my session here too' },
    { from: 'provider', to: 'provider', text: 'end the session' },
    { from: 'provider', to: 'browser', text: 'go back, with state', back: true },
    { from: 'browser', to: 'app', text: 'the same state', phase: 'Back in your app' },
    { from: 'app', to: 'browser', text: 'you’re signed out', back: true },
  ],
};
