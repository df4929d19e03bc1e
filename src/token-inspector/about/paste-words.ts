import type { ReadJwt } from '../../jwt/read-jwt.ts';
import type { Instead, Surrounding } from '../paste/pasted.ts';

export interface Words {
  title: string;
  text: string;
  more?: { label: string; href: string };
}

/** What to say about something that isn't a JWT. */
export const insteadWords: Readonly<Record<Exclude<Instead, 'empty'>, Words>> = {
  'too-long': {
    title: 'This is too long for a token',
    text: 'The longest text that this page reads has two million characters. A token rarely has more than a few thousand.',
  },
  'authorization-code': {
    title: 'This is an authorization code, not a token',
    text: 'Your server redeems it at the token endpoint, once, within minutes. Only the identity provider can read it. Paste what the token endpoint returns.',
    more: { label: 'Sign in', href: '/tutorials/entra-id/sign-in/' },
  },
  'refresh-token': {
    title: 'This is a refresh token',
    text: 'It isn’t a JWT: only the identity provider can read it. Treat it like a password. With your app’s credential, it gets new tokens for weeks, so if you’ve shared it, revoke the user’s sessions.',
    more: {
      label: 'When a refresh token stops working',
      href: '/how-it-works/tokens/#when-a-refresh-token-stops-working',
    },
  },
  'code-or-refresh-token': {
    title: 'This is an authorization code or a refresh token',
    text: 'Both look alike, and only the identity provider can read them. A code has been spent once it’s redeemed. Treat a refresh token like a password: if you’ve shared it, revoke the user’s sessions.',
    more: { label: 'Tokens', href: '/how-it-works/tokens/' },
  },
  'opaque-access-token': {
    title: 'This looks like an access token for a personal Microsoft account',
    text: 'It isn’t a JWT, and only Microsoft can read it. Your app doesn’t need to: send it to the API. The ID token tells who signed in.',
    more: { label: 'Personal Microsoft accounts', href: '/guides/personal-accounts/' },
  },
  saml: {
    title: 'This is a SAML message, not a JWT',
    text: 'It’s XML, from another protocol for signing in. Apps on this site use OpenID Connect. If you expected a JWT, the app may be set up for SAML under “Single sign-on”.',
  },
  'error-response': {
    title: 'This is an error, not a token',
    text: 'Look for its code in the list of errors.',
    more: { label: 'Error codes', href: '/errors/' },
  },
  keys: {
    title: 'These are keys or metadata, not a token',
    text: 'Paste the token here. Once it’s read, you can paste the keys under “Signature”.',
  },
  decoded: {
    title: 'This token is decoded already',
    text: 'Paste it as it was sent: three parts in Base64, separated by dots. Without the signature, nobody can tell whether it’s genuine.',
  },
  json: {
    title: 'There’s no token in this JSON',
    text: 'Tokens are members such as “id_token” and “access_token”. Each begins with “ey” and has two dots.',
  },
  guid: {
    title: 'This is an ID, not a token',
    text: 'For example, a client ID, a tenant ID, or the ID of a client secret. A token is much longer and has two dots.',
  },
  'client-secret': {
    title: 'This looks like a client secret',
    text: 'It proves that your app is your app. Keep it out of chats, tickets, and code. If someone else may have seen it, create a new one and delete this one.',
    more: { label: 'Credentials', href: '/how-it-works/credentials/' },
  },
  'cut-off': {
    title: 'Part of the token is missing',
    text: 'A JWT has three parts separated by two dots. Copy all of it. Terminals and logs often cut off long lines.',
  },
  unknown: {
    title: 'This isn’t a token that the page knows',
    text: 'A JWT begins with “ey” and has three parts separated by dots. If it’s a refresh token, an authorization code, or a session cookie, only the program that made it can read it.',
  },
};

/** What to say about what was around a token. */
export const surroundingWords: Readonly<Record<Surrounding, string>> = {
  bearer: '“Bearer” isn’t part of the token. It belongs in the Authorization header, once.',
  quotes: 'The quotation marks aren’t part of the token.',
  'line-breaks':
    'There were line breaks or spaces in the token. They were removed here. A program would refuse it.',
  text: 'There was other text around the token.',
  'token-response': 'You pasted JSON. A program has to take the token out of it.',
  address:
    'The token came in an address. Addresses end up in histories and logs. Use the authorization code flow, which keeps tokens out of them.',
  'refresh-token':
    'There’s also a refresh token. It isn’t shown. Treat it like a password: if you’ve shared this response, revoke the user’s sessions.',
};

const parts = {
  header: 'The header, the first part,',
  claims: 'The claims, the second part,',
  signature: 'The signature, the third part,',
};

/** What to say about a token that can't be read. */
export function unreadableWords(read: Exclude<ReadJwt, { kind: 'jwt' | 'encrypted' }>): Words {
  if (read.kind === 'parts') return insteadWords['cut-off'];
  const part = parts[read.part];
  const { flaw } = read;
  if (flaw.why === 'base64')
    return {
      title: `${part.split(',', 1)[0]} isn’t Base64`,
      text: `${part} has a character that doesn’t belong there, or one too few. Tokens consist of letters, digits, hyphens, and underscores. Copy it again.`,
    };
  if (flaw.why === 'utf-8')
    return {
      title: `${part.split(',', 1)[0]} isn’t text`,
      text: `${part} decodes to bytes that aren’t UTF-8. It’s damaged, or it isn’t a JWT.`,
    };
  return {
    title: `${part.split(',', 1)[0]} isn’t a JSON object`,
    text: `${part} decodes to this: ${flaw.text.slice(0, 200)}${flaw.text.length > 200 ? '…' : ''}`,
  };
}

/** What to say about a token whose claims only the key's owner can read. */
export function encryptedWords(isOfB2c: boolean): Words {
  return isOfB2c
    ? {
        title: 'This is an authorization code or a refresh token from Azure AD B2C',
        text: 'It looks like a token, but it’s encrypted for B2C itself. Treat it like a password. Paste the ID token or the access token instead.',
        more: { label: 'Tokens', href: '/how-it-works/tokens/' },
      }
    : {
        title: 'This token is encrypted',
        text: 'It’s a JWE with five parts. Only its header can be read without the private key of the API that it’s for. Decrypt it there, and paste the JWT inside. Never paste the private key into a web page.',
      };
}
