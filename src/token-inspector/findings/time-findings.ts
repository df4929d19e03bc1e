import { has, secondsOf } from '../about/claim-values.ts';
import { duration, relativeTime } from '../about/relative-time.ts';
import type { Check } from './finding.ts';
import { listed } from './listed.ts';
import { pages } from './pages.ts';

/** What apps usually allow for clocks that differ. */
const tolerance = 60;
const hour = 3600;
/** Lifetimes with continuous access evaluation are up to 28 hours. */
const longest = 28 * hour;

const expired: Check = ({ claims, now }) => {
  const end = secondsOf(claims.values, 'exp');
  return end !== undefined && end <= now
    ? {
        severity: 'danger',
        title: `It expired ${relativeTime(end, now)}`,
        text:
          now - end <= tolerance
            ? 'Apps usually allow about a minute for clocks that differ, so some still accept it.'
            : 'An app or an API has to refuse it. Get a new one; an access token can be renewed with the refresh token. If it’s supposed to be new, compare the clocks.',
        more: pages.time,
      }
    : undefined;
};

const noExpiry: Check = ({ claims: { values } }) =>
  has(values, 'exp')
    ? undefined
    : {
        severity: 'danger',
        title: '“exp” is missing',
        text: 'The token never expires. Someone who steals it can use it until its key is retired. An app has to refuse it.',
      };

const notYet: Check = ({ claims, now }) => {
  const start = Math.max(
    secondsOf(claims.values, 'nbf') ?? Number.NEGATIVE_INFINITY,
    secondsOf(claims.values, 'iat') ?? Number.NEGATIVE_INFINITY,
  );
  return start > now + tolerance
    ? {
        severity: 'danger',
        title: `It becomes valid ${relativeTime(start, now)}`,
        text: 'An app has to refuse it until then. Usually, a clock is wrong: the identity provider’s, the server’s, or the one of this computer.',
        more: pages.time,
      }
    : undefined;
};

const wrongType: Check = ({ claims: { values } }) => {
  const names = ['exp', 'iat', 'nbf', 'auth_time'].filter(
    (name) => has(values, name) && secondsOf(values, name) === undefined,
  );
  return names.length > 0
    ? {
        severity: 'danger',
        title: `Not a time: ${listed(names)}`,
        text: 'Times in a token are numbers: seconds since the beginning of 1970, in UTC. A date as text, a number in quotation marks, or milliseconds are refused, or worse, misread.',
      }
    : undefined;
};

const milliseconds: Check = ({ claims, now }) => {
  const end = secondsOf(claims.values, 'exp');
  return end !== undefined && end > 100 * now
    ? {
        severity: 'danger',
        title: '“exp” looks like milliseconds',
        text: 'Times in a token are seconds since 1970. In JavaScript, divide Date.now() by 1000. As it is, this token is valid for thousands of years.',
      }
    : undefined;
};

const longLived: Check = ({ claims, now, kind }) => {
  const end = secondsOf(claims.values, 'exp');
  const start = secondsOf(claims.values, 'iat') ?? secondsOf(claims.values, 'nbf');
  if (end === undefined || start === undefined || end > 100 * now) return undefined;
  const lifetime = end - start;
  if (lifetime > longest)
    return {
      severity: 'warning',
      title: `It’s valid for ${duration(lifetime)}`,
      text: 'That’s a long time for something that anyone who holds it can use. Microsoft’s tokens are usually valid for 60 to 90 minutes, and for 28 hours at most.',
      more: pages.lifetimes,
    };
  const isLong = lifetime > 2 * hour && ['id', 'access', 'graph'].includes(kind);
  return isLong
    ? {
        severity: 'note',
        title: `It’s valid for ${duration(lifetime)}`,
        text: 'The default is 60 to 90 minutes. A token lifetime policy can change it, and so does continuous access evaluation, for apps that declare “cp1”.',
        more: pages.lifetimes,
      }
    : undefined;
};

export const timeFindings: readonly Check[] = [
  expired,
  noExpiry,
  notYet,
  wrongType,
  milliseconds,
  longLived,
];
