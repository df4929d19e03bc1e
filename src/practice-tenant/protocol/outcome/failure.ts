import type { Context } from 'oidc-provider';
import { correlationIdFrom, type ErrorBody, errorBody } from '../../errors/body.ts';
import type { EntraError } from '../../errors/entra-error.ts';
import { inWordsOf } from '../../errors/in-b2c-words.ts';
import type { Realm } from '../../realm/realm.ts';
import { fromProvider } from './from-provider.ts';
import { requestValues } from './request-values.ts';

export interface Failure {
  error: EntraError;
  body: ErrorBody;
}

const failures = new WeakMap<Context, unknown>();
/** One answer per request, so that log, page and body show the same IDs. */
const answers = new WeakMap<Context, Failure>();

/** Remembers what went wrong in a request; oidc-provider tells by an event and answers elsewhere. */
export const rememberFailure = (ctx: Context, error: unknown): void => {
  failures.set(ctx, error);
};

export const hasFailed = (ctx: Context): boolean => failures.has(ctx);

/** What went wrong, in Entra's words; undefined when nothing did or when it is this project's own fault. */
export async function failureOf(realm: Realm, ctx: Context): Promise<Failure | undefined> {
  if (!failures.has(ctx)) return undefined;
  const given = answers.get(ctx);
  if (given !== undefined) return given;
  const found = fromProvider(failures.get(ctx), await requestValues(realm, ctx));
  if (found === undefined) return undefined;
  const error = inWordsOf(realm.tenant, found);
  const sent = ctx.get('client-request-id') || ctx.query['client-request-id'];
  const failure = { error, body: errorBody(error, correlationIdFrom(sent)) };
  answers.set(ctx, failure);
  return failure;
}
