import { type PeerCheck, peerChecks, peers } from '../security/peers.ts';
import type { CheckedAppName } from './apps.ts';
import { type CheckedAppsEvidence, type Outcome, outcomeOf } from './evidence.ts';

/** The checks that correspond to those that published samples were measured with, by their numbers. */
const counterparts: Readonly<Record<string, readonly string[]>> = {
  '1': ['bad-signature'],
  '2': ['unsigned-id-token'],
  '3': ['wrong-issuer'],
  '4': ['wrong-audience'],
  '5': ['expired-id-token'],
  '6': ['wrong-nonce'],
  '8': ['state-missing'],
  '9': ['state-wrong'],
  '10': ['no-cookie-and-no-state'],
  '10b': ['response-in-another-browser'],
  '11': ['response-twice'],
  '12': ['session-fixed-before-sign-in', 'session-of-another-user'],
  '13': ['pkce'],
  '14': ['cookie-for-scripts', 'cookie-for-other-sites'],
  '15': ['sign-out-by-another-site'],
  '16': ['stolen-cookie-after-sign-out'],
  '17': ['open-redirect'],
  '18': ['tokens-in-pages'],
  '19': ['token-endpoint-redirects'],
  '20': ['token-endpoint-hangs'],
  '21': ['cookies-mutated'],
  '22': ['framing', 'security-headers'],
};

/** The apps that both measured, by their names in either. */
const measuredTwice: readonly [CheckedAppName, (typeof peers)[number]][] = [
  ['express-openid-connect', 'express-openid-connect 3.4, code flow'],
  ['openid-client', 'openid-client 6.8 and express-session'],
  ['Auth.js', 'Auth.js for Express 0.12'],
];

export interface Comparison {
  app: CheckedAppName;
  number: string;
  what: string;
  checks: readonly string[];
  /** P pass, F fail, C refused but the process ended, - not applicable. */
  before: string;
  now: Outcome;
}

const outcomes: Readonly<Record<string, Outcome>> = { P: 'held', F: 'failed', '-': 'not tried' };

export const isSame = ({ before, now }: Comparison): boolean => outcomes[before] === now;

/** Every check of every app that was measured twice. */
export const comparisons = (evidence: CheckedAppsEvidence): Comparison[] =>
  measuredTwice.flatMap(([app, peer]) =>
    peerChecks.map((check) => compared(evidence, app, check, peers.indexOf(peer))),
  );

function compared(
  evidence: CheckedAppsEvidence,
  app: CheckedAppName,
  { id, what, results }: PeerCheck,
  peer: number,
): Comparison {
  const checks = counterparts[id] ?? [];
  const all = checks.map((check) => outcomeOf(evidence, app, check));
  const worst = (['failed', 'not tried'] as const).find((each) => all.includes(each));
  return { app, number: id, what, checks, before: results[peer] ?? '', now: worst ?? 'held' };
}

/** Why a result isn't the one of before. */
export const differences: readonly { app: CheckedAppName; number: string; why: string }[] = [
  {
    app: 'express-openid-connect',
    number: '11',
    why: 'In neither measurement is the copy signed in. `check-app` also looks at the token endpoint, where the app sent the code a second time: only the identity provider stopped it.',
  },
  {
    app: 'Auth.js',
    number: '11',
    why: 'The same: the copy isn’t signed in, but the code was sent to the token endpoint a second time.',
  },
  {
    app: 'Auth.js',
    number: '21',
    why: 'The same cookie does it. This app runs on Express 5, which turns what an asynchronous handler throws into a page with status 500. On the major version of Express before, with the same Auth.js, the process ends.',
  },
];
