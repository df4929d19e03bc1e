import { z } from 'zod';
import type { Registration } from '../../../directory/model.ts';
import {
  problemWithRedirectUri,
  problemWithRedirectUris,
} from '../../../directory/new-registration.ts';
import { invalidValue } from '../odata/graph-error.ts';

export const sentWeb = z
  .strictObject({
    redirectUris: z.array(z.string()),
    // What the real service shows beside the URIs, and takes back with a request.
    redirectUriSettings: z.array(z.looseObject({ uri: z.string() })),
    logoutUrl: z.string().nullable(),
    homePageUrl: z.string().nullable(),
    implicitGrantSettings: z
      .strictObject({ enableIdTokenIssuance: z.boolean(), enableAccessTokenIssuance: z.boolean() })
      .partial(),
  })
  .partial();

export const sentSinglePage = z.strictObject({ redirectUris: z.array(z.string()) });

/** The platform Web, with the settings for implicit and hybrid flows. */
export const shownWeb = ({
  homePage,
  frontChannelLogoutUri,
  redirectUris,
  implicitGrant,
}: Registration) => ({
  homePageUrl: homePage ?? null,
  logoutUrl: frontChannelLogoutUri ?? null,
  redirectUris,
  implicitGrantSettings: {
    enableAccessTokenIssuance: implicitGrant?.accessTokens ?? false,
    enableIdTokenIssuance: implicitGrant?.idTokens ?? false,
  },
  redirectUriSettings: redirectUris.map((uri) => ({ uri, index: null })),
});

export function keptWeb(
  app: Registration,
  { redirectUris, logoutUrl, homePageUrl, implicitGrantSettings }: z.infer<typeof sentWeb>,
): Partial<Registration> {
  if (logoutUrl !== undefined && logoutUrl !== null) {
    requireGood(problemWithRedirectUri(asAtLocalhost(logoutUrl)), 'logoutUrl');
  }
  const { enableIdTokenIssuance: idTokens, enableAccessTokenIssuance: accessTokens } =
    implicitGrantSettings ?? {};
  return {
    ...(redirectUris && { redirectUris }),
    ...(logoutUrl !== undefined && { frontChannelLogoutUri: logoutUrl ?? undefined }),
    ...(homePageUrl !== undefined && { homePage: homePageUrl ?? undefined }),
    ...(implicitGrantSettings && {
      implicitGrant: {
        ...(app.implicitGrant ?? { idTokens: false, accessTokens: false }),
        ...(idTokens !== undefined && { idTokens }),
        ...(accessTokens !== undefined && { accessTokens }),
      },
    }),
  };
}

/** How many redirect URIs an app can have; fewer, if it's for personal accounts too. */
const most = 256;
const mostForPersonalAccounts = 100;

/** @throws GraphError for a redirect URI that isn't good, on whichever platform, or one too many */
export function requireGoodRedirectUris({
  redirectUris,
  singlePageRedirectUris = [],
  personalAccounts = false,
}: Registration): void {
  const limit = personalAccounts ? mostForPersonalAccounts : most;
  const isTooMany = redirectUris.length + singlePageRedirectUris.length > limit;
  requireGood(isTooMany ? `An app has at most ${limit} redirect URIs.` : undefined, 'redirectUris');
  const problem = problemWithRedirectUris({
    redirectUris: redirectUris.map(asAtLocalhost),
    singlePageRedirectUris: singlePageRedirectUris.map(asAtLocalhost),
  });
  requireGood(problem, 'redirectUris');
}

/** Unlike the portal's form, Graph takes `http://127.0.0.1`. */
const asAtLocalhost = (uri: string): string =>
  uri.replace(/^http:\/\/127\.0\.0\.1(?=[:/?]|$)/, 'http://localhost');

function requireGood(problem: string | undefined, property: string): void {
  if (problem !== undefined) throw invalidValue(property, 'WebApplication', problem);
}
