import { type ClaimExplanation, explainHeaderField } from '../../auth/explanations/claims.ts';

/** What has another meaning in a token that's encrypted (RFC 7516 §4.1). */
const own: Readonly<Record<string, string>> = {
  alg: 'How the key for the content is encrypted.',
  kid: 'Which key can decrypt it.',
};

export function explainEncryptedHeader(name: string): ClaimExplanation {
  const text = Object.hasOwn(own, name) ? own[name] : undefined;
  const explanation = explainHeaderField(name);
  return text === undefined ? explanation : { ...explanation, text };
}
