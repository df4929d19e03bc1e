import type { BrokenSample } from './broken-sample.ts';

const express = 'sign-in/express.ts';

export const brokenForUsers: readonly BrokenSample[] = [
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
