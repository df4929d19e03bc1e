/** Published samples and libraries, checked in the same 22 ways by one script and one hostile identity provider. */
export const peers = [
  'ms-identity-node (MSAL Node 2.16.3)',
  'the same on MSAL Node 7.2.1',
  'B2C sample (MSAL Node 1.18.4)',
  'CIAM sample (MSAL Node 2.16.3)',
  'express-openid-connect 3.4, code flow',
  'openid-client 6.8 and express-session',
  'Auth.js for Express 0.12',
] as const;

/** When the peers were measured: on Node 24, over loopback. */
export const measured = 'November 2026';

export interface PeerCheck {
  id: string;
  what: string;
  /** One letter for each peer: P pass, F fail, C refused but the process ended, - not applicable. */
  results: string;
}

export const peerChecks: readonly PeerCheck[] = [
  { id: '1', what: 'ID token with a bad signature', results: 'FFFFFFF' },
  { id: '2', what: 'alg none', results: 'FFFFPPP' },
  { id: '3', what: 'Wrong issuer', results: 'FFFFPPP' },
  { id: '4', what: 'Wrong audience', results: 'FFFFPPP' },
  { id: '5', what: 'Expired', results: 'FFFFPPP' },
  { id: '6', what: 'Wrong nonce', results: 'FPFFPPP' },
  { id: '8', what: 'No state', results: 'PPPPPP-' },
  { id: '9', what: 'Wrong state', results: 'PPPPPP-' },
  { id: '10', what: 'No cookie and no state', results: 'PPPCPFP' },
  { id: '10b', what: 'An attacker’s code and state, no cookies', results: 'CCFCPPP' },
  { id: '11', what: 'The code is used again', results: 'FFFFPPP' },
  { id: '12', what: 'Session fixation before sign-in', results: 'FFFFPPP' },
  { id: '13', what: 'PKCE with S256', results: 'PPFPPPP' },
  { id: '14', what: 'Cookie flags', results: 'FFFFPFP' },
  { id: '15', what: 'Sign-out by GET from another site', results: 'FFFFFFP' },
  { id: '16', what: 'Stolen cookie after sign-out', results: 'PPPPFPF' },
  { id: '17', what: 'Open redirect', results: 'PPPPPPP' },
  { id: '18', what: 'Tokens in pages or logs', results: 'PPFPPPP' },
  { id: '19', what: 'A 307 from the token endpoint gets the secret', results: 'PFPPPPP' },
  { id: '20', what: 'The identity provider hangs', results: 'FFFFPFF' },
  { id: '21', what: 'Malformed cookies', results: 'PPPPPPC' },
  { id: '22', what: 'Security headers', results: 'FFFFFFF' },
];
