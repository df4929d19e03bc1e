import { explainClaim, explainHeaderField } from '../../auth/explanations/claims.ts';
import type { Jwt, Part } from '../../jwt/read-jwt.ts';
import { readJwt } from '../../jwt/read-jwt.ts';
import { isGuid } from '../about/claim-values.ts';
import { explainEncryptedHeader } from '../about/encrypted-header.ts';
import type { Inspected, Use } from '../about/inspected.ts';
import { issuerOf } from '../about/issuer.ts';
import { encryptedWords, unreadableWords } from '../about/paste-words.ts';
import { sampleKeyName } from '../about/sample-key-name.ts';
import { summaryOf } from '../about/summary.ts';
import { kindOf } from '../about/token-kind.ts';
import { findingsOf } from '../findings/findings.ts';
import { claimsTable } from './claims-table.ts';
import { element } from './element.ts';
import { counted, findingList, instead } from './notices.ts';
import { signaturePanel } from './signature-panel.ts';

export interface Asked {
  raw: string;
  use: Use;
  clientId: string;
  /** Public keys of a sample, as JSON. */
  keys: string;
  /** Seconds since 1970. */
  now: number;
}

/** What there is to see about a token, and the same in a sentence. */
export interface Result {
  nodes: readonly Node[];
  said: string;
}

export function resultOf(asked: Asked): Result {
  const read = readJwt(asked.raw);
  if (read.kind === 'jwt') return resultOfJwt(read.jwt, asked);
  if (read.kind === 'encrypted') return resultOfEncrypted(read.header, asked.now);
  const words = unreadableWords(read);
  return { nodes: [instead(words)], said: words.title };
}

function resultOfEncrypted(header: Part, now: number): Result {
  // Made by B2C for itself: the serializer’s version is in no other header.
  const words = encryptedWords('ser' in header.values);
  const table = claimsTable(header.values, {
    caption: 'Header',
    explain: explainEncryptedHeader,
    now,
  });
  return { nodes: [instead(words), table], said: words.title };
}

function resultOfJwt(jwt: Jwt, { raw, use, clientId, keys, now }: Asked): Result {
  const { header, claims } = jwt;
  const entered = clientId.trim().toLowerCase();
  const token: Inspected = {
    header,
    claims,
    kind: kindOf(header.values, claims.values),
    issuer: issuerOf(claims.values),
    length: raw.length,
    isSigned: jwt.signature.length > 0,
    use,
    clientId: isGuid(entered) ? entered : undefined,
    now,
  };
  const findings = findingsOf(token);
  const { title, purpose, facts } = summaryOf(token);
  const isSample = header.values['kid'] === sampleKeyName && keys !== '';
  const list = element('dl', { className: 'token-facts' });
  for (const { label, text, value } of facts) {
    const known =
      value === undefined || value === '' ? undefined : element('code', {}, value.slice(0, 500));
    list.append(element('div', {}, element('dt', {}, label), element('dd', {}, text, known)));
  }
  const { service } = token.issuer;
  const nodes = [
    element(
      'div',
      { className: 'token-summary', data: service in accents ? { tenantType: service } : {} },
      element('h2', { tabIndex: -1 }, title),
      element('p', {}, purpose),
      list,
    ),
    ...(findings.length > 0
      ? [element('h3', {}, 'What to watch out for'), findingList(findings)]
      : []),
    signaturePanel({ jwt, token, keys: isSample ? keys : '', isSample }),
    element('h3', {}, 'What’s in it'),
    element(
      'p',
      { className: 'token-you' },
      'In the explanations, “you” means the user, and “the app” the one that the user signed in to.',
    ),
    claimsTable(header.values, { caption: 'Header', explain: explainHeaderField, now }),
    claimsTable(claims.values, { caption: 'Claims', explain: explainClaim, now }),
  ];
  const count = counted(findings);
  return { nodes, said: `${title}.${count === '' ? '' : ` ${count}.`} Details below.` };
}

/** Services with a color of their own. */
const accents: Readonly<Record<string, true>> = {
  'entra-id': true,
  'external-id': true,
  'external-id-custom-domain': true,
  b2c: true,
};
