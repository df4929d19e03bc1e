import type { Registration } from '../directory/model.ts';
import { shownApp, shownTenant } from '../directory/shown-names.ts';
import { redirect, sendPage } from '../http/answer.ts';
import { readForm, typed } from '../http/form.ts';
import { homeRealmPage } from '../pages/home-realm.ts';
import { homeOf, homeOfDomain } from '../tenant/home-realms.ts';
import type { OpenTenant } from '../tenant/request-context.ts';
import { sessionIn } from '../tenant/session.ts';
import type { SharedRequest } from '../tenant/shared-request.ts';
import { tenantIdIn } from '../tenant/tenant-id-in.ts';

/** Below the shared name; the endpoint that the request was for follows. No document names it. */
export const homeRealmPath = '/home-realm';

/** The address of the page, for a request to an endpoint of several tenants. */
export const homeRealmAddress = (shared: string, endpoint: string, query: string): string =>
  `/${shared}${homeRealmPath}${endpoint}?${query}`;

/** Where the sign-in of a request goes on. */
export type HomeRealm = { open: OpenTenant } | { ambiguous: true } | { ask: true };

/**
 * The tenant that a request's hints name or that the browser has a session in.
 * @param eligible the tenants whose users the app is for
 */
export async function homeRealmOf(
  { request, response }: Pick<SharedRequest, 'request' | 'response'>,
  eligible: readonly OpenTenant[],
  sent: URLSearchParams,
): Promise<HomeRealm> {
  const [only, ...others] = eligible;
  if (only !== undefined && others.length === 0) return { open: only };
  const hinted = await hintedTenant(eligible, sent);
  if (hinted !== undefined) return { open: hinted };
  const isSilent = sent.get('prompt') === 'none';
  // The hint names no user of these tenants, so the page asks. A silent request can only go by sessions.
  if (sent.get('login_hint') && !isSilent) return { ask: true };
  if (sent.get('prompt') === 'select_account') return { ask: true };
  const candidates = ofKind(eligible, sent.get('domain_hint'));
  const sessions = await Promise.all(candidates.map((open) => sessionIn(open, request, response)));
  const signedIn = candidates.filter((_, index) => sessions[index] !== undefined);
  const [one, ...more] = signedIn;
  if (one !== undefined && more.length === 0) return { open: one };
  if (!isSilent) return { ask: true };
  return more.length > 0 ? { ambiguous: true } : { ask: true };
}

/** `organizations` is a hint about the kind of account. */
const ofKind = (eligible: readonly OpenTenant[], domainHint: string | null): OpenTenant[] =>
  eligible.filter(({ realm }) => domainHint !== 'organizations' || !realm.tenant.isPersonal);

async function hintedTenant(
  eligible: readonly OpenTenant[],
  sent: URLSearchParams,
): Promise<OpenTenant | undefined> {
  const tenantId = tenantIdIn(sent.get('id_token_hint'));
  const byToken = eligible.find(({ realm }) => realm.tenant.id === tenantId);
  if (byToken !== undefined) return byToken;
  const loginHint = sent.get('login_hint');
  if (loginHint) return (await homeOf(eligible, loginHint))?.open;
  const domain = sent.get('domain_hint');
  if (!domain || domain === 'organizations') return undefined;
  if (domain === 'consumers') return eligible.find(({ realm }) => realm.tenant.isPersonal);
  return homeOfDomain(eligible, domain);
}

/** The page that asks which tenant is the user's own, and its form. */
export async function handleHomeRealm(
  shared: SharedRequest,
  eligible: readonly OpenTenant[],
  app: Registration | undefined,
): Promise<void> {
  const { route, url, request, response } = shared;
  const endpoint = route.path.slice(homeRealmPath.length);
  const goOn = ({ realm }: OpenTenant, username?: string) => {
    const query = new URLSearchParams(url.searchParams);
    // The user's choice replaces the app's hints.
    query.delete('login_hint');
    query.delete('domain_hint');
    if (username !== undefined) {
      query.set('login_hint', username);
      // An account that was typed is selected: its tenant doesn't ask once more which one it is.
      if (query.get('prompt') === 'select_account') query.delete('prompt');
    }
    redirect(response, `/${route.shared}/${realm.tenant.id}${endpoint}?${query}`);
  };
  const fields = request.method === 'POST' ? await readForm(request) : new Map<string, string>();
  const chosen = eligible.find(({ realm }) => realm.tenant.id === fields.get('tenant'));
  if (chosen !== undefined) return goOn(chosen);
  const hint = await shownHint(shared, url.searchParams.get('login_hint') ?? '');
  const username = typed(fields, 'username') || hint;
  const found = fields.has('username') ? await homeOf(eligible, username) : undefined;
  if (found !== undefined) return goOn(found.open, username);
  const error = username === '' ? undefined : await problemWith(shared, eligible, username);
  const choices = await Promise.all(
    eligible.map(async (open) => {
      const { id, domain } = open.realm.tenant;
      const user = await sessionIn(open, request, response);
      return {
        tenantId: id,
        name: shownTenant(open.realm.tenant),
        detail: user === undefined ? domain : user.username,
      };
    }),
  );
  const [anyTenant] = eligible;
  const appName = app && (anyTenant ? shownApp(anyTenant.realm.tenant, app) : app.clientId);
  const target = URL.parse(url.searchParams.get('redirect_uri') ?? '')?.origin;
  const body = homeRealmPage({ app: appName, choices, username, error });
  sendPage(response, 200, { title: 'Sign in', tenant: undefined }, body, {
    formTargets: [
      ...(target === undefined || target === 'null' ? [] : [target]),
      'http://localhost:*',
      'https://localhost:*',
    ],
  });
}

/** Hosted, only a username that there is: the page would show whatever a link to it says. */
async function shownHint({ siblings }: SharedRequest, hint: string): Promise<string> {
  const isHosted = siblings.some(({ realm }) => realm.tenant.set !== undefined);
  return isHosted && (await homeOf(siblings, hint)) === undefined ? '' : hint;
}

async function problemWith(
  { siblings }: SharedRequest,
  eligible: readonly OpenTenant[],
  username: string,
): Promise<string | undefined> {
  const found = (await homeOf(siblings, username))?.open;
  if (found === undefined) {
    return 'We couldn’t find an account with that username. Enter a different one.';
  }
  if (eligible.includes(found)) return undefined;
  return found.realm.tenant.isPersonal
    ? 'You can’t sign in here with a personal account. Use your work or school account instead.'
    : 'You can’t sign in here with a work or school account. Use your personal account instead.';
}
