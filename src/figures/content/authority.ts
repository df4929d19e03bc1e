import type { BoxFigure } from '../model/figure.ts';

export const authority: BoxFigure = {
  kind: 'boxes',
  title: 'One URL leads to all the others',
  description:
    'The authority in your .env leads to the metadata document. The document names the issuer and the endpoints: authorize, token, keys, and sign-out. The issuer has to match the authority.',
  boxes: [
    { id: 'authority', role: 'app', title: 'Authority', detail: 'in your .env' },
    { id: 'metadata', role: 'provider', title: 'Metadata document', detail: 'names the rest' },
    { id: 'issuer', role: 'strong', title: 'issuer', detail: 'must match the authority' },
    { id: 'authorize', role: 'thing', title: 'authorize', detail: 'users sign in' },
    { id: 'token', role: 'thing', title: 'token', detail: 'codes are redeemed' },
    { id: 'keys', role: 'thing', title: 'keys', detail: 'verify tokens' },
    { id: 'sign-out', role: 'thing', title: 'sign-out', detail: 'users sign out' },
  ],
  arrows: [
    { from: 'authority', to: 'metadata', label: 'fetch' },
    { from: 'metadata', to: 'issuer' },
    { from: 'metadata', to: 'authorize' },
    { from: 'metadata', to: 'token' },
    { from: 'metadata', to: 'keys' },
    { from: 'metadata', to: 'sign-out' },
  ],
  wide: {
    columns: 3,
    gap: 56,
    at: {
      authority: [0, 2],
      metadata: [1, 2],
      issuer: [2, 0],
      authorize: [2, 1],
      token: [2, 2],
      keys: [2, 3],
      'sign-out': [2, 4],
    },
  },
  narrow: {
    columns: 1,
    at: {
      authority: [0, 0],
      metadata: [0, 1],
      issuer: [0.1, 2, 0.9],
      authorize: [0.1, 3, 0.9],
      token: [0.1, 4, 0.9],
      keys: [0.1, 5, 0.9],
      'sign-out': [0.1, 6, 0.9],
    },
  },
};
