import type { Jwt } from '../../jwt/read-jwt.ts';
import { checkSignature, type Verdict } from '../signature/check-signature.ts';
import { pastedKeys } from '../signature/pasted-keys.ts';
import { isIssuerOfKeys, tenantKeysIn } from '../signature/practice-keys.ts';

/** How a check ended: the kind of a notice, and a sentence. */
export interface Checked {
  kind: 'ok' | 'danger' | 'warn';
  sentence: string;
}

const warn = (sentence: string): Checked => ({ kind: 'warn', sentence });
const notSecure = warn(
  'Browsers check signatures on secure pages only: open this site over https, or at localhost.',
);

/** Checks a token with keys that someone pasted. */
export async function checkWithPasted(jwt: Jwt, text: string): Promise<Checked> {
  if (!globalThis.isSecureContext) return notSecure;
  const pasted = pastedKeys(text);
  if ('problem' in pasted) return warn(pasted.problem);
  return inWords(await checkSignature(jwt, pasted.keys), jwt, 'one of these keys');
}

/** Checks a token with the keys that the practice tenant publishes now. The request says nothing about the token. */
export async function checkWithPracticeKeys(jwt: Jwt): Promise<Checked> {
  if (!globalThis.isSecureContext) return notSecure;
  const response = await fetch('/tokens/practice-keys.json');
  if (response.status === 404) return warn('This site runs without the practice tenant.');
  if (!response.ok) return warn('The practice tenant’s keys can’t be read right now. Try again.');
  const tenants = tenantKeysIn(await response.json());
  if (tenants.length === 0)
    return warn(
      'This browser has no practice tenants in this lab, so there are no keys to check with. Tokens of practice tenants that have ended can’t be checked anymore.',
    );
  const verdict = await checkSignature(
    jwt,
    tenants.flatMap(({ keys }) => keys),
  );
  if (verdict.verdict !== 'good') return inWords(verdict, jwt, 'the practice tenant’s keys');
  const owners = tenants.filter(({ keys }) => keys.some(({ kid }) => kid === verdict.key.kid));
  const [owner] = owners;
  if (!owners.some((each) => isIssuerOfKeys(jwt.claims.values, each)))
    return {
      kind: 'danger',
      sentence: `The signature is the practice tenant’s, but the key isn’t one of the issuer that the token names: it’s a key for ${owner?.name ?? 'another tenant'}. Refuse it.`,
    };
  return inWords(verdict, jwt, `the practice tenant’s key for ${owner?.name ?? 'this tenant'}`);
}

function inWords({ verdict }: Verdict, { header }: Jwt, keys: string): Checked {
  const kid = String(header.values['kid']).slice(0, 100);
  switch (verdict) {
    case 'good':
      return {
        kind: 'ok',
        sentence: `The signature is good: it was made with ${keys}, and nothing in the token has changed since. That doesn’t make it a token for your app: issuer, audience, and times count, too.`,
      };
    case 'bad':
      return {
        kind: 'danger',
        sentence:
          'The signature is wrong: the token was changed, or someone else signed it. Refuse it. If it’s for Microsoft Graph, only Graph can check it.',
      };
    case 'no-key':
      return warn(
        `None of the keys has the name in the token’s header, “${kid}”, and none of them fits. The token may be from another tenant, or its key has been replaced. An app with claims mapping has keys of its own: add ?appid= and its client ID to the address of the keys.`,
      );
    case 'no-algorithm':
      return warn('This page checks signatures of the kinds RS, PS, and ES.');
  }
}
