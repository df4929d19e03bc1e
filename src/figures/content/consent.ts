import type { BoxFigure } from '../model/figure.ts';

export const consent: BoxFigure = {
  kind: 'boxes',
  title: 'Asking at the right moment',
  description:
    'A page needs the scope Tasks.Read. If the app holds a token with it, the page appears. If not, the user goes to the tenant. If someone has consented already, the user comes straight back with a token. Otherwise, the consent page appears first, and the user comes back with a token after selecting Accept.',
  boxes: [
    { id: 'route', role: 'app', title: 'A page needs', detail: 'Tasks.Read' },
    { id: 'page', role: 'app', title: 'The page appears', detail: 'with the API’s data' },
    { id: 'tenant', role: 'provider', title: 'Tenant', detail: 'anyone consented?' },
    { id: 'consent', role: 'provider', title: 'Consent page' },
    { id: 'token', role: 'app', title: 'Back, with a token', detail: 'the page appears' },
  ],
  arrows: [
    { from: 'route', to: 'page', label: 'the app has a token' },
    { from: 'route', to: 'tenant', label: 'it has none' },
    { from: 'tenant', to: 'token', label: 'yes' },
    { from: 'tenant', to: 'consent', label: 'no' },
    { from: 'consent', to: 'token', label: 'Accept' },
  ],
  wide: {
    columns: 3,
    gap: 50,
    at: { route: [0, 0], page: [2, 0], tenant: [0, 1, 3], consent: [0, 2], token: [2, 2] },
  },
  narrow: {
    columns: 2,
    gap: 56,
    at: {
      route: [0, 0, 2],
      page: [0.2, 1, 1.8],
      tenant: [0.2, 2, 1.8],
      consent: [0.2, 3, 0.85],
      token: [1.05, 3, 0.95],
    },
  },
};
