import type { Registration } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import type { Finding } from '../finding.ts';
import type { Say } from '../say.ts';
import type { Surroundings } from '../surroundings.ts';
import { pressSignIn } from './attempt.ts';
import { httpOriginOf, type Place, samplePaths } from './place.ts';
import { proxyHeaders } from './proxy.ts';
import { type SignInForm, whoAnswers } from './seen-app.ts';
import { publicCookies } from './sign-in.ts';
import { titles } from './titles.ts';
import { createVisitor, NoResponse, type Visitor } from './visit.ts';

/** Where a running app is, as the doctor beside it knows from its registration. */
export const placeOf = (
  origin: URL,
  { addressesOf, now }: Pick<Surroundings, 'addressesOf' | 'now'>,
): Place => ({ origin, httpOrigin: httpOriginOf(origin), paths: samplePaths, addressesOf, now });

/** What the app's cookies look like at its public address: the app, if it runs, is asked over the network. */
export const cookiesOfItself = check({
  id: 'public-cookies',
  title: titles['public-cookies'],
  needs: ['registration', 'networkInUse'],
  run: (say, { registration }, surroundings) =>
    askItself(say, registration, surroundings, async (place, form, visitor) =>
      publicCookies(place, await pressSignIn(place, form, visitor)),
    ),
});

/** Whether headers that anyone can send change where the app sends its users. */
export const proxyHeadersOfItself = check({
  id: 'proxy-headers',
  title: titles['proxy-headers'],
  needs: ['registration', 'networkInUse'],
  run: (say, { registration }, surroundings) =>
    askItself(say, registration, surroundings, proxyHeaders),
});

async function askItself(
  say: Say,
  { redirectUri }: Registration,
  surroundings: Surroundings,
  ask: (place: Place, form: SignInForm, visitor: Visitor) => Promise<Finding>,
): Promise<Finding> {
  const origin = new URL(new URL(redirectUri).origin);
  if (origin.protocol !== 'https:')
    return say.ok(`not needed: REDIRECT_URI is on this computer, with no proxy in between`);
  const visitor = createVisitor();
  const place = placeOf(origin, surroundings);
  try {
    const home = await visitor.visit(new URL(place.paths.home, origin));
    const who = whoAnswers(home, place.paths.signIn);
    if (who.kind === 'sample') return await ask(place, who.form, visitor);
    return say.unknown(
      `something other than this app responds at ${origin.origin} (status ${home.status})`,
      `Deploy the app, then check it from outside: npm run doctor -- --url ${origin.origin}`,
    );
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    return say.unknown(
      `the app can't be asked: ${error.message}`,
      `Once the app runs at its public address, check it from outside: npm run doctor -- --url ${origin.origin}`,
    );
  }
}
