import type { BoxFigure } from '../model/figure.ts';

export const keptWhere: BoxFigure = {
  kind: 'boxes',
  title: 'What is kept where',
  description:
    'The browser holds two cookies: one from your app, one from the tenant. The app’s cookie is an ID and a key. The ID finds the session and its tokens in the store. Opening them takes the key and the app’s own secret. The tenant’s cookie belongs to the tenant’s session.',
  boxes: [
    { id: 'cookie', role: 'browser', title: 'Your app’s cookie', detail: 'an ID and a key' },
    { id: 'app', role: 'app', title: 'Your app', detail: 'has a secret of its own' },
    { id: 'store', role: 'strong', title: 'Session store', detail: 'user and tokens, encrypted' },
    { id: 'theirs', role: 'browser', title: 'The tenant’s cookie' },
    { id: 'tenant', role: 'provider', title: 'Tenant', detail: 'its session: single sign-on' },
  ],
  arrows: [
    { from: 'cookie', to: 'app', label: 'sent' },
    { from: 'app', to: 'store', label: 'opens' },
    { from: 'theirs', to: 'tenant', label: 'sent' },
  ],
  wide: {
    columns: 3,
    gap: 60,
    at: { cookie: [0, 0], app: [1, 0], store: [2, 0], theirs: [0, 1], tenant: [1, 1] },
    frames: [{ title: 'In the browser', around: ['cookie', 'theirs'] }],
  },
  narrow: {
    columns: 2,
    gap: 60,
    at: { cookie: [0, 0], app: [1, 0], store: [1, 1], theirs: [0, 2], tenant: [1, 2] },
  },
};
