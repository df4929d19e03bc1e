import { randomUUID } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import { askedFaultsParameter } from '../../faults/asked-faults.ts';
import { attemptId, attemptParameter, rememberAttempt } from '../../faults/attempts.ts';
import { asksOnlyForToken } from '../../tenant/only-token.ts';
import type { Realm } from '../../tenant/realm.ts';
import { contextOf } from '../../tenant/request-context.ts';
import { clientInfo } from '../claims/client-info.ts';
import { rememberAssumedRedirectUri } from '../grants/assumed-redirect-uri.ts';
import { rememberUserFlow, userFlowOf } from '../grants/user-flow-grants.ts';
import { failureOf } from '../outcome/failure.ts';

type Answer = Record<string, string>;

/** Redirects, fragments, and forms carry text only. */
const answered = z.record(z.string(), z.union([z.string(), z.number()]).transform(String));
const anHour = 3600;

/** What oidc-provider would return from the authorization endpoint, as Entra would. */
export async function dressedAnswer(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  payload: object,
): Promise<Answer> {
  const { iss: _, ...answer } = answered.parse(payload);
  return answer['error'] === undefined ? success(realm, ctx, answer) : refusal(ctx, answer);
}

async function success(
  realm: Realm,
  ctx: KoaContextWithOIDC,
  { code, ...rest }: Answer,
): Promise<Answer> {
  const { params = {}, session } = ctx.oidc;
  const userFlow = userFlowOf(realm, ctx);
  await rememberUserFlow(realm, code, userFlow, anHour);
  await rememberAssumedRedirectUri(realm, params, code, anHour);
  const attempt = attemptId(params[attemptParameter]);
  if (code !== undefined && attempt !== undefined) {
    const faults = params[askedFaultsParameter];
    await rememberAttempt(realm.store, code, {
      id: attempt,
      faults: typeof faults === 'string' ? faults : '',
    });
  }
  const signedIn = params['client_info'] === '1' ? session?.accountId : undefined;
  return {
    ...(code !== undefined && !asksOnlyForToken(params) && { code }),
    ...rest,
    ...(signedIn !== undefined && {
      client_info: await clientInfo(contextOf(ctx), userFlow, signedIn),
    }),
    // Azure AD B2C has none.
    ...(realm.tenant.dialect === 'b2c' ? {} : { session_state: randomUUID() }),
  };
}

async function refusal(ctx: KoaContextWithOIDC, answer: Answer): Promise<Answer> {
  const failure = await failureOf(ctx);
  if (failure === undefined) return answer;
  const { state } = answer;
  const { error, error_description, error_uri, suberror } = failure.body;
  return {
    error,
    error_description,
    ...(error_uri === undefined ? {} : { error_uri }),
    ...(suberror === undefined ? {} : { error_subcode: suberror }),
    ...(state === undefined ? {} : { state }),
  };
}
