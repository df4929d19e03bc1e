import type { Evidence } from './evidence.ts';
import { measured, peerChecks } from './peers.ts';

/* The text of the security page, for the page itself and for its Markdown. */

export const title = 'Security checks';
export const description =
  'How attacks and outages affect a sign-in, how the live demo and the sample respond, where that is in the code, and the tests that show it.';

/** The versions that the tests ran with. */
export const versionsOf = ({ versions }: Evidence): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');

export const lead =
  'You don’t have to trust this page: you can check it. Every check’s number is in the name of an automated test. In these tests, a hostile identity provider that we wrote forges one response after another, against the built site and against the sample from its zip. A refusal counts only if there’s no session, no call to the API, and one clear error page.';

export const faultsLead =
  'These tests break real parts: a Redis server is killed and frozen, two instances share the load, several tabs compete, and clocks are moved.';

export const peersLead = `We ran ${peerChecks.length} checks against published samples and libraries from the outside (${measured}, Node 24, loopback), each set up as its documentation describes. In the test run above, the site and the sample from its zip go through the same checks. Other versions may do better.`;

export const notCovered: readonly string[] = [
  'Rate limits, except for starting a sign-in. Put a proxy with rate limits in front of a public site.',
  'An attacker who can read the files or the memory of the process.',
  'The practice tenant as an identity provider: its users, passwords, and secrets are public on purpose.',
  'Back-channel sign-out, because Microsoft documents only front-channel sign-out for its tenants.',
  'Certification by the OpenID Foundation. Two parts of its Basic RP profile don’t apply to this app: client_secret_basic, because MSAL Node sends the secret only in the body of a request, and UserInfo, because the app takes what it needs from the verified ID token and never asks that endpoint.',
];

export const report =
  'Report it privately. In the repository that you got this site from, select Security, then Report a vulnerability. Describe what you did, what happened, and what an attacker would gain. If someone else runs the site, tell them.';
