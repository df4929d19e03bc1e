import type { SequenceFigure } from '../model/figure.ts';
import { app, browser, provider } from './parties.ts';

export const pkceStateNonce: SequenceFigure = {
  kind: 'sequence',
  title: 'Where each value travels',
  description:
    '1. Your app creates state, a nonce, and a PKCE verifier. 2. It hands state, the nonce, and a hash of the verifier to the browser. 3. The browser takes them to the identity provider. 4. The identity provider sends the browser back with a code and state. 5. The browser brings both to your app. 6. Your app compares state with its own. 7. It sends the code and the verifier directly to the identity provider. 8. The identity provider compares the verifier with the hash. 9. It returns a signed ID token with the nonce inside. 10. Your app compares the nonce with its own.',
  lanes: [browser, app, provider],
  messages: [
    { from: 'app', to: 'app', text: 'create state, nonce, verifier' },
    { from: 'app', to: 'browser', text: 'state, nonce, and a hash of the verifier', back: true },
    { from: 'browser', to: 'provider', text: 'the same three' },
    { from: 'provider', to: 'browser', text: 'a code, and state', back: true },
    { from: 'browser', to: 'app', text: 'a code, and state' },
    { from: 'app', to: 'app', text: 'compare state' },
    { from: 'app', to: 'provider', text: 'the code, and the verifier' },
    { from: 'provider', to: 'provider', text: 'compare the hash' },
    { from: 'provider', to: 'app', text: 'an ID token, nonce inside', back: true },
    { from: 'app', to: 'app', text: 'compare the nonce' },
  ],
};
