// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources, with templates of their own
import type { BrokenSample } from './broken-sample.ts';

const session = 'sign-in/session/session.ts';
const cookie = 'sign-in/session/cookie.ts';
const signOut = 'sign-in/protocol/sign-out.ts';
const express = 'sign-in/express.ts';

const newHandle = 'const session = { id: random(), key: random() };';
const keptHandle =
  'const session = handleIn(cookie.get(cookies)) ?? { id: random(), key: random() };';
const flags = `const options = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;`;

export const brokenSessions: readonly BrokenSample[] = [
  {
    check: 'cookie-domain',
    mistake: 'Cookies have a Domain.',
    changes: [
      {
        file: 'sign-in/express/cookie-jar.ts',
        replace: 'maxAge: maxAge * 1000, encode: String }',
        with: `maxAge: maxAge * 1000, encode: String, domain: 'localhost' }`,
      },
    ],
  },
  {
    check: 'session-id-guessed',
    mistake: 'Sessions are numbered.',
    changes: [
      {
        file: session,
        replace: `const random = () => randomBytes(32).toString('base64url');`,
        with: `let count = 0;\nconst random = () => String(++count).padStart(43, '0');`,
      },
    ],
  },
  {
    check: 'session-id-guessed',
    mistake: 'The session is the hash of the username, and the key is the same for all.',
    changes: [
      {
        file: session,
        replace: newHandle,
        with: `const session = { id: hash('sha256', user.username), key: 'k' };`,
      },
      {
        file: session,
        replace: 'const cookieValue = /^([\\w-]{43})\\.([\\w-]{43})$/;',
        with: 'const cookieValue = /^(.{64})(.*)$/;',
      },
      {
        file: session,
        replace: 'return id && key ? { id, key } : undefined;',
        with: `return id ? { id, key: 'k' } : undefined;`,
      },
      {
        file: session,
        replace: 'cookie.set(cookies, `${id}.${key}`, seconds);',
        with: 'cookie.set(cookies, id, seconds);',
      },
    ],
  },
  {
    check: 'replaced-session',
    mistake: 'A new session leaves the one before as it is.',
    changes: [
      {
        file: session,
        replace: `      await end(cookies);
      await tokens.write(session, tokenCache`,
        with: '      await tokens.write(session, tokenCache',
      },
    ],
  },
  {
    check: 'sign-out-by-sibling',
    mistake: 'A request counts as the app’s own when it comes from the same site.',
    changes: [
      {
        file: 'sign-in/session/origin.ts',
        replace: `if (site) return site === 'same-origin';`,
        with: `if (site) return site !== 'cross-site';`,
      },
    ],
  },
  {
    check: 'shared-with-other-origins',
    mistake: 'Every origin that asks may read pages.',
    changes: [
      {
        file: 'sign-in/express/security-headers.ts',
        replace: `return forwardRejections(async (_request, response, next) => {
    const headers = {`,
        with: `return forwardRejections(async ({ headers: { origin: asking = '*' } }, response, next) => {
    const headers = {
      'access-control-allow-origin': asking,
      'access-control-allow-credentials': 'true',`,
      },
    ],
  },
  {
    check: 'cookie-edited',
    mistake: 'The cookie is the user’s subject in Base64, and the server looks up the rest.',
    changes: [
      {
        file: session,
        replace: 'const minute = 60_000;',
        with: 'const minute = 60_000;\nconst known = new Map<string, User>();',
      },
      {
        file: session,
        replace: 'if (cookie.get(cookies) === undefined) return undefined;',
        with: `const subject = Buffer.from(cookie.get(cookies) ?? '', 'base64').toString();
      const times = { startedAt: now(), seenAt: now(), claimsAt: now() };
      const user = known.get(subject);
      return user && { id: '', key: '', user, ...times };`,
      },
      {
        file: session,
        replace: `        });
      setCookie(cookies, session, secondsToLive(kept));`,
        with: `        });
      known.set(user.subject, user);
      const written = Buffer.from(user.subject).toString('base64');
      cookie.set(cookies, written, secondsToLive(kept));`,
      },
    ],
  },
  {
    check: 'session-fixed-before-sign-in',
    mistake: 'A session starts with the first page, and keeps its ID at sign-in.',
    changes: [
      { file: session, replace: newHandle, with: keptHandle },
      {
        file: session,
        replace: 'if (cookie.get(cookies) === undefined) return undefined;',
        with: `if (cookie.get(cookies) === undefined) {
        setCookie(cookies, { id: random(), key: random() }, lifetime.idle);
        return undefined;
      }`,
      },
      {
        file: session,
        replace: `if (session === undefined) {
        await end(cookies);
        return undefined;
      }`,
        with: 'if (session === undefined) return undefined;',
      },
    ],
  },
  {
    check: 'session-of-another-user',
    mistake: 'A new user gets the session that the browser has.',
    changes: [{ file: session, replace: newHandle, with: keptHandle }],
  },
  {
    check: 'cookie-for-scripts',
    mistake: 'HttpOnly is missing.',
    changes: [{ file: cookie, replace: flags, with: flags.replace('httpOnly: true, ', '') }],
  },
  {
    check: 'cookie-for-other-sites',
    mistake: 'SameSite is missing.',
    changes: [{ file: cookie, replace: flags, with: flags.replace(`sameSite: 'lax', `, '') }],
  },
  {
    check: 'cookie-edited',
    mistake: 'The cookie is the user, as JSON in Base64.',
    changes: [
      {
        file: session,
        replace: 'if (cookie.get(cookies) === undefined) return undefined;',
        with: `const written = Buffer.from(cookie.get(cookies) ?? '', 'base64url').toString();
      if (written.startsWith('{')) {
        const times = { startedAt: now(), seenAt: now(), claimsAt: now() };
        return { id: '', key: '', user: User.parse(JSON.parse(written)), ...times };
      }`,
      },
      {
        file: session,
        replace: `        });
      setCookie(cookies, session, secondsToLive(kept));`,
        with: `        });
      const written = Buffer.from(JSON.stringify(user)).toString('base64url');
      cookie.set(cookies, written, secondsToLive(kept));`,
      },
    ],
  },
  {
    check: 'cookies-mutated',
    mistake: 'Cookies are decoded, and not every value can be.',
    changes: [
      {
        file: 'sign-in/express/cookie-jar.ts',
        replace: 'const asSent = { decode: String };',
        with: 'const asSent = { decode: decodeURIComponent };',
      },
    ],
  },
  {
    check: 'user-changes',
    mistake: 'A browser that has a session keeps it.',
    changes: [
      {
        file: session,
        replace: 'const { user, authenticatedAt, tokenCache, sid, userAgent } = started;',
        with: `if ((await presented(cookies)).length > 0) return;
      const { user, authenticatedAt, tokenCache, sid, userAgent } = started;`,
      },
    ],
  },
  {
    check: 'sign-out-ends-session',
    mistake: 'Signing out only goes to the identity provider.',
    changes: [{ file: signOut, replace: 'await sessions.end(cookies);', with: '' }],
  },
  {
    check: 'stolen-cookie-after-sign-out',
    mistake: 'Signing out clears the cookie, and the server keeps the session.',
    changes: [
      {
        file: session,
        replace: `      await forget(session.id);
      await users.remove(listOf(session), session.id);`,
        with: '      await users.remove(listOf(session), session.id);',
      },
    ],
  },
  {
    check: 'sign-out-by-another-site',
    mistake: 'Signing out is a link.',
    changes: [
      {
        file: express,
        replace: `post('/auth/sign-out', async`,
        with: `get('/auth/sign-out', async`,
      },
      {
        file: 'views.ts',
        replace:
          '<form method="post" action="/auth/sign-out"><button class="quiet">Sign out</button></form>',
        with: '<a href="/auth/sign-out">Sign out</a>',
      },
    ],
  },
  {
    check: 'open-redirect-at-sign-out',
    mistake: 'The page to return to after signing out is taken as it comes.',
    changes: [
      {
        file: signOut,
        replace: 'if (endSession === undefined) return new URL(postLogoutRedirectUri);',
        with: 'if (request.returnTo) return new URL(request.returnTo, postLogoutRedirectUri);\n      if (endSession === undefined) return new URL(postLogoutRedirectUri);',
      },
    ],
  },
  {
    check: 'sign-out-at-provider',
    mistake: 'Signing out ends with a page of the app.',
    changes: [
      {
        file: signOut,
        replace: 'if (endSession === undefined) return',
        with: 'return',
      },
    ],
  },
];
