import { isStopped, type Page, type Visitor } from '../http/visitor.ts';
import { failed, held } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { type Lab, namePageFor, ownPages } from './lab.ts';

const cache: Source = {
  title: 'Caching in MSAL Node',
  url: 'https://learn.microsoft.com/entra/msal/javascript/node/caching',
};

const sessions: Source = {
  title: 'Session Management Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
};

const howMany = 8;

/** Nothing else can be told about such an app, because every browser looks signed in. */
export const shownToAll =
  'It was shown the user’s name. If that page is meant for everyone, name another one with --name-at.';
export const nameWithoutSession = 'name-without-session';

/** What happens when people sign in at the same time. */
export const userChecks: readonly Check[] = [
  {
    id: nameWithoutSession,
    family: 'Several users',
    title: 'A browser that never signed in',
    tries: 'After a user has signed in, a browser without cookies opens the page with the name.',
    means: 'Everyone sees the data of the user who signed in last.',
    fix: 'Keep nothing about a user in a variable that requests share: look the user up by the session’s cookie.',
    sources: [sessions],
    async run({ app, users }) {
      await app.signIn(app.visitor(), users[0]);
      return (await app.isSignedIn(app.visitor(), users[0]))
        ? failed(shownToAll)
        : held('It wasn’t shown the name.');
    },
  },
  {
    id: 'several-at-once',
    family: 'Several users',
    title: 'Eight users at the same moment',
    tries: `${howMany} users sign in at the same time, each in a browser of their own, and the page with the name and those that it links to are searched for the others.`,
    means: 'Under load, users see other users’ names and data. It doesn’t happen with one tester.',
    fix: 'Keep nothing about a user in a variable that requests share. With MSAL Node and a cache plugin, make one client for each request.',
    sources: [cache],
    async run(lab) {
      const { app, makeUser } = lab;
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
        const page = await namePageFor(lab, visitor);
        if (page.text.includes(user.mark)) right += 1;
        for (const shown of [page, ...(await linkedPages(lab, visitor, page))]) {
          // Those of earlier sign-ins may still be in a cache.
          const [other, ...more] = [...users, ...lab.users].filter(
            ({ mark }) => mark !== user.mark && shown.text.includes(mark),
          );
          // A page that lists people has several of them.
          if (other === undefined || (shown !== page && more.length > 0)) continue;
          wrong.push(`at ${shown.url.pathname}, ${user.name} saw ${other.name}`);
        }
      }
      if (wrong.length > 0)
        return failed(
          `${wrong.length} times, a user saw another one: ${wrong.slice(0, 3).join('; ')}.`,
        );
      return right === howMany
        ? held(`Each of the ${howMany} saw their own name only.`)
        : failed(`Only ${right} of ${howMany} were signed in.`);
    },
  },
];

async function linkedPages(lab: Lab, visitor: Visitor, page: Page): Promise<Page[]> {
  const found: Page[] = [];
  for (const url of ownPages(lab, page)) {
    const result = await visitor.go(url, {}, (next) => next.origin !== lab.app.home.origin);
    if (!isStopped(result)) found.push(result);
  }
  return found;
}
