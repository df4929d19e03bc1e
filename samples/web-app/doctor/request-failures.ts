import type { FailureReason } from '../sign-in/index.ts';

interface Advice {
  /** The code that a sign-in would end with. */
  code: string;
  todo: string;
}

/** True with and without a proxy. */
export const whenUnreachable =
  'Check that this computer is online. If a company has a proxy, HTTPS_PROXY has to name it: look at the line "Proxy".';

const advice: Record<FailureReason, Advice> = {
  timed_out: {
    code: 'provider_unavailable',
    todo: whenUnreachable,
  },
  unreachable: {
    code: 'provider_unavailable',
    todo: whenUnreachable,
  },
  certificate_untrusted: {
    code: 'certificate_untrusted',
    todo: 'Start with the line "TLS": it names the certificates.',
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
