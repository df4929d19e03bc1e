import { failed, held } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';

const cache: Source = {
  title: 'Caching in MSAL Node',
  url: 'https://learn.microsoft.com/entra/msal/javascript/node/caching',
};

const howMany = 8;

/** What happens when people sign in at the same time. */
export const userChecks: readonly Check[] = [
  {
    id: 'several-at-once',
    family: 'Several users',
    title: 'Eight users at the same moment',
    tries: `${howMany} users sign in at the same time, each in a browser of their own, and each page is searched for the others.`,
    means: 'Under load, users see other users’ names and data. It doesn’t happen with one tester.',
    fix: 'Keep nothing about a user in a variable that requests share. With MSAL Node and a cache plugin, make one client for each request.',
    sources: [cache],
    async run({ app, makeUser }) {
      const users = await Promise.all(Array.from({ length: howMany }, () => makeUser()));
      const signedIn = await Promise.all(
        users.map(async (user) => {
          const visitor = app.visitor();
          await app.signIn(visitor, user);
          return { user, visitor };
        }),
      );
      const wrong: string[] = [];
      let right = 0;
      for (const { user, visitor } of signedIn) {
        if (await app.isSignedIn(visitor, user)) right += 1;
        for (const other of users) {
          if (other !== user && (await app.isSignedIn(visitor, other)))
            wrong.push(`${user.name} saw ${other.name}`);
        }
      }
      if (wrong.length > 0) return failed(`${wrong.slice(0, 3).join(', ')}.`);
      return right === howMany
        ? held(`Each of the ${howMany} saw their own name only.`)
        : failed(`Only ${right} of ${howMany} were signed in.`);
    },
  },
];
