/** What a token request names and proves its app with, from its form or its header. */
export interface CredentialsSent {
  clientId: string | undefined;
  secret: string | undefined;
  assertion: string | undefined;
}

export function credentialsIn(
  fields: ReadonlyMap<string, string>,
  authorization: string | undefined,
): CredentialsSent {
  const basic = basicCredentials(authorization);
  return {
    clientId: fields.get('client_id') ?? basic?.clientId,
    secret: fields.get('client_secret') ?? basic?.secret,
    assertion: fields.get('client_assertion'),
  };
}

function basicCredentials(header: string | undefined) {
  if (header?.startsWith('Basic ') !== true) return undefined;
  const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { clientId: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) };
}

/** RFC 6749 §2.3.1 has both halves form-encoded; a half that is not is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
