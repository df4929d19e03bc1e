import type { Evidence } from './evidence.ts';
import { measured, peerChecks } from './peers.ts';

/* The text of the page on security, for the page itself and for its Markdown. */

export const title = 'Security checks';
export const description =
  'What attackers and bad luck do to a sign-in, what the live demo and the sample do then, where in the code, and the tests that show it.';

/** With what the tests ran. */
export const versionsOf = ({ versions }: Evidence): string =>
  Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');

export const lead =
  'You can check this page instead of believing it. Every number is in the name of an automated test. A hostile identity provider of our own forges one answer after another, for the built site and for the sample from its zip alike, and each refusal also shows: no session, no call of the API, one clear page.';

export const faultsLead =
  'Real parts fail here: a Redis server that is killed and frozen, two instances, several tabs, moved clocks.';

export const peersLead = `Published samples and libraries were put to ${peerChecks.length} checks from outside (${measured}, Node 24, loopback), each as its own documentation sets it up. Ours is put to the same checks in the test run above, the site and the sample from its zip both. Different versions may do better.`;

export const notCovered: readonly string[] = [
  'A limit of rate for anything but the start of a sign-in. Put a proxy in front of a public site that has one.',
  'Somebody who can read the files or the memory of the process.',
  'The practice tenant as an identity provider: its users, passwords and secrets are public on purpose.',
  'Back-channel sign-out, because Microsoft’s tenants do not send it.',
  'Certification by the OpenID Foundation: the sample sends its secret in the body only.',
];

export const report =
  'Please report privately: in the repository that you have this site from, choose Security, then Report a vulnerability. Say what you did, what happened, and what an attacker gains. On a site that somebody else runs, tell whoever runs it.';
