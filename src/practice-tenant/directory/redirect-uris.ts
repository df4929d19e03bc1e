import type { Registration } from './model.ts';

/** Of every platform: where a response may be sent doesn't depend on who redeems the code. */
export const redirectUrisOf = (app: Registration): string[] => [
  ...app.redirectUris,
  ...(app.singlePageRedirectUris ?? []),
  ...(app.publicClientRedirectUris ?? []),
];

/**
 * Whether a redirect URI is registered: character by character, except that the port of a
 * `http://localhost` address is ignored, as Microsoft Entra ID does for apps under development.
 */
export function isRegisteredRedirectUri(registered: readonly string[], uri: string): boolean {
  const wanted = withoutLocalPort(uri);
  return registered.some((each) => each === uri || withoutLocalPort(each) === wanted);
}

function withoutLocalPort(uri: string): string {
  return uri.replace(/^http:\/\/localhost:\d{1,5}(?=[/?]|$)/, 'http://localhost');
}
