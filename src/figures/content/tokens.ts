import type { BoxFigure } from '../model/figure.ts';

export const tokens: BoxFigure = {
  kind: 'boxes',
  title: 'Three tokens, three readers',
  description:
    'The tenant issues three tokens to your app. Your app reads the ID token. The access token is passed on to the API, which reads it. The refresh token goes back to the tenant for new tokens.',
  boxes: [
    { id: 'tenant', role: 'provider', title: 'Tenant', detail: 'issues all three' },
    { id: 'id', role: 'strong', title: 'ID token', detail: 'who signed in' },
    { id: 'app', role: 'app', title: 'Your app', detail: 'reads it' },
    { id: 'access', role: 'strong', title: 'Access token', detail: 'what the app may do' },
    { id: 'api', role: 'api', title: 'The API', detail: 'reads it' },
    { id: 'refresh', role: 'strong', title: 'Refresh token', detail: 'gets more tokens' },
    { id: 'again', role: 'provider', title: 'The tenant', detail: 'and no one else' },
  ],
  arrows: [
    { from: 'tenant', to: 'id' },
    { from: 'tenant', to: 'access' },
    { from: 'tenant', to: 'refresh' },
    { from: 'id', to: 'app', label: 'is for' },
    { from: 'access', to: 'api', label: 'is for' },
    { from: 'refresh', to: 'again', label: 'is for' },
  ],
  wide: {
    columns: 3,
    gap: 56,
    at: {
      tenant: [0, 1],
      id: [1, 0],
      app: [2, 0],
      access: [1, 1],
      api: [2, 1],
      refresh: [1, 2],
      again: [2, 2],
    },
  },
  narrow: {
    columns: 2,
    gap: 52,
    at: {
      tenant: [0, 0, 2],
      id: [0.12, 1, 0.88],
      app: [1, 1],
      access: [0.12, 2, 0.88],
      api: [1, 2],
      refresh: [0.12, 3, 0.88],
      again: [1, 3],
    },
  },
};
