// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources, with templates of their own
import type { BrokenSample } from './broken-sample.ts';

const signIn = 'sign-in/protocol/sign-in.ts';
const headers = 'sign-in/express/security-headers.ts';
const express = 'sign-in/express.ts';

export const brokenPages: readonly BrokenSample[] = [
  {
    check: 'tokens-in-pages',
    mistake: 'The ID token is in the fragment of the address, for a script.',
    changes: [
      {
        file: signIn,
        replace: 'return { claims, tokenCache: client.getTokenCache().serialize() };',
        with: 'return { claims, idToken: result.idToken, tokenCache: client.getTokenCache().serialize() };',
      },
      {
        file: signIn,
        replace: 'const { claims, tokenCache } = await redeem(',
        with: 'const { claims, idToken, tokenCache } = await redeem(',
      },
      {
        file: signIn,
        replace: `userAgent });
    return { user, returnTo };`,
        with: `userAgent });
    return { user, returnTo: \`\${returnTo}#id_token=\${idToken}\` };`,
      },
    ],
  },
  {
    check: 'tokens-in-pages',
    mistake: 'A page shows the access token in a comment, for debugging.',
    changes: [
      {
        file: 'app.ts',
        replace: 'response.send(views.apiReply(response.locals.user, reply));',
        with: `const html = views.apiReply(response.locals.user, reply);
    response.send(\`\${html}<!-- \${response.locals.accessToken} -->\`);`,
      },
    ],
  },
  {
    check: 'tokens-in-pages',
    mistake: 'The ID token is kept in a cookie, for signing out.',
    changes: [
      {
        file: signIn,
        replace: 'return { claims, tokenCache: client.getTokenCache().serialize() };',
        with: 'return { claims, idToken: result.idToken, tokenCache: client.getTokenCache().serialize() };',
      },
      {
        file: signIn,
        replace: 'const { claims, tokenCache } = await redeem(',
        with: 'const { claims, idToken, tokenCache } = await redeem(',
      },
      {
        file: signIn,
        replace: 'const { sid, auth_time } = claims;',
        with: `const { sid, auth_time } = claims;
    cookies.set('app.id-token', idToken, {
      httpOnly: true,
      secure: false,
      sameSite: 'lax',
      path: '/',
      maxAge: 3600,
    });`,
      },
    ],
  },
  {
    check: 'markup-in-name',
    mistake: 'The name of the user isn’t escaped.',
    changes: [
      { file: 'views.ts', replace: 'import { type Html, html }', with: 'import { Html, html }' },
      {
        file: 'views.ts',
        replace: '<p>${user.name}</p>${signOutButton}',
        with: '<p>${new Html(user.name)}</p>${signOutButton}',
      },
    ],
  },
  {
    // Two defenses: for every page, and for pages about a user.
    check: 'private-page-kept',
    mistake: 'Nothing says that a page isn’t kept.',
    changes: [
      { file: headers, replace: `'cache-control': 'no-store',`, with: '' },
      {
        file: express,
        replace: `if (user) response.set('cache-control', 'no-store');
        else response.locals.signIn`,
        with: 'if (!user) response.locals.signIn',
      },
    ],
  },
  {
    check: 'framing',
    mistake: 'The policy says nothing about frames.',
    changes: [{ file: headers, replace: '`frame-ancestors ${frameAncestors}`,', with: '' }],
  },
  {
    check: 'security-headers',
    mistake: 'The policy says nothing about scripts.',
    changes: [{ file: headers, replace: `"default-src 'none'",`, with: '' }],
  },
  {
    check: 'security-headers',
    mistake: 'nosniff is missing.',
    changes: [{ file: headers, replace: `'x-content-type-options': 'nosniff',`, with: '' }],
  },
  {
    check: 'security-headers',
    mistake: 'There’s no Referrer-Policy.',
    changes: [{ file: headers, replace: `'referrer-policy': 'same-origin',`, with: '' }],
  },
];
