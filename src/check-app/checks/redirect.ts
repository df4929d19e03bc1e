import { LedElsewhere, newAttempt } from '../app/app-under-check.ts';
import { isStopped, type Page, type Stopped } from '../http/visitor.ts';
import { CannotTry } from '../verdicts/failures.ts';
import { failed, held, type Verdict } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { evilAddresses, isEvil, refreshes, returnNames } from './evil-addresses.ts';
import { changed, described, isHtml, type Lab, parametersOf } from './lab.ts';

const rfc9700: Source = {
  title: 'RFC 9700: Best Current Practice for OAuth 2.0 Security',
  url: 'https://www.rfc-editor.org/rfc/rfc9700',
};
const core: Source = {
  title: 'OpenID Connect Core: Authorization Code Flow',
  url: 'https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth',
};
const codeFlow: Source = {
  title: 'Microsoft identity platform and OAuth 2.0 authorization code flow',
  url: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow',
};
const redirects: Source = {
  title: 'OWASP cheat sheet on redirects',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html',
};

const keepState =
  'Make a random state for each sign-in, keep it in this browser’s session or a cookie, and compare the two before anything else. Refuse when either is missing.';

/** Signs in up to the response, changes it, and takes it to the app. */
async function withChangedResponse(
  { app, users }: Lab,
  change: (parameters: URLSearchParams) => void,
): Promise<{ result: Page | Stopped; isSignedIn: boolean }> {
  const visitor = app.visitor();
  const response = await app.signInAtProvider(visitor, await app.startSignIn(visitor), users[0]);
  const result = await app.deliver(visitor, changed(response, change));
  return { result, isSignedIn: await app.isSignedIn(visitor, users[0]) };
}

const refused = (
  { result, isSignedIn }: { result: Page | Stopped; isSignedIn: boolean },
  accepted: string,
): Verdict => {
  if (isSignedIn) return failed(accepted);
  if (!isStopped(result) && result.status === 429)
    throw new CannotTry(`The app limits how often it’s asked: ${described(result)}.`);
  return held(`It didn’t sign anybody in: ${described(result)}.`);
};

/** @throws CannotTry when the app sends no state: its responses have none to spoil */
async function requireState({ app }: Lab): Promise<void> {
  const { searchParams } = await app.startSignIn(app.visitor());
  if (searchParams.has('state')) return;
  throw new CannotTry(
    'The app sends no state. What it relies on instead is tried in response-in-another-browser.',
  );
}

/** Whether a parameter that must be new each time is. */
async function newEachTime({ app }: Lab, name: string): Promise<Verdict> {
  const [first, second] = [
    (await app.startSignIn(app.visitor())).searchParams.get(name),
    (await app.startSignIn(app.visitor())).searchParams.get(name),
  ];
  if (first === null || second === null || first === '')
    return failed(`The authorization request has no ${name}.`);
  if (first === second) return failed(`Two sign-ins of two browsers had the same ${name}.`);
  if (first.length < 16)
    return failed(`${name} has only ${first.length} characters, so it can be guessed.`);
  return held(`Two sign-ins had different values of ${first.length} characters.`);
}

const serverError = (result: Page | Stopped): result is Page =>
  !isStopped(result) && result.status >= 500;

/** What the app does with a response that no identity provider would send. */
async function survives(responses: readonly [string, Deliver][]): Promise<Verdict> {
  const seen: string[] = [];
  for (const [what, deliver] of responses) {
    const result = await deliver();
    if (serverError(result)) seen.push(`${what}: ${described(result)}`);
  }
  if (seen.length > 0) return failed(`It failed with an error of its own. ${seen.join('; ')}.`);
  return held(`It survived all ${responses.length} without an error of its own.`);
}
type Deliver = () => Promise<Page | Stopped>;

/** Where the responses of the identity provider go. */
async function redirectUri({ app }: Lab): Promise<URL> {
  const authorize = await app.startSignIn(app.visitor());
  const uri = URL.parse(authorize.searchParams.get('redirect_uri') ?? '');
  if (uri === null) throw new CannotTry('The authorization request names no redirect URI.');
  return uri;
}

const wrongStates: readonly (readonly [what: string, wrong: (state: string) => string])[] = [
  ['a state that it never sent', () => 'made-up-0123456789'],
  ['the first character of its state', (state) => state.slice(0, 1)],
  ['its state without the last character', (state) => state.slice(0, -1)],
  ['its state and something after it', (state) => `${state}x`],
];

/** Attacks on the way to the identity provider and back. */
export const redirectChecks: readonly Check[] = [
  {
    id: 'state-new-each-time',
    family: 'Redirect',
    title: 'A state that can be guessed',
    tries: 'Two browsers start a sign-in, and their states are compared.',
    means:
      'With a state that’s missing or the same for everyone, an attacker can finish their own sign-in in someone else’s browser.',
    fix: keepState,
    sources: [rfc9700],
    run: (lab) => newEachTime(lab, 'state'),
  },
  {
    id: 'nonce-new-each-time',
    family: 'Redirect',
    title: 'A nonce that can be guessed',
    tries: 'Two browsers start a sign-in, and their nonces are compared.',
    means: 'Without a nonce, the app can’t tell whether an ID token belongs to this sign-in.',
    fix: 'Make a random nonce for each sign-in, keep it with the state, and compare it with the ID token’s.',
    sources: [core],
    run: (lab) => newEachTime(lab, 'nonce'),
  },
  {
    id: 'pkce',
    family: 'Redirect',
    title: 'A stolen code without PKCE',
    tries: 'Two browsers start a sign-in, and their code challenges are compared.',
    means:
      'A code that leaks, for example through a log or a browser’s history, can be redeemed in another sign-in.',
    fix: 'Send a code_challenge with method S256 for each sign-in, and the verifier only to the token endpoint. MSAL Node does it only if you pass both.',
    sources: [rfc9700, codeFlow],
    async run(lab) {
      const authorize = await lab.app.startSignIn(lab.app.visitor());
      const type = authorize.searchParams.get('response_type') ?? 'code';
      if (!type.split(' ').includes('code'))
        throw new CannotTry(`The app asks for no code, but for response_type=${type}.`);
      const method = authorize.searchParams.get('code_challenge_method');
      if (authorize.searchParams.has('code_challenge') && method !== 'S256')
        return failed(
          `The challenge has the method ${method ?? 'plain'}, which shows the verifier.`,
        );
      return newEachTime(lab, 'code_challenge');
    },
  },
  {
    id: 'state-missing',
    family: 'Redirect',
    title: 'A response without state',
    tries:
      'The response of the identity provider reaches the app without its state, and with an empty one.',
    means: 'An attacker can make a victim’s browser finish a sign-in that the attacker started.',
    fix: keepState,
    sources: [rfc9700],
    async run(lab) {
      await requireState(lab);
      const empty = refused(
        await withChangedResponse(lab, (parameters) => parameters.set('state', '')),
        'It signed the user in with an empty state.',
      );
      if (empty.outcome === 'failed') return empty;
      return refused(
        await withChangedResponse(lab, (parameters) => parameters.delete('state')),
        'It signed the user in without a state.',
      );
    },
  },
  {
    id: 'state-wrong',
    family: 'Redirect',
    title: 'A response with another state',
    tries:
      'The response of the identity provider reaches the app with four wrong states: a made-up one, the first character of the real one, all but its last, and the real one with something after it.',
    means: 'An attacker can make a victim’s browser finish a sign-in that the attacker started.',
    fix: keepState,
    sources: [rfc9700],
    async run(lab) {
      await requireState(lab);
      let verdict: Verdict = held('');
      for (const [what, wrong] of wrongStates) {
        const tried = await withChangedResponse(lab, (parameters) =>
          parameters.set('state', wrong(parameters.get('state') ?? '')),
        );
        verdict = refused(tried, `It signed the user in with ${what}.`);
        if (verdict.outcome === 'failed') return verdict;
      }
      return verdict;
    },
  },
  {
    id: 'response-in-another-browser',
    family: 'Redirect',
    title: 'An attacker’s response in a victim’s browser',
    tries:
      'One browser starts a sign-in, and another one without cookies opens the response to it.',
    means:
      'A victim who follows a link is signed in as the attacker, and enters their data into the attacker’s account.',
    fix: keepState,
    sources: [rfc9700],
    async run({ app, users }) {
      const attacker = app.visitor();
      const response = await app.signInAtProvider(
        attacker,
        await app.startSignIn(attacker),
        users[0],
      );
      const victim = app.visitor();
      const result = await app.deliver(victim, response);
      const isSignedIn = await app.isSignedIn(victim, users[0]);
      return refused(
        { result, isSignedIn },
        'The second browser was signed in as the first one’s user.',
      );
    },
  },
  {
    id: 'no-cookie-and-no-state',
    family: 'Redirect',
    title: 'Neither cookie nor state',
    tries:
      'A browser without cookies opens the redirect URI with a valid code and without a state.',
    means: 'Where two missing values count as the same, the protection is off for everyone.',
    fix: keepState,
    sources: [rfc9700],
    async run({ app, users, practice }) {
      const attacker = app.visitor();
      const attempt = newAttempt();
      const authorize = await app.startSignIn(attacker);
      const response = await app.signInAtProvider(attacker, authorize, users[0], attempt);
      const victim = app.visitor();
      const result = await app.deliver(
        victim,
        changed(response, (parameters) => parameters.delete('state')),
      );
      const isSignedIn = await app.isSignedIn(victim, users[0]);
      const isRedeemed = (await practice.seen(attempt.id)).some(
        ({ endpoint }) => endpoint === 'token',
      );
      return isRedeemed && !isSignedIn
        ? failed(
            'It redeemed the code of a browser that had started nothing. Only the identity provider stopped it.',
          )
        : refused({ result, isSignedIn }, 'It signed in a browser that had started nothing.');
    },
  },
  {
    id: 'code-of-another-sign-in',
    family: 'Redirect',
    title: 'The code of another sign-in',
    tries: 'A browser comes back with its own state and the code of another browser’s sign-in.',
    means: 'An attacker with a stolen code becomes the user that it was issued for.',
    fix: 'Send PKCE and a nonce with each sign-in: the verifier of one doesn’t match the code of another.',
    sources: [rfc9700],
    async run({ app, users: [stolenFrom, attacker] }) {
      const victim = app.visitor();
      const theirs = await app.signInAtProvider(victim, await app.startSignIn(victim), stolenFrom);
      const code = parametersOf(theirs).get('code');
      if (code === null) throw new CannotTry('The app gets no code, so there’s none to steal.');
      const thief = app.visitor();
      const own = await app.signInAtProvider(thief, await app.startSignIn(thief), attacker);
      const result = await app.deliver(
        thief,
        changed(own, (parameters) => parameters.set('code', code)),
      );
      const isSignedIn = await app.isSignedIn(thief, stolenFrom);
      return refused(
        { result, isSignedIn },
        'The thief was signed in as the user whose code it was.',
      );
    },
  },
  {
    id: 'response-twice',
    family: 'Redirect',
    title: 'The same response twice',
    tries:
      'A copy of the browser, with the cookies from before the sign-in ended, opens the same response again.',
    means: 'A response that’s found in a history or a log opens a second session.',
    fix: 'Use each state once: delete it before you redeem the code, on the server or with its cookie, and never redeem a code again.',
    sources: [rfc9700],
    async run({ app, users, practice }) {
      const visitor = app.visitor();
      const attempt = newAttempt();
      const authorize = await app.startSignIn(visitor);
      const response = await app.signInAtProvider(visitor, authorize, users[0], attempt);
      const copy = await visitor.copy();
      await app.deliver(visitor, response);
      const result = await app.deliver(copy, response);
      const isSignedIn = await app.isSignedIn(copy, users[0]);
      const sent = (await practice.seen(attempt.id)).filter(({ endpoint }) => endpoint === 'token');
      if (isSignedIn) return failed('The copy was signed in as well.');
      if (sent.filter(({ grantType }) => grantType === 'authorization_code').length > 1)
        return failed(
          `The copy wasn’t signed in, but only because the identity provider refused: the app redeemed the code again, and showed ${described(result)}.`,
        );
      return held(`The copy wasn’t signed in: ${described(result)}.`);
    },
  },
  {
    id: 'two-tabs',
    family: 'Redirect',
    title: 'Two tabs that sign in',
    tries: 'One browser starts two sign-ins, and finishes the older one first.',
    means:
      'People who open two tabs see an error page, or can’t sign in until they clear their cookies.',
    fix: 'Keep a state for each sign-in, not one for the browser; or start again without an error page.',
    sources: [rfc9700],
    async run({ app, users }) {
      const visitor = app.visitor();
      const [older, newer] = [await app.startSignIn(visitor), await app.startSignIn(visitor)];
      const first = await app.deliver(
        visitor,
        await app.signInAtProvider(visitor, older, users[0]),
      );
      const second = await app.deliver(
        visitor,
        await app.signInAtProvider(visitor, newer, users[0]),
      );
      const broken = [first, second].filter(serverError);
      if (broken.length > 0)
        return failed(`One of the tabs got ${broken.map(described).join(', ')}.`);
      const isSignedIn = await app.isSignedIn(visitor, users[0]);
      return isSignedIn
        ? held('After both tabs, the user is signed in.')
        : failed(`After both tabs, nobody is signed in: ${described(second)}.`);
    },
  },
  {
    id: 'refusal-of-the-provider',
    family: 'Redirect',
    title: 'A user who cancels',
    tries: 'The identity provider responds with the error access_denied.',
    means: 'People who cancel get a page that tells them nothing, or end in a loop.',
    fix: 'Look for the parameter error before you look for a code. Say what happened, and offer to start again.',
    sources: [codeFlow],
    async run({ app, users }) {
      const visitor = app.visitor();
      const response = await app.signInAtProvider(
        visitor,
        await app.startSignIn(visitor),
        users[0],
      );
      const result = await app.deliver(
        visitor,
        changed(response, (parameters) => {
          parameters.delete('code');
          parameters.set('error', 'access_denied');
          parameters.set('error_description', 'AADSTS65004: User declined to consent.');
        }),
      );
      if (await app.isSignedIn(visitor, users[0])) return failed('It signed the user in.');
      if (serverError(result))
        return failed(`It failed with an error of its own: ${described(result)}.`);
      return held(`It showed ${described(result)}.`);
    },
  },
  {
    id: 'markup-in-error',
    family: 'Redirect',
    title: 'HTML in the identity provider’s error',
    tries: 'The response has an error whose description is HTML.',
    means:
      'Anyone who makes a link to the app can run a script in its pages, with the session of the person who opens it.',
    fix: 'Escape what comes from outside, or show a text of your own for each error code.',
    sources: [
      {
        title: 'Cross Site Scripting Prevention Cheat Sheet',
        url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html',
      },
    ],
    async run({ app, users }) {
      const markup = '<img src=x onerror=alert(1)>';
      const visitor = app.visitor();
      const response = await app.signInAtProvider(
        visitor,
        await app.startSignIn(visitor),
        users[0],
      );
      const spoiled = changed(response, (parameters) => {
        parameters.delete('code');
        parameters.set('error', `server_error${markup}`);
        parameters.set('error_description', markup);
      });
      const fresh = await app.deliver(app.visitor(), spoiled);
      const started = await app.deliver(visitor, spoiled);
      const showing = [fresh, started].some(
        (result) => !isStopped(result) && showsMarkup(result, markup),
      );
      return showing
        ? failed('The page contains the HTML as it was sent.')
        : held(`No page contains it as HTML: ${described(started)}.`);
    },
  },
  {
    id: 'garbage-at-redirect-uri',
    family: 'Redirect',
    title: 'Garbage at the redirect URI',
    tries: 'Twelve requests reach the redirect URI that no identity provider would send.',
    means: 'One request from anyone ends the process, or fills the log with stack traces.',
    fix: 'Handle a missing parameter, a repeated one, and another method, and catch what an asynchronous handler throws.',
    sources: [rfc9700],
    async run(lab) {
      const uri = await redirectUri(lab);
      const { app } = lab;
      const get = (query: string, named = query): [string, Deliver] => [
        `GET ${named || 'without parameters'}`,
        () => app.deliver(app.visitor(), { url: new URL(`${uri.href}${query && `?${query}`}`) }),
      ];
      const post = (body: string): [string, Deliver] => [
        `POST ${body || 'without a body'}`,
        () => app.deliver(app.visitor(), { url: uri, fields: new URLSearchParams(body) }),
      ];
      return survives([
        get(''),
        get('code=x'),
        get('state=x'),
        get('code=x&state=x'),
        get('code=x&code=y&state=x&state=y'),
        get('code[]=x&state[a]=y'),
        get('error=x'),
        get(
          `code=${'x'.repeat(4000)}&state=${'y'.repeat(4000)}`,
          'with a code and a state of 4,000 characters each',
        ),
        post(''),
        post('state=x'),
        post('code=x&state='),
        post('error=access_denied'),
      ]);
    },
  },
  {
    id: 'host-header',
    family: 'Redirect',
    title: 'A false host name in forwarded headers',
    tries: 'A sign-in starts with the headers X-Forwarded-Host and Forwarded naming another host.',
    means: 'The identity provider is told to send the code to a host that the attacker chose.',
    fix: 'Take the redirect URI from your configuration, never from the request; trust forwarded headers only from your own proxy.',
    sources: [rfc9700],
    async run({ app, visitorWith }) {
      const headers = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        forwarded: 'host=evil.example;proto=https',
        'x-original-host': 'evil.example',
      };
      const authorize = await app.startSignIn(visitorWith(headers)).catch((error: unknown) => {
        if (error instanceof LedElsewhere && isEvil(error.url)) return error;
        throw error;
      });
      if (authorize instanceof LedElsewhere)
        return failed(`It sent the browser to ${authorize.url.origin}.`);
      const uri = authorize.searchParams.get('redirect_uri') ?? '';
      return URL.parse(uri)?.hostname === 'evil.example'
        ? failed(`The authorization request names the redirect URI ${uri}.`)
        : held(`The redirect URI stayed ${uri}.`);
    },
  },
  {
    id: 'open-redirect',
    family: 'Redirect',
    title: 'A return address of another site',
    tries: `Sign-in starts with ${returnNames.length} usual names for the page to return to, in addresses and forms, each with eight addresses of another site.`,
    means:
      'A link to your app signs people in and then shows them a copy of it that asks for their password.',
    fix: 'Accept only a path on your own origin: resolve it against your origin, compare the origins, and use the path of the result.',
    sources: [redirects],
    async run({ app, users }) {
      let refusals = 0;
      const addresses = evilAddresses(app.home);
      for (const address of addresses) {
        const visitor = app.visitor();
        const values = Object.fromEntries(returnNames.map((name) => [name, address]));
        const authorize = await app.startSignIn(visitor, values).catch((error: unknown) => {
          if (error instanceof CannotTry) return error;
          throw error;
        });
        if (authorize instanceof LedElsewhere && isEvil(authorize.url))
          return failed(`When the sign-in started, it sent the browser to ${address}.`);
        if (authorize instanceof CannotTry) {
          refusals += 1;
          continue;
        }
        const response = await app.signInAtProvider(visitor, authorize, users[0]);
        const result = await app.deliver(visitor, response);
        if (isStopped(result) ? isEvil(result.url) : refreshes(result))
          return failed(`After the sign-in, it sent the browser to ${address}.`);
      }
      return held(
        refusals === 0
          ? `After ${addresses.length} sign-ins, the browser was still at the app.`
          : `It refused ${refusals} of ${addresses.length} addresses, and after the other sign-ins the browser was still at the app.`,
      );
    },
  },
  {
    id: 'code-left-in-address',
    family: 'Redirect',
    title: 'The code in the address bar',
    tries: 'The address after a sign-in is looked at.',
    means:
      'The code and the state stay in the history, and go to other sites in the Referer header.',
    fix: 'Redirect to a clean address once the sign-in is done.',
    sources: [rfc9700],
    async run({ app, users }) {
      const result = await app.signIn(app.visitor(), users[0]);
      const { searchParams, pathname } = result.url;
      return searchParams.has('code')
        ? failed(`The browser was left at ${pathname} with the code in its address.`)
        : held(`The browser was sent on to ${pathname}.`);
    },
  },
];

/** In the source itself or in an attribute, a quotation mark would be escaped too. */
const showsMarkup = (page: Page, markup: string): boolean =>
  isHtml(page) && page.text.includes(markup);
