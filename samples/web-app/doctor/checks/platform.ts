import { causesOf, errorCodeIn } from '../../sign-in/index.ts';
import { asBrowser } from '../as-browser.ts';
import { check } from '../check.ts';
import { promptlessRequest } from '../promptless-request.ts';

/** What a tenant demands of single-page applications only, when a request comes without PKCE. */
const onlyForSinglePage = ['AADSTS9002325', 'AADB2C99059'];

/** A redirect URI of the platform single-page application gives itself away; other platforms can't be told apart. */
export const platform = check({
  id: 'platform',
  title: 'Platform',
  needs: ['registration', 'metadata', 'appAccepted'],
  async run(say, { registration, metadata }, { fetch }) {
    const { redirectUri } = registration;
    const request = promptlessRequest(redirectUri, registration, metadata);
    request.searchParams.delete('code_challenge');
    request.searchParams.delete('code_challenge_method');
    const response = await asBrowser(request, fetch).catch((error) => ({ text: causesOf(error) }));
    const location = 'location' in response ? response.location : undefined;
    const code = errorCodeIn(`${location} ${response.text}`.replaceAll(/[+%]/g, ' '));
    if (code !== undefined && onlyForSinglePage.includes(code))
      return say.failed(
        `${redirectUri} is registered for a single-page application: ${code}`,
        'Under "Authentication" of your registration, remove it from single-page application, and add it under Web.',
        code,
      );
    return say.unknown(
      "whether the redirect URI is on the platform Web can't be known before a user signs in",
      `Open "Authentication" of your registration: ${redirectUri} has to be under Web.`,
    );
  },
});
