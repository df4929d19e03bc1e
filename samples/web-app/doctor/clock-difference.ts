import type { Finding } from './finding.ts';
import type { Say } from './say.ts';

/** In seconds. The web app and the API samples let a token's times differ by one minute. */
const tolerance = 60;
const tooMuch = 5 * 60;

/**
 * This computer's clock beside another's: a token is valid only between two times.
 * @param host whose response has these headers
 * @param now milliseconds since 1970
 */
export function clockDifference(say: Say, host: string, headers: Headers, now: number): Finding {
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs))
    return say.unknown(
      `${host} sends no time`,
      "Compare this computer's clock with https://time.gov, for example.",
    );
  // A Date header has whole seconds, and the response took a moment.
  const seconds = Math.round((now - theirs) / 1000);
  const size = Math.abs(seconds);
  const which = seconds < 0 ? 'behind' : 'ahead of';
  if (size > tooMuch)
    return say.failed(
      `this computer is ${inWords(size)} ${which} ${host}: tokens would count as expired or not valid yet`,
      "Set this computer's clock automatically from the network. In a container or virtual machine, set the host's.",
      'id_token_time',
    );
  if (size > tolerance)
    return say.warning(
      `this computer is ${inWords(size)} ${which} ${host}; the app accepts one minute`,
      "Set this computer's clock automatically from the network.",
      'id_token_time',
    );
  return say.ok(`it agrees with ${host} within a minute`);
}

const inWords = (seconds: number): string =>
  seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
