import { createHash } from 'node:crypto';
import type { RunUser } from '../practice/practice-tenant.ts';
import { CannotTry } from '../verdicts/failures.ts';
import { failed, held } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import type { Identifiers } from './identifiers.ts';
import { signedInAs } from './identifiers.ts';
import { sessionCookies, setCookies } from './session.ts';

const sessions: Source = {
  title: 'Session Management Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
};

/** Fewer can be tried out, or counted up from one's own. */
const fewestCharacters = 16;
const fewestDifferent = 8;

/** What cookies that keep a session look like. */
export const sessionCookieChecks: readonly Check[] = [
  {
    id: 'cookie-domain',
    family: 'Session',
    title: 'A session cookie for the whole domain',
    tries: 'The attribute Domain of the cookies that keep the session is looked at.',
    means:
      'Every other site below the same domain gets the session, and each of them can set a cookie in its place.',
    fix: 'Leave Domain out: the cookie is for this host only. On https, a name that begins with __Host- makes browsers insist on that.',
    sources: [sessions],
    async run(lab) {
      const visitor = lab.app.visitor();
      await lab.app.signIn(visitor, lab.users[0]);
      const headers = setCookies(lab);
      const names = await sessionCookies(lab, visitor);
      const wide = names.filter((name) => /;\s*domain=[^;\s]/i.test(headers.get(name) ?? ''));
      return wide.length > 0
        ? failed(`There’s a Domain: ${wide.join(', ')}.`)
        : held(`For this host only: ${names.join(', ')}.`);
    },
  },
  {
    id: 'session-id-guessed',
    family: 'Session',
    title: 'A session that can be guessed',
    tries:
      'A user signs in twice, and the cookies that keep the sessions are compared with each other and with what’s known about the user.',
    means: 'Anyone can try out or work out the cookies of other users.',
    fix: 'Keep a random ID of at least 128 bits in the cookie, and a new one after each sign-in.',
    sources: [sessions],
    async run(lab) {
      const { app, users } = lab;
      const { visitor, identifiers } = await signedInAs(lab, users[0]);
      const again = app.visitor();
      await app.signIn(again, users[0]);
      const names = await sessionCookies(lab, visitor);
      const at = app.namePage ?? app.home;
      const [first, second] = [await visitor.cookies(at), await again.cookies(at)].map((all) =>
        names.map((name) => all.get(name) ?? '').join(' '),
      );
      if (first === undefined || second === undefined) return held('There’s no cookie to compare.');
      if (first.length < fewestCharacters)
        return failed(`${names.join(', ')} has only ${first.length} characters.`);
      if (derived(users[0], identifiers).some((text) => first.toLowerCase() === text))
        return failed(`${names.join(', ')} is the hash of something that’s known about the user.`);
      const different = [...first].filter((character, place) => character !== second[place]).length;
      if (first !== second && first.length === second.length && different < fewestDifferent)
        return failed(
          `After two sign-ins, ${names.join(', ')} differed in ${different} of ${first.length} characters.`,
        );
      return held(`It has ${first.length} characters, and isn’t a known hash.`);
    },
  },
  {
    id: 'replaced-session',
    family: 'Session',
    title: 'A session that another sign-in has replaced',
    tries:
      'A user signs in twice in one browser, and a copy of the cookies from before the second time is used.',
    means:
      'A stolen session lives on, and signing in again, which people do when something is odd, doesn’t end it.',
    fix: 'At sign-in, delete the session that the browser had on the server. In express-session, req.session.regenerate does it.',
    sources: [sessions],
    async run({ app, users }) {
      const visitor = app.visitor();
      await app.signIn(visitor, users[0]);
      const copy = await visitor.copy();
      const authorize = await app.startSignIn(visitor);
      await app.deliver(visitor, await app.signInAtProvider(app.visitor(), authorize, users[0]));
      if (!(await app.isSignedIn(visitor, users[0])))
        throw new CannotTry('The second sign-in in the same browser didn’t sign the user in.');
      const at = app.namePage ?? app.home;
      const [before, after] = [await copy.cookies(at), await visitor.cookies(at)];
      if ([...before].every(([name, value]) => after.get(name) === value))
        return held('The second sign-in changed no cookie: the session stayed the same one.');
      return (await app.isSignedIn(copy, users[0]))
        ? failed('The copy was still signed in.')
        : held('The copy was signed out.');
    },
  },
];

function derived({ mark, name, username }: RunUser, ids: Identifiers): string[] {
  const known = [mark, name, username, ...ids];
  return known.flatMap((text) =>
    ['md5', 'sha1', 'sha256'].map((algorithm) => createHash(algorithm).update(text).digest('hex')),
  );
}
