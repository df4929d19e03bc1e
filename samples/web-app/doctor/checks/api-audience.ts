import { decodeJwt } from 'jose';
import { appOnly, SignInError } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { graphOf } from '../graph.ts';
import { refusalOf } from '../refusals.ts';
import { requests } from '../requests.ts';

/** Whether the tenant has the API of SCOPE, and whom tokens for it name. */
export const apiAudience = check({
  id: 'api-audience',
  title: "API's audience",
  needs: ['registration', 'access'],
  applies: ({ registration }) => registration === undefined || registration.api !== undefined,
  async run(say, { registration, access }, surroundings) {
    if (registration.api === undefined) return [];
    const { endpoint, scopes } = registration.api;
    const graph = graphOf(registration);
    const resource = resourceOf(scopes, graph);
    const isGraph = resource === graph;
    if (isGraph !== isGraphAddress(endpoint, graph, registration.authority))
      return say.failed(
        `SCOPE is for ${resource}, but ENDPOINT is at ${new URL(endpoint).host}`,
        'Use the address and the scopes of one API: a token is good for one only.',
        'AADSTS500011',
      );
    if (access === 'no tenant is named')
      return say.unknown(
        'the authority is for several tenants, so only a sign-in shows whether they know the API',
        'Sign in once, then select Call the API.',
      );
    if (access.refusal !== undefined) {
      const about = refusalOf(access.refusal.errorCode, registration.credential.kind)?.about;
      return say.waitsFor(
        about === 'app' || about === 'tenant'
          ? { check: 'app', title: 'App' }
          : { check: 'credential', title: 'Credential' },
      );
    }
    try {
      const app = appOnly(access.registration, requests(surroundings));
      const audience = audienceOf(await app.accessToken(resource));
      return [
        say.ok(`tokens for ${resource} name ${audience ?? 'an audience that only the API reads'}`),
      ];
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      if (error.code === 'scope_refused')
        return say.failed(
          `the tenant has no API ${resource}: ${error.errorCode ?? error.code}`,
          'Copy the scope from "API permissions" of your registration, with the whole Application ID URI before it.',
          error.errorCode ?? error.code,
        );
      return say.unknown(
        `the tenant gives the app no token for ${resource}: ${error.detail}`,
        'An app can lack what a user has: this proves nothing about users.',
      );
    }
  },
});

/** The part of a scope before its name: the Application ID URI. Without one, it's a scope of Graph. */
function resourceOf([scope = '']: readonly string[], graph: string): string {
  const end = scope.lastIndexOf('/');
  return end < 0 ? graph : scope.slice(0, end);
}

/** A practice tenant's Graph is on its own host, which is the authority's where it's hosted. */
function isGraphAddress(endpoint: string, graph: string, authority: string): boolean {
  const { origin, hostname, pathname } = new URL(endpoint);
  const isPractice = hostname === 'localhost' || origin === new URL(authority).origin;
  return origin === graph || (isPractice && pathname.startsWith('/graph/'));
}

function audienceOf(token: string): string | undefined {
  try {
    return String(decodeJwt(token).aud);
  } catch {
    return undefined;
  }
}
