import type { FailureReason } from '../sign-in/index.ts';

interface Advice {
  /** The code that a sign-in would end with. */
  code: string;
  todo: string;
}

const advice: Record<FailureReason, Advice> = {
  timed_out: {
    code: 'provider_unavailable',
    todo: 'Check that this computer is online. If a company has a proxy, set HTTPS_PROXY.',
  },
  unreachable: {
    code: 'provider_unavailable',
    todo: 'Check that this computer is online. If a company has a proxy, set HTTPS_PROXY.',
  },
  certificate_untrusted: {
    code: 'certificate_untrusted',
    todo: 'The line "TLS" names the certificates. Set NODE_EXTRA_CA_CERTS if you know the authority.',
  },
  proxy_refused: {
    code: 'proxy_refused',
    todo: 'Ask the people who run the proxy to let this host through, and check HTTPS_PROXY.',
  },
  redirected: {
    code: 'response_unusable',
    todo: 'Open the address in a browser to see where it leads: a network can ask you to sign in to it first.',
  },
  too_large: {
    code: 'response_unusable',
    todo: "Open the address in a browser: what's there isn't what the app expects.",
  },
};

/** What to do about a request to the identity provider that brought no usable response. */
export const whatToDoAbout = (reason: FailureReason): Advice => advice[reason];
