import type { Registration } from './model.ts';

/**
 * Whether a redirect URI is registered: character by character, except that the port of a
 * `http://localhost` address is ignored, as Microsoft Entra ID does for apps under development.
 */
export function isRegisteredRedirectUri(
  registration: Pick<Registration, 'redirectUris'>,
  uri: string,
): boolean {
  const wanted = withoutLocalPort(uri);
  return registration.redirectUris.some(
    (each) => each === uri || withoutLocalPort(each) === wanted,
  );
}

function withoutLocalPort(uri: string): string {
  return uri.replace(/^http:\/\/localhost:\d{1,5}(?=[/?]|$)/, 'http://localhost');
}
