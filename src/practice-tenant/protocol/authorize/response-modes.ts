import { randomUUID } from 'node:crypto';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { z } from 'zod';
import { showPage } from '../../http/answer.ts';
import { postForm, postFormScriptHash } from '../../pages/post-form.ts';
import type { Realm } from '../../tenant/realm.ts';
import { rememberUserFlow, userFlowOf } from '../grants/user-flow-grants.ts';
import { failureOf } from '../outcome/failure.ts';

/** How a client may want the response (OAuth 2.0 Multiple Response Type Encoding Practices §2.1). */
export const responseModes = ['query', 'fragment', 'form_post'] as const;

/** oidc-provider keeps its own handlers under the standard names; requests are sent to these instead. */
export const internalMode = (mode: string): string => `practice_${mode}`;

/** Responses that look like Entra's: `session_state`, no `iss`, errors with their codes. */
export function registerResponseModes(provider: Provider, realm: Realm): void {
  for (const mode of responseModes) {
    provider.registerResponseMode(internalMode(mode), async (ctx, redirectUri, payload) => {
      send(mode, ctx, redirectUri, await dressed(realm, ctx, answered.parse(payload)));
    });
  }
}

const anHour = 3600;
const answered = z.record(z.string(), z.string());

async function dressed(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  { iss: _, ...answer }: Record<string, string>,
): Promise<Record<string, string>> {
  if (answer['error'] === undefined) {
    await rememberUserFlow(realm, answer['code'], userFlowOf(realm, ctx), anHour);
    // Azure AD B2C has none.
    return realm.tenant.dialect === 'b2c' ? answer : { ...answer, session_state: randomUUID() };
  }
  const failure = await failureOf(ctx);
  if (failure === undefined) return answer;
  const { error, error_description, suberror } = failure.body;
  return {
    ...answer,
    error,
    error_description,
    ...(suberror === undefined ? {} : { error_subcode: suberror }),
  };
}

function send(
  mode: (typeof responseModes)[number],
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
