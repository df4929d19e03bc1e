/** One `Set-Cookie` header; attribute names are in lower case. */
export interface SetCookie {
  name: string;
  value: string;
  attributes: ReadonlyMap<string, string>;
}

export function setCookies(headers: readonly string[] | undefined): SetCookie[] {
  return (headers ?? []).map((header) => {
    const [pair = '', ...rest] = header.split(';');
    const [name = '', value = ''] = splitOnce(pair);
    const attributes = rest.map(splitOnce).map(([key, text]) => [key.toLowerCase(), text] as const);
    return { name, value, attributes: new Map(attributes) };
  });
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** Cookies that Azure sets to keep a browser at one instance. */
export const affinityCookies = ['ARRAffinity', 'ARRAffinitySameSite', 'ApplicationGatewayAffinity'];

/** The cookie that holds an attempt to sign in. */
export const isAttempt = ({ name, value }: SetCookie): boolean =>
  name.includes('.transaction.') && value !== '';

/**
 * What a browser would do to it that the sample doesn't want, as the rest of a sentence that starts with its name.
 * @param isSecure whether the origin is https
 */
export function faultsOf({ name, attributes }: SetCookie, isSecure: boolean): string[] {
  const faults: string[] = [];
  if (isSecure && !name.startsWith('__Host-')) faults.push('has no prefix __Host-');
  if (isSecure && !attributes.has('secure')) faults.push('is not Secure');
  if (!attributes.has('httponly')) faults.push('is not HttpOnly');
  const sameSite = attributes.get('samesite')?.toLowerCase();
  if (sameSite !== 'lax') faults.push(`has SameSite=${sameSite ?? '(none)'} and not Lax`);
  if (attributes.get('path') !== '/') faults.push('is not for Path=/');
  if (attributes.has('domain')) faults.push('names a Domain');
  return faults;
}
