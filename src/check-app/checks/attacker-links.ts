import { newAttempt } from '../app/app-under-check.ts';
import { withValues } from '../app/find-sign-in.ts';
import { isStopped } from '../http/visitor.ts';
import { CannotTry } from '../verdicts/failures.ts';
import { failed, held } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { evilAddresses, isEvil, refreshes, returnNames } from './evil-addresses.ts';
import { changed, described, type Lab, signOutOf } from './lab.ts';

const spoofing: Source = {
  title: 'Content Spoofing (OWASP)',
  url: 'https://owasp.org/www-community/attacks/Content_Spoofing',
};
const redirects: Source = {
  title: 'OWASP cheat sheet on redirects',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html',
};
const core: Source = {
  title: 'OpenID Connect Core: ID Token Validation',
  url: 'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation',
};

/** What the app makes of a response in a browser that it knows nothing, or not everything, about. */
export const attackerLinkChecks: readonly Check[] = [
  {
    id: 'text-in-error',
    family: 'Redirect',
    title: 'An attacker’s text in an error page',
    tries:
      'A browser that has started nothing opens the redirect URI with an error whose description is a sentence.',
    means:
      'Anyone can make a link to your app that shows a text of theirs under your name, such as a telephone number to call.',
    fix: 'Show a text of your own for each error code, and write the description to the log.',
    sources: [spoofing],
    async run({ app, users }: Lab) {
      const visitor = app.visitor();
      const authorize = await app.startSignIn(visitor);
      const response = await app.signInAtProvider(visitor, authorize, users[0]);
      const text = 'Your account is locked. Call 555-0100.';
      const spoiled = changed(response, (parameters) => {
        parameters.delete('code');
        parameters.set('error', 'server_error');
        parameters.set('error_description', text);
      });
      const result = await app.deliver(app.visitor(), spoiled);
      return !isStopped(result) && result.words.includes(text)
        ? failed('The page shows the text of the link.')
        : held(`It didn’t show the text: ${described(result)}.`);
    },
  },
  {
    id: 'lost-cookie',
    family: 'Redirect',
    title: 'A sign-in that has lost a cookie',
    tries:
      'Each cookie from the start of a sign-in is taken away in turn, and the ID token has a nonce that the app didn’t send.',
    means:
      'What’s compared only if it’s there isn’t a protection: an attacker makes sure that it isn’t there.',
    fix: 'Keep state, nonce, and code verifier together, and end the sign-in if one is missing.',
    sources: [core],
    async run({ app, users }: Lab) {
      const first = app.visitor();
      const { searchParams } = await app.startSignIn(first);
      // Some apps set these cookies for the path of their redirect URI only.
      const uri = URL.parse(searchParams.get('redirect_uri') ?? '') ?? app.home;
      const { size } = await first.cookies(uri);
      if (size === 0) throw new CannotTry('The app sets no cookie when a sign-in starts.');
      for (let place = 0; place < size; place += 1) {
        const visitor = app.visitor();
        const authorize = await app.startSignIn(visitor);
        const attempt = newAttempt('wrong-nonce');
        const response = await app.signInAtProvider(app.visitor(), authorize, users[0], attempt);
        const all = [...(await visitor.cookies(response.url))];
        const lost = all[place]?.[0];
        const without = app.visitor();
        for (const [name, value] of all)
          if (name !== lost) await without.setCookie(app.home, `${name}=${value}; Path=/`);
        await app.deliver(without, response);
        if (await app.isSignedIn(without, users[0]))
          return failed(`Without ${lost}, it accepted an ID token with another nonce.`);
      }
      return held(`Without any of ${size}, it didn’t sign the user in.`);
    },
  },
  {
    id: 'open-redirect-at-sign-out',
    family: 'Sign-out',
    title: 'A sign-out that leads to another site',
    tries: `Signing out starts with ${returnNames.length} usual names for the page to return to, each with eight addresses of another site, and goes through the identity provider’s sign-out.`,
    means:
      'A link to your app ends at a copy of it that asks for a password, and people who have just signed out believe it.',
    fix: 'Accept only a path on your own origin: resolve it against your origin, compare the origins, and use the path of the result.',
    sources: [redirects],
    async run(lab: Lab) {
      const { app, practice, users } = lab;
      const leaves = (url: URL) => url.origin !== app.home.origin && !practice.isHere(url);
      const addresses = evilAddresses(app.home);
      for (const address of addresses) {
        const visitor = app.visitor();
        await app.signIn(visitor, users[0]);
        const { page, control } = await signOutOf(lab, visitor);
        const values = Object.fromEntries(returnNames.map((name) => [name, address]));
        // What a form sends is in its fields: a form of an attacker has all of them.
        const fields = [...control.fields, ...Object.entries(values)];
        const asked = withValues({ ...control, fields }, page.url, values);
        const result = await visitor.press(page, asked, leaves);
        if (isStopped(result) ? isEvil(result.url) : refreshes(result))
          return failed(`After signing out, it sent the browser to ${address}.`);
      }
      return held(`With none of ${addresses.length} addresses, the browser got to another site.`);
    },
  },
];
