import type { KoaContextWithOIDC } from 'oidc-provider';
import { frontOrigin } from '../../directory/addresses.ts';
import type { Tenant } from '../../directory/model.ts';
import { correlationIdFrom, errorBody } from '../../errors/body.ts';
import type { EntraError } from '../../errors/entra-error.ts';
import { inB2cWords } from '../../errors/in-b2c-words.ts';
import { nameRequest } from '../../http/answer.ts';
import { contextOf, type Failure } from '../../tenant/request-context.ts';
import { fromProvider } from './from-provider.ts';
import { requestValues } from './request-values.ts';

/** Remembers what went wrong in a request; oidc-provider reports it in an event and responds elsewhere. */
export const rememberProblem = (ctx: KoaContextWithOIDC, cause: unknown): void => {
  contextOf(ctx).problem = { cause };
};

/** The error in the tenant's vocabulary. */
export const inWordsOf = ({ dialect }: Tenant, error: EntraError): EntraError =>
  dialect === 'b2c' ? inB2cWords(error) : error;

/** What went wrong, in the tenant's vocabulary; undefined when nothing did, or when it's a bug of this project. */
export async function failureOf(ctx: KoaContextWithOIDC): Promise<Failure | undefined> {
  const context = contextOf(ctx);
  const { realm, problem } = context;
  if (problem === undefined || context.failure !== undefined) return context.failure;
  const found = fromProvider(problem.cause, await requestValues(realm, ctx));
  if (found === undefined) return undefined;
  const error = inWordsOf(realm.tenant, found);
  const sent = ctx.get('client-request-id') || ctx.query['client-request-id'];
  const pages = frontOrigin(realm.tenant, realm.origins);
  const body = errorBody(error, realm.clock.now(), pages, correlationIdFrom(sent));
  context.failure = { error, body };
  nameRequest(context.response, context.failure.body.trace_id);
  return context.failure;
}
