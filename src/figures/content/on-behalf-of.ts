import type { SequenceFigure } from '../model/figure.ts';
import { provider } from './parties.ts';

export const onBehalfOf: SequenceFigure = {
  kind: 'sequence',
  title: 'One user, two access tokens',
  description:
    '1. The web app calls the middle tier with token A, which is for the middle tier. 2. The middle tier validates it. 3. It exchanges token A at the identity provider, with its own credential. 4. It gets token B, which is for Microsoft Graph and represents the same user. 5. It calls Graph with token B. 6. Graph returns the user’s profile. 7. The middle tier responds to the web app.',
  lanes: [
    { id: 'web', role: 'app', name: 'Web app' },
    { id: 'middle', role: 'app', name: 'Middle tier' },
    provider,
    { id: 'graph', role: 'api', name: 'Graph' },
  ],
  messages: [
    { from: 'web', to: 'middle', text: 'token A, for the middle tier' },
    { from: 'middle', to: 'middle', text: 'validate token A' },
    { from: 'middle', to: 'provider', text: 'token A, and its own credential' },
    { from: 'provider', to: 'middle', text: 'token B, for Graph', back: true },
    { from: 'middle', to: 'graph', text: 'token B' },
    { from: 'graph', to: 'middle', text: 'the user’s profile', back: true },
    { from: 'middle', to: 'web', text: 'the response', back: true },
  ],
};
