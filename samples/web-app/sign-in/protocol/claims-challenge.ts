// RFC 9110 §5.6.2, §5.6.4, and §11.2.
const token = "[!#$%&'*+.^_`|~\\w-]+";
const parameter = `(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token}))`;
const scheme = `(${token})(?: +[\\w.~+/-]+=*(?=[ \\t]*(?:,|$)))?`;
const part = new RegExp(`[ \\t,]*(?:${parameter}|${scheme})`, 'gy');

interface Challenge {
  scheme: string;
  parameters: Map<string, string>;
}

// #region claims-challenge
/**
 * The claims request in the `WWW-Authenticate` header of a response with status 401, decoded: Microsoft's
 * APIs send one when the user must sign in again and prove more. The header can hold other challenges too.
 */
export function claimsChallenge(header: string | null): string | undefined {
  const found = challengesIn(header ?? '').find(
    ({ scheme, parameters }) =>
      scheme === 'bearer' && parameters.get('error') === 'insufficient_claims',
  );
  const encoded = found?.parameters.get('claims') ?? '';
  // Base64, with the letters of either alphabet.
  return /^[\w+/-]+={0,2}$/.test(encoded)
    ? Buffer.from(encoded, 'base64').toString('utf8')
    : undefined;
}
// #endregion claims-challenge

/** RFC 9110 §11.6.1. Reads until the first thing that doesn't follow the rules. */
function challengesIn(header: string): Challenge[] {
  const challenges: Challenge[] = [];
  for (const [, name, quoted, plain, scheme] of header.matchAll(part)) {
    if (scheme !== undefined)
      challenges.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
    const parameters = challenges.at(-1)?.parameters;
    const key = name?.toLowerCase();
    // Of a name that appears twice, the first counts: nothing after it can replace it.
    if (key !== undefined && parameters?.has(key) === false)
      parameters.set(key, plain ?? quoted?.replace(/\\(.)/g, '$1') ?? '');
  }
  return challenges;
}
