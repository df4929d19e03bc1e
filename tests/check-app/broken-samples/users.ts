import type { BrokenSample } from './broken-sample.ts';

const express = 'sign-in/express.ts';

const parts = 'sign-in/protocol/parts.ts';

export const brokenForUsers: readonly BrokenSample[] = [
  {
    check: 'name-without-session',
    mistake: 'Who was signed in last is shown when no one is.',
    changes: [
      {
        file: express,
        replace: 'const tooManySignIns =',
        with: 'let latest: User | undefined;\nconst tooManySignIns =',
      },
      {
        file: express,
        replace: 'response.locals.user = user;\n',
        with: 'latest = user ?? latest;\n        response.locals.user = latest;\n',
      },
    ],
  },
  {
    // Two defenses: renewed tokens are compared with the session's user.
    check: 'several-at-once',
    mistake: 'One MSAL client is for everyone.',
    changes: [
      {
        file: parts,
        replace: 'export function createParts(options: RelyingPartyOptions) {',
        with: 'export function createParts(options: RelyingPartyOptions) {\n  let shared;',
      },
      {
        file: parts,
        replace: 'createClient(registration, provider, send, tokenCache),',
        with: '(shared ??= createClient(registration, provider, send)),',
      },
      {
        file: 'sign-in/protocol/access-token.ts',
        replace: 'if (claims && !isSameUser(',
        with: 'if (false && !isSameUser(',
      },
    ],
  },
  {
    check: 'several-at-once',
    mistake: 'The user is in a variable of the process.',
    changes: [
      {
        file: express,
        replace: `.then(({ returnTo }) => returnTo)`,
        with: `.then(({ returnTo, user }) => {
        latest = user;
        return returnTo;
      })`,
      },
      {
        file: express,
        replace: 'const tooManySignIns =',
        with: 'let latest: User | undefined;\nconst tooManySignIns =',
      },
      {
        file: express,
        replace: 'response.locals.user = user;\n',
        with: 'response.locals.user = user && latest;\n',
      },
    ],
  },
];
