import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { EntraError } from '../../errors/entra-error.ts';
import { showPage } from '../../http/answer.ts';
import { postForm, postFormScriptHash } from '../../pages/post-form.ts';
import type { Realm } from '../../tenant/realm.ts';
import { dressedAnswer } from './dressed-answer.ts';

/** How a client may want the response (OAuth 2.0 Multiple Response Type Encoding Practices §2.1). */
export const responseModes = ['query', 'fragment', 'form_post'] as const;
type ResponseMode = (typeof responseModes)[number];

/** oidc-provider keeps its own handlers under the standard names; requests are sent to these instead. */
export const internalMode = (mode: string): string => `practice_${mode}`;

/** Responses that look like Entra's: `session_state`, no `iss`, errors with their codes. */
export function registerResponseModes(provider: Provider, realm: Realm): void {
  for (const mode of responseModes) {
    provider.registerResponseMode(internalMode(mode), async (ctx, redirectUri, payload) => {
      send(mode, ctx, redirectUri, await dressedAnswer(realm, ctx, payload));
    });
  }
}

/** A query ends up in logs and in the browser's history. @throws EntraError AADSTS70007 */
export function refuseTokensInQuery(responseType: readonly string[], mode: unknown): void {
  if (mode !== internalMode('query') || responseType.every((part) => part === 'code')) return;
  const registered = responseModes.filter((each) => each !== 'query');
  const comparison = { name: 'response_mode', sent: 'query', registered };
  throw new EntraError('AADSTS70007', { mode: 'query' }, comparison);
}

function send(
  mode: ResponseMode,
  ctx: KoaContextWithOIDC,
  redirectUri: string,
  answer: Record<string, string>,
): void {
  const target = new URL(redirectUri);
  if (mode === 'form_post') {
    ctx.status = 200;
    const policy = { formTargets: [target.origin], scriptHash: postFormScriptHash };
    showPage(ctx, { title: 'Working on it' }, postForm(redirectUri, answer), policy);
    return;
  }
  if (mode === 'fragment') target.hash = new URLSearchParams(answer).toString();
  else for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  ctx.status = 303;
  ctx.redirect(target.href);
}
