import { newAttempt } from '../app/app-under-check.ts';
import { isStopped } from '../http/visitor.ts';
import { CannotTry } from '../verdicts/failures.ts';
import { failed, held } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { changed, described, type Lab } from './lab.ts';

const spoofing: Source = {
  title: 'Content Spoofing (OWASP)',
  url: 'https://owasp.org/www-community/attacks/Content_Spoofing',
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
      const text = 'Your account is locked. Please call 555-0100.';
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
      await app.startSignIn(first);
      const { size } = await first.cookies(app.home);
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
];
