import { confirmationOf } from '../app/sign-out.ts';
import { isStopped, type Visitor } from '../http/visitor.ts';
import { CannotTry } from '../verdicts/failures.ts';
import { failed, held } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { signedInAs } from './identifiers.ts';
import { described, type Lab, requireSignedIn, signOutOf } from './lab.ts';

const sessions: Source = {
  title: 'Session Management Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html',
};
const csrf: Source = {
  title: 'Cross-Site Request Forgery Prevention Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
};
const logout: Source = {
  title: 'Send a sign-out request (Microsoft identity platform)',
  url: 'https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc#send-a-sign-out-request',
};

const anotherSite = 'https://evil.example';

/** The Set-Cookie headers of a browser's whole sign-in, by the cookie's name; the last one counts. */
export function setCookies({ trace, app }: Lab): Map<string, string> {
  const own = trace.messages.filter(({ url }) => URL.parse(url)?.origin === app.home.origin);
  return new Map(
    own
      .flatMap((message) => message.setCookies)
      .filter((header) => !/max-age=0|expires=thu, 01 jan 1970/i.test(header))
      .map((header) => [header.slice(0, header.indexOf('=')), header]),
  );
}

/** The cookies without which the app no longer knows the user. */
export async function sessionCookies(lab: Lab, visitor: Visitor): Promise<string[]> {
  const { app, users } = lab;
  await requireSignedIn(lab, visitor, users[0]);
  const at = app.namePage ?? app.home;
  const all = await visitor.cookies(at);
  const needed: string[] = [];
  for (const name of all.keys()) {
    const without = app.visitor();
    for (const [other, value] of all) {
      if (other !== name) await without.setCookie(at, `${other}=${value}; Path=/`);
    }
    if (!(await app.isSignedIn(without, users[0]))) needed.push(name);
  }
  if (needed.length === 0)
    throw new CannotTry(
      'No single cookie keeps the session: the app knows the user without each of them.',
    );
  return needed;
}

const hasFlag = (header: string, flag: RegExp): boolean => flag.test(header);

/** Attacks on the session between sign-in and sign-out. */
export const sessionChecks: readonly Check[] = [
  {
    id: 'session-fixed-before-sign-in',
    family: 'Session',
    title: 'A session that was fixed before',
    tries:
      'A victim signs in with cookies that an attacker took from the app before, and the attacker keeps a copy.',
    means:
      'An attacker who can set a cookie in a victim’s browser is signed in as soon as the victim is.',
    fix: 'Make a new session at sign-in, with a new ID. In express-session: req.session.regenerate.',
    sources: [sessions],
    async run(lab) {
      const { app, users } = lab;
      const victim = app.visitor();
      await victim.go(app.home, {}, (url) => url.origin !== app.home.origin);
      await app.startSignIn(victim);
      const attacker = await victim.copy();
      await app.signIn(victim, users[0]);
      await requireSignedIn(lab, victim, users[0]);
      return (await app.isSignedIn(attacker, users[0]))
        ? failed('The attacker’s copy was signed in as the victim.')
        : held('The attacker’s copy stayed signed out.');
    },
  },
  {
    id: 'session-of-another-user',
    family: 'Session',
    title: 'A session that belongs to the attacker',
    tries:
      'A victim signs in with the cookies of an attacker’s session, and the attacker keeps a copy.',
    means: 'The attacker’s session becomes the victim’s.',
    fix: 'Make a new session at sign-in, with a new ID, and end the one from before.',
    sources: [sessions],
    async run(lab) {
      const {
        app,
        users: [victimUser, attackerUser],
      } = lab;
      const attacker = app.visitor();
      await app.signIn(attacker, attackerUser);
      const victim = await attacker.copy();
      const authorize = await startAgain(lab, victim);
      // The attacker's cookies are the app's only: at the identity provider, the victim has their own.
      await app.deliver(victim, await app.signInAtProvider(app.visitor(), authorize, victimUser));
      if (await app.isSignedIn(attacker, victimUser))
        return failed('The attacker’s copy was signed in as the victim.');
      return (await app.isSignedIn(victim, victimUser))
        ? held('The attacker’s copy didn’t become the victim’s.')
        : held('The victim wasn’t signed in either: the app kept the attacker’s session.');
    },
  },
  {
    id: 'cookie-for-scripts',
    family: 'Session',
    title: 'A session cookie that scripts can read',
    tries: 'The flag HttpOnly of the cookies that keep the session is looked at.',
    means: 'One injected script takes the session to another machine.',
    fix: 'Set HttpOnly.',
    sources: [sessions],
    async run(lab) {
      const visitor = lab.app.visitor();
      await lab.app.signIn(visitor, lab.users[0]);
      const headers = setCookies(lab);
      const names = await sessionCookies(lab, visitor);
      const open = names.filter((name) => !hasFlag(headers.get(name) ?? '', /;\s*httponly/i));
      return open.length > 0
        ? failed(`No HttpOnly: ${open.join(', ')}.`)
        : held(`HttpOnly: ${names.join(', ')}.`);
    },
  },
  {
    id: 'cookie-for-other-sites',
    family: 'Session',
    title: 'A session cookie that other sites can use',
    tries: 'The flag SameSite of the cookies that keep the session is looked at.',
    means:
      'A form on another site acts with the user’s session. Not every browser takes a missing SameSite for Lax, and Chromium doesn’t in the first two minutes.',
    fix: 'Set SameSite=Lax or Strict, and don’t rely on the default.',
    sources: [csrf],
    async run(lab) {
      const visitor = lab.app.visitor();
      await lab.app.signIn(visitor, lab.users[0]);
      const headers = setCookies(lab);
      const names = await sessionCookies(lab, visitor);
      const open = names.filter(
        (name) => !hasFlag(headers.get(name) ?? '', /;\s*samesite=(?:lax|strict)/i),
      );
      return open.length > 0
        ? failed(`No SameSite=Lax or Strict: ${open.join(', ')}.`)
        : held(`SameSite: ${names.join(', ')}.`);
    },
  },
  {
    id: 'cookie-edited',
    family: 'Session',
    title: 'A session cookie that anyone can write',
    tries:
      'Where the cookies that keep the session can be read, another user’s name, username, and IDs are written into them.',
    means: 'Anyone can be any user by writing a cookie.',
    fix: 'Seal or sign the cookie, or keep only a random ID in it.',
    sources: [sessions],
    async run(lab) {
      const { app, users } = lab;
      const { visitor, identifiers } = await signedInAs(lab, users[0]);
      const other = await signedInAs(lab, users[1]);
      const pairs = [users[0].mark, ...identifiers].flatMap((from, place) => {
        const to = [users[1].mark, ...other.identifiers][place];
        return to === undefined ? [] : [[from, to] as const];
      });
      const at = app.namePage ?? app.home;
      for (const name of await sessionCookies(lab, visitor)) {
        const all = await visitor.cookies(at);
        for (const edited of rewritten(all.get(name) ?? '', pairs)) {
          const forger = app.visitor();
          for (const [each, value] of all)
            await forger.setCookie(at, `${each}=${each === name ? edited : value}; Path=/`);
          if (await app.isSignedIn(forger, users[1]))
            return failed(`With another user written into ${name}, the app showed that user.`);
        }
      }
      return held('No cookie could be rewritten for another user.');
    },
  },
  {
    id: 'cookies-mutated',
    family: 'Session',
    title: 'Two hundred malformed cookies',
    tries: 'Each cookie is cut, lengthened, emptied, and filled with odd characters.',
    means:
      'One request from anyone ends the process, or a browser with a bad cookie is locked out.',
    fix: 'Treat a cookie that can’t be read as none, and clear it.',
    sources: [sessions],
    async run({ app, users }) {
      const visitor = app.visitor();
      await app.signIn(visitor, users[0]);
      const at = app.namePage ?? app.home;
      const cookies = [...(await visitor.cookies(at))];
      if (cookies.length === 0) throw new CannotTry('The app sets no cookie.');
      for (let number = 0; number < 200; number += 1) {
        const [name, value] = cookies[number % cookies.length] ?? ['', ''];
        // Each cookie is spoiled in every way, however many there are.
        const round = Math.floor(number / cookies.length);
        const spoiled = cookies.map(([other, kept]) =>
          other === name ? `${other}=${mutated(value, round)}` : `${other}=${kept}`,
        );
        const going = { headers: { cookie: spoiled.join('; ') } };
        const result = await app.visitor().go(at, going, (url) => url.origin !== app.home.origin);
        if (!isStopped(result) && result.status >= 500)
          return failed(
            `With a changed ${name}, it failed with an error of its own: ${described(result)}.`,
          );
      }
      return held('It survived all of them without an error of its own.');
    },
  },
  {
    id: 'user-changes',
    family: 'Session',
    title: 'Another user in the same browser',
    tries: 'A second user signs in, in a browser where the first one still is.',
    means: 'The second person acts in the first one’s account.',
    fix: 'Replace the session at sign-in, with everything that’s kept about the user.',
    sources: [sessions],
    async run(lab) {
      const {
        app,
        users: [first, second],
      } = lab;
      const visitor = app.visitor();
      await app.signIn(visitor, first);
      const authorize = await startAgain(lab, visitor);
      // Another person, at the same app and with a session of their own at the identity provider.
      const answer = await app.signInAtProvider(app.visitor(), authorize, second);
      await app.deliver(visitor, answer);
      if (await app.isSignedIn(visitor, first))
        return failed('The app still showed the first user.');
      return (await app.isSignedIn(visitor, second))
        ? held('The app showed the second user.')
        : held('The app showed neither user: it asked to sign in again.');
    },
  },
  {
    id: 'sign-out-ends-session',
    family: 'Sign-out',
    title: 'A sign-out that isn’t one',
    tries: 'The user signs out, and the app is opened again.',
    means: 'The next person at this computer is the user who signed out.',
    fix: 'Delete the session, and clear its cookie with the same path and flags that it was set with.',
    sources: [sessions],
    async run(lab) {
      const { app, users } = lab;
      const visitor = app.visitor();
      await app.signIn(visitor, users[0]);
      await requireSignedIn(lab, visitor, users[0]);
      await pressSignOut(lab, visitor);
      return (await app.isSignedIn(visitor, users[0]))
        ? failed('The app still showed the user.')
        : held('The app no longer showed the user.');
    },
  },
  {
    id: 'stolen-cookie-after-sign-out',
    family: 'Sign-out',
    title: 'A copied cookie after sign-out',
    tries: 'The cookies are copied before the user signs out, and used after.',
    means: 'A session that was stolen can’t be ended by signing out.',
    fix: 'Keep sessions on the server, or keep the IDs of those that have ended. A cookie alone can’t be taken back.',
    sources: [sessions],
    async run(lab) {
      const { app, users } = lab;
      const visitor = app.visitor();
      await app.signIn(visitor, users[0]);
      await requireSignedIn(lab, visitor, users[0]);
      const copy = await visitor.copy();
      await pressSignOut(lab, visitor);
      return (await app.isSignedIn(copy, users[0]))
        ? failed('The copy was still signed in.')
        : held('The copy was signed out too.');
    },
  },
  {
    id: 'sign-out-by-another-site',
    family: 'Sign-out',
    title: 'A sign-out that another site starts',
    tries: 'An image, a link, and a form on another site lead to the address that signs out.',
    means: 'Any page on the web can sign your users out, and then show them a false sign-in page.',
    fix: 'Sign out on POST only, and check Sec-Fetch-Site, the Origin header, or a token in the form.',
    sources: [csrf],
    async run(lab) {
      const { app, users } = lab;
      const visitor = app.visitor();
      await app.signIn(visitor, users[0]);
      await requireSignedIn(lab, visitor, users[0]);
      const signOut = await signOutOf(lab, visitor);
      const { url } = signOut;
      const leaves = (next: URL) => next.origin !== app.home.origin;
      await visitor.go(url, { from: anotherSite, embedded: true }, leaves);
      if (!(await app.isSignedIn(visitor, users[0])))
        return failed('An image signed the user out.');
      const linked = await visitor.go(url, { from: anotherSite }, leaves);
      if (!(await app.isSignedIn(visitor, users[0])))
        return failed(`A link to ${url.pathname} signed the user out.`);
      const forms = [url, confirmationOf(linked, signOut)?.url].filter(
        (each) => each !== undefined,
      );
      const posted = { from: anotherSite, method: 'POST', fields: new URLSearchParams() } as const;
      for (const form of forms) await visitor.go(form, posted, leaves);
      return (await app.isSignedIn(visitor, users[0]))
        ? held(`The user stayed signed in: ${described(linked)}.`)
        : failed('A form on another site signed the user out.');
    },
  },
  {
    id: 'sign-out-at-provider',
    family: 'Sign-out',
    title: 'A session that stays at the identity provider',
    tries: 'The user signs out, and where the app sends the browser is looked at.',
    means:
      'Signing in again asks for nothing: at a shared computer, the next person is signed in without a password.',
    fix: 'After ending your own session, redirect to the end_session_endpoint of the metadata.',
    sources: [logout],
    async run(lab) {
      const visitor = lab.app.visitor();
      await lab.app.signIn(visitor, lab.users[0]);
      const result = await pressSignOut(lab, visitor);
      const { url } = result;
      return isStopped(result) && lab.practice.isHere(url) && /\/logout$/i.test(url.pathname)
        ? held('The app sent the browser to the identity provider’s sign-out.')
        : failed(
            `The browser wasn’t sent to the identity provider’s sign-out: ${described(result)}.`,
          );
    },
  },
];

/** @throws CannotTry when the app starts no sign-in in a browser that's signed in */
async function startAgain({ app }: Lab, visitor: Visitor): Promise<URL> {
  try {
    return await app.startSignIn(visitor);
  } catch (error) {
    if (!(error instanceof CannotTry)) throw error;
    throw new CannotTry('The app doesn’t let a browser that’s signed in sign in again.');
  }
}

async function pressSignOut(lab: Lab, visitor: Visitor) {
  const leaves = (url: URL) => url.origin !== lab.app.home.origin;
  const signOut = await signOutOf(lab, visitor);
  const result = await visitor.press(signOut.page, signOut.control, leaves);
  const confirmation = confirmationOf(result, signOut);
  return confirmation === undefined
    ? result
    : visitor.press(confirmation.page, confirmation.control, leaves);
}

/** The value with one user's identifiers in the place of another's, where they can be read. */
function rewritten(
  value: string,
  pairs: readonly (readonly [from: string, to: string])[],
): string[] {
  const changed = (text: string) =>
    pairs.reduce((before, [from, to]) => before.replaceAll(from, to), text);
  const found: string[] = [];
  const plain = safelyDecoded(value);
  // Whether an app decodes its cookies can't be seen from a value without anything to decode.
  const add = (text: string) => {
    found.push(encodeURIComponent(text));
    if (plain === value && /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(text))
      found.push(text);
  };
  if (changed(plain) !== plain) add(changed(plain));
  const parts = plain.split('.');
  for (const [place, part] of parts.entries()) {
    for (const encoding of ['base64url', 'base64', 'hex'] as const) {
      const text = Buffer.from(part.replace(/^s:/, ''), encoding).toString('utf8');
      if (changed(text) === text) continue;
      const other = Buffer.from(changed(text)).toString(encoding);
      add(parts.with(place, other).join('.'));
      add(other);
    }
  }
  return found;
}

function safelyDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Another spoiled value for each number, and the same for the same number. */
function mutated(good: string, number: number): string {
  const at = good.length === 0 ? 0 : (number * 7919) % good.length;
  const noise = '%&"{}[]*~.AzZ09-_\\'[number % 18] ?? '';
  switch (number % 6) {
    case 0:
      return `${good.slice(0, at)}${good[at] === noise ? 'q' : noise}${good.slice(at + 1)}`;
    case 1:
      return good.slice(0, at);
    case 2:
      return `${good.slice(0, at)}${noise}${good.slice(at)}`;
    case 3:
      return `${noise}${good.slice(at)}`;
    case 4:
      return '%';
    default:
      return noise.repeat(number % 2000);
  }
}
