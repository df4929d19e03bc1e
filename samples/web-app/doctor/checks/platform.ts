import { check } from '../check.ts';

/** No response before a sign-in depends on the platform: the token endpoint looks at it with the code. */
export const platform = check({
  id: 'platform',
  title: 'Platform',
  needs: ['registration'],
  run: (say, { registration: { redirectUri } }) =>
    say.unknown(
      "whether the redirect URI is on the platform Web can't be known before a user signs in",
      `Open "Authentication" of your registration: ${redirectUri} has to be under Web, not under single-page application.`,
    ),
});
