import type { KoaContextWithOIDC } from 'oidc-provider';
import { correlationIdFrom } from '../../errors/body.ts';
import type { EntraError } from '../../errors/entra-error.ts';
import { contextOf, type RequestContext } from '../../tenant/request-context.ts';
import { failureOf } from './failure.ts';

const endpoints: Readonly<Record<string, string>> = {
  authorization: 'authorize',
  resume: 'authorize',
  token: 'token',
  device_authorization: 'devicecode',
  device_resume: 'deviceauth',
};

/** Writes down what oidc-provider answered. */
export async function recordAnswer(ctx: KoaContextWithOIDC): Promise<void> {
  const context = contextOf(ctx);
  const endpoint = endpoints[ctx.oidc.route];
  if (endpoint === undefined) return;
  const { entities, params } = ctx.oidc;
  const clientId = entities.Client?.clientId ?? params?.['client_id'];
  const user = entities.Account?.accountId ?? entities.Session?.accountId;
  const failure = await failureOf(ctx);
  await context.realm.log.add({
    endpoint,
    ...(typeof clientId === 'string' && { clientId: clientId.slice(0, longestValue) }),
    ...(user !== undefined && { user }),
    ...flowOf(context),
    ...askedIn(params),
    ...(failure === undefined
      ? { outcome: context.isInterrupted === true ? 'interrupted' : 'success' }
      : { outcome: 'failure', ...said(failure.error, failure.body.correlation_id) }),
  });
}

/** Logs what was refused before oidc-provider saw it. */
export async function recordRefusal(context: RequestContext, error: EntraError): Promise<void> {
  const { realm, request, route, url } = context;
  const [, first, ...rest] = route.path.split('/');
  const endpoint = first === 'interaction' ? 'authorize' : (rest.at(-1) ?? first ?? '');
  const clientId = url.searchParams.get('client_id') ?? context.clientId;
  await realm.log.add({
    endpoint,
    ...(clientId !== undefined && { clientId: clientId.slice(0, longestValue) }),
    ...flowOf(context),
    outcome: 'failure',
    ...said(error, correlationIdFrom(request.headers['client-request-id'])),
  });
}

/** Parameters that a user or developer can recognize; none of them is a secret. */
const hints = ['max_age', 'login_hint', 'domain_hint', 'ui_locales'];
const longestHint = 100;

function askedIn(params: Readonly<Record<string, unknown>> | undefined) {
  const asked = hints.flatMap((name) => {
    const value = params?.[name];
    return value === undefined || value === '' ? [] : [[name, String(value).slice(0, longestHint)]];
  });
  return asked.length === 0 ? {} : { asked: Object.fromEntries(asked) };
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

const flowOf = ({ route: { userFlow } }: RequestContext) =>
  userFlow === undefined ? {} : { userFlow: userFlow.id };
