import type { SequenceFigure } from '../model/figure.ts';
import { api, app, browser, provider } from './parties.ts';

export const apiCall: SequenceFigure = {
  kind: 'sequence',
  title: 'An API call, and a renewal when the access token has expired',
  description:
    'While the access token is valid: 1. You open a page that needs the API. 2. Your app calls the API with the access token from its store. 3. The API returns data. 4. You see the page. After it has expired: 5. You open the page again. 6. Your app sends the refresh token to the identity provider. 7. It gets new tokens, without asking you. 8. It calls the API with the new access token. 9. The API returns data. If the renewal fails: 10. Your app asks you to sign in.',
  lanes: [browser, app, provider, api],
  messages: [
    { from: 'browser', to: 'app', text: 'show my data', phase: 'While the access token is valid' },
    { from: 'app', to: 'api', text: 'the access token' },
    { from: 'api', to: 'app', text: 'your data', back: true },
    { from: 'app', to: 'browser', text: 'the page', back: true },
    { from: 'browser', to: 'app', text: 'show my data', phase: 'After it has expired: renewal' },
    { from: 'app', to: 'provider', text: 'the refresh token' },
    { from: 'provider', to: 'app', text: 'new tokens', back: true },
    { from: 'app', to: 'api', text: 'the new access token' },
    { from: 'api', to: 'app', text: 'your data', back: true },
    {
      from: 'app',
      to: 'browser',
      text: 'sign in to continue',
      back: true,
      phase: 'If the renewal fails',
    },
  ],
};
