/** The checks from outside, in the order in which they're printed: ID and subject. */
export const titles = {
  dns: 'DNS',
  tls: 'TLS certificate',
  'https-only': 'HTTPS only',
  responds: 'What responds',
  health: 'Health',
  'security-headers': 'Security headers',
  'sign-in': 'Sign-in request',
  'public-cookies': 'Cookies',
  'redirect-uri': 'Redirect URI',
  instances: 'Instances',
  'session-affinity': 'Session affinity',
  'cross-site': 'Requests from other sites',
  'made-up-response': 'Made-up response',
  'front-channel-logout': 'Front-channel sign-out',
  'proxy-headers': 'Proxy headers',
  'trust-proxy': 'TRUST_PROXY',
} as const;

export type OutsideCheck = keyof typeof titles;

export const outsideChecks: readonly OutsideCheck[] = Object.keys(titles).filter(isCheck);

function isCheck(id: string): id is OutsideCheck {
  return Object.hasOwn(titles, id);
}
