import { has, textOf } from '../about/claim-values.ts';
import type { Check } from './finding.ts';
import { listed } from './listed.ts';
import { pages } from './pages.ts';

const noAlgorithm: Check = ({ header, isSigned }) => {
  const algorithm = textOf(header.values, 'alg');
  if (algorithm?.toLowerCase() === 'none')
    return {
      severity: 'danger',
      title: 'Nobody signed it',
      text: 'In the header, “alg” is “none”. Anyone can write such a token. An app that accepts it lets everyone in as anyone.',
      more: pages.verify,
    };
  if (algorithm !== undefined && isSigned) return undefined;
  return {
    severity: 'danger',
    title: algorithm === undefined ? '“alg” is missing' : 'The signature is missing',
    text: 'Without both, nobody can check who made the token. If you copied it from a log, the log may have cut it off.',
  };
};

const sharedSecret: Check = ({ header, issuer }) =>
  /^HS\d+$/.test(textOf(header.values, 'alg') ?? '')
    ? {
        severity: 'danger',
        title: 'Signed with a shared secret',
        text: `${issuer.service === 'other' ? 'Everyone who can check this signature can also make it.' : 'Microsoft never signs its tokens like this.'} It’s a known attack: someone signs with your identity provider’s public key as if it were a secret, and an app that follows “alg” accepts it. Decide in your code which algorithms you accept: RS256.`,
        more: pages.verify,
      }
    : undefined;

const otherAlgorithm: Check = ({ header, issuer }) => {
  const algorithm = textOf(header.values, 'alg');
  return algorithm !== undefined &&
    /^(?:PS|ES|RS(?!256))/.test(algorithm) &&
    issuer.service !== 'other'
    ? {
        severity: 'warning',
        title: `Signed with ${algorithm}`,
        text: 'Microsoft signs ID tokens and access tokens with RS256. An app that allows RS256 and nothing else, as it should, refuses this one.',
        more: pages.verify,
      }
    : undefined;
};

const graphToken: Check = ({ header, kind }) =>
  kind === 'graph'
    ? {
        severity: 'warning',
        title: 'Only Microsoft Graph can check this token',
        text: has(header.values, 'nonce')
          ? 'The header has a “nonce”. Graph changes it before it checks the signature, so any other check fails with “invalid signature”. Your code is right: an app isn’t supposed to check or read this token, only to send it to Graph.'
          : 'The token belongs to Graph, which can change its format at any time. Your app shouldn’t check it or read it, only send it to Graph.',
        more: pages.audience,
      }
    : undefined;

const keysInHeader: Check = ({ header }) => {
  const names = ['jwk', 'jku', 'x5u', 'x5c'].filter((name) => has(header.values, name));
  return names.length > 0
    ? {
        severity: 'danger',
        title: 'It brings its own key',
        text: `The header has ${listed(names)}. The one who made the token chose that key, so a signature that fits it proves nothing. Take keys only from your identity provider’s metadata.`,
        more: pages.verify,
      }
    : undefined;
};

const noKeyName: Check = ({ header, issuer }) =>
  issuer.service !== 'other' && !has(header.values, 'kid')
    ? {
        severity: 'warning',
        title: '“kid” is missing',
        text: 'Tokens from Microsoft name the key that signed them. Without the name, an app would have to try every published key.',
      }
    : undefined;

const critical: Check = ({ header }) =>
  has(header.values, 'crit')
    ? {
        severity: 'warning',
        title: 'It has a “crit” header',
        text: 'A program has to refuse the token unless it understands every extension that “crit” names (RFC 7515, section 4.1.11). Many programs don’t look.',
      }
    : undefined;

export const signatureFindings: readonly Check[] = [
  noAlgorithm,
  sharedSecret,
  otherAlgorithm,
  graphToken,
  keysInHeader,
  noKeyName,
  critical,
];
