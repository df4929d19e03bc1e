import type { IncomingMessage } from 'node:http';
import type { Context } from 'oidc-provider';
import { correlationIdFrom } from '../../errors/body.ts';
import type { EntraError } from '../../errors/entra-error.ts';
import type { Realm } from '../../realm/realm.ts';
import { routeOf } from '../request/request-context.ts';
import { failureOf } from './failure.ts';

const endpoints: Readonly<Record<string, string>> = {
  authorization: 'authorize',
  resume: 'authorize',
  token: 'token',
  device_authorization: 'devicecode',
  device_resume: 'deviceauth',
};

const shown = new WeakSet<Context>();

/** A page was shown instead of an answer. */
export const rememberPage = (ctx: Context): void => {
  shown.add(ctx);
};

/** Writes down what oidc-provider answered. */
export async function recordAnswer(realm: Realm, ctx: Context): Promise<void> {
  const endpoint = endpoints[ctx.oidc?.route];
  if (endpoint === undefined) return;
  const { entities, params } = ctx.oidc;
  const clientId = entities.Client?.clientId ?? params?.['client_id'];
  const user = entities.Account?.accountId ?? entities.Session?.accountId;
  const failure = await failureOf(realm, ctx);
  await realm.log.add({
    endpoint,
    ...(typeof clientId === 'string' && { clientId: clientId.slice(0, longestValue) }),
    ...(user !== undefined && { user }),
    ...flowOf(ctx.req),
    ...(failure === undefined
      ? { outcome: shown.has(ctx) ? 'interrupted' : 'success' }
      : { outcome: 'failure', ...said(failure.error, failure.body.correlation_id) }),
  });
}

/** Writes down what was refused before oidc-provider saw it. */
export async function recordRefusal(
  realm: Realm,
  request: IncomingMessage,
  endpoint: string,
  clientId: string | undefined,
  error: EntraError,
): Promise<void> {
  await realm.log.add({
    endpoint,
    ...(clientId !== undefined && { clientId: clientId.slice(0, longestValue) }),
    ...flowOf(request),
    outcome: 'failure',
    ...said(error, correlationIdFrom(request.headers['client-request-id'])),
  });
}

/** What an app sent may be long, and thousands of entries are kept. */
const longestValue = 300;
const longestText = 1_000;
const mostRegistered = 10;

const said = ({ code, text, comparison }: EntraError, correlationId: string | undefined) => ({
  code,
  text: text.slice(0, longestText),
  ...(comparison !== undefined && {
    comparison: {
      name: comparison.name,
      sent: comparison.sent?.slice(0, longestValue),
      registered: comparison.registered.slice(0, mostRegistered),
    },
  }),
  ...(correlationId !== undefined && { correlationId }),
});

function flowOf(request: IncomingMessage) {
  const { userFlow } = routeOf(request);
  return userFlow === undefined ? {} : { userFlow: userFlow.id };
}
