import { setTimeout as sleep } from 'node:timers/promises';
import type { AppUnderCheck } from '../app/app-under-check.ts';
import { NoAnswer } from '../verdicts/failures.ts';
import { failed, held, type Verdict } from '../verdicts/verdict.ts';
import type { Check, Source } from './check.ts';
import { described, requireRedeemed, type Tried, trySignIn } from './lab.ts';

const rfc9700: Source = {
  title: 'RFC 9700: Best Current Practice for OAuth 2.0 Security',
  url: 'https://www.rfc-editor.org/rfc/rfc9700',
};
const resilience: Source = {
  title: 'Increase the resilience of authentication in your application',
  url: 'https://learn.microsoft.com/entra/architecture/resilience-app-development-overview',
};
const errors: Source = {
  title: 'Error Handling Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html',
};

const seconds = 15;
const catchIt =
  'Catch what the library throws, and show a page: signing in isn’t possible at the moment. In Express 4, an error in an asynchronous handler must be passed to next.';

const shownRefusal = ({ isSignedIn, result }: Tried): Verdict =>
  isSignedIn
    ? failed('It signed the user in anyway.')
    : held(`It didn’t sign the user in, and showed ${described(result)}.`);

const inTrouble = (id: string, title: string, tries: string): Check => ({
  id,
  family: 'Provider in trouble',
  title,
  tries,
  means:
    'An outage of the identity provider becomes an outage of the app: its process ends, or requests hang.',
  fix: catchIt,
  sources: [resilience],
  async run(lab) {
    const tried = await trySignIn(lab, id);
    requireRedeemed(tried);
    return shownRefusal(tried);
  },
});

/** Whether another visitor gets a page only once the sign-in is over, and not soon. */
async function waitsForPage(app: AppUnderCheck, isOver: () => boolean): Promise<boolean> {
  const asked = performance.now();
  await app.visitor().go(app.home, {}, (url) => url.origin !== app.home.origin);
  return isOver() && performance.now() - asked > 2_000;
}

/** What apps must survive of an identity provider. */
export const providerChecks: readonly Check[] = [
  {
    id: 'token-endpoint-hangs',
    family: 'Provider in trouble',
    title: 'A token endpoint that never responds',
    tries: `The token endpoint takes the request and is silent. The app has ${seconds} seconds for a page.`,
    means: 'People wait in front of a blank page, and each of them keeps a connection.',
    fix: 'Give requests to the identity provider a time limit of a few seconds. MSAL Node sets none: give it a networkClient that does.',
    sources: [resilience],
    async run(lab) {
      const started = performance.now();
      const { app } = lab;
      let isOver = false;
      const signIn = trySignIn(lab, 'token-endpoint-hangs')
        .catch((error: unknown) => {
          if (error instanceof NoAnswer && !lab.practice.isHere(error.url)) return undefined;
          throw error;
        })
        .finally(() => {
          isOver = true;
        });
      // By then, the app waits for the token endpoint.
      await Promise.race([signIn, sleep(2_000)]);
      const othersWait = !isOver && (await waitsForPage(app, () => isOver));
      const tried = await signIn;
      if (tried === undefined) return failed(`It gave no page within ${seconds} seconds.`);
      requireRedeemed(tried);
      const took = (performance.now() - started) / 1000;
      if (took > seconds) return failed(`It took ${took.toFixed(0)} seconds for a page.`);
      if (othersWait) return failed('Meanwhile, another visitor waited for a page.');
      return shownRefusal(tried);
    },
  },
  {
    id: 'token-endpoint-redirects',
    family: 'Provider in trouble',
    title: 'A token endpoint that redirects',
    tries:
      'The token endpoint responds with status 307, which asks to send the same request to another origin.',
    means: 'The client secret and the code go to an address that was never configured.',
    fix: 'Refuse redirects from the token endpoint: in fetch, redirect: "error". MSAL Node follows them: give it a networkClient that doesn’t.',
    sources: [rfc9700],
    async run(lab) {
      const tried = await trySignIn(lab, 'token-endpoint-redirects');
      requireRedeemed(tried);
      const leaked = tried.seen.find(({ endpoint }) => endpoint === 'elsewhere');
      if (leaked === undefined) return held('It didn’t follow the redirect.');
      const secrets = leaked.fields.filter((name) => /secret|assertion|code|verifier/.test(name));
      return failed(
        secrets.length > 0
          ? `The other origin got ${secrets.join(', ')}.`
          : 'It followed the redirect to the other origin, without the secret.',
      );
    },
  },
  inTrouble(
    'token-endpoint-down',
    'A token endpoint with status 503',
    'The token endpoint responds with status 503.',
  ),
  inTrouble(
    'token-endpoint-fails',
    'A token endpoint with status 500',
    'The token endpoint responds with status 500 and an HTML page.',
  ),
  inTrouble(
    'token-endpoint-garbage',
    'A page in place of tokens',
    'The token endpoint responds with status 200 and an HTML page.',
  ),
  {
    id: 'token-endpoint-large',
    family: 'Provider in trouble',
    title: 'A response of 64 MB',
    tries: 'The token endpoint sends 64 MB, and whether the app takes all of it is looked at.',
    means:
      'A few responses like this fill the memory of the app, and its process ends for everyone.',
    fix: 'Stop reading after some tens of kilobytes. MSAL Node reads everything: give it a networkClient that doesn’t.',
    sources: [resilience],
    async run(lab) {
      const tried = await trySignIn(lab, 'token-endpoint-large');
      requireRedeemed(tried);
      return tried.seen.some(({ readWhole }) => readWhole)
        ? failed('It read the response to its end.')
        : shownRefusal(tried);
    },
  },
  inTrouble(
    'expired-secret',
    'An expired secret',
    'The token endpoint refuses the app’s credential (AADSTS7000222).',
  ),
  {
    id: 'error-details',
    family: 'Provider in trouble',
    title: 'A page that shows the insides',
    tries: 'The page after a failed sign-in is searched for stack traces, paths, and secrets.',
    means: 'Attackers read versions, paths, and values that help them.',
    fix: 'Show a text of your own, and write the details to the log. In production, set NODE_ENV=production.',
    sources: [errors],
    async run(lab) {
      const tried = await trySignIn(lab, 'token-endpoint-fails');
      requireRedeemed(tried);
      if (!('text' in tried.result)) return held('The browser was sent on, and no page was shown.');
      const { text } = tried.result;
      const { secret } =
        lab.practice.registrationAt(await lab.app.startSignIn(lab.app.visitor())) ?? {};
      if (secret && text.includes(secret)) return failed('The page shows the app’s client secret.');
      const shown = insides.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
      return shown.length > 0
        ? failed(`The page shows ${shown.join(', ')}.`)
        : held(`The page shows none: ${described(tried.result)}.`);
    },
  },
];

const insides: readonly (readonly [string, RegExp])[] = [
  [
    'a stack trace',
    /\bat\s+\S.*?[/\\(][^\n<]*?:\d+:\d+|Traceback \(most recent call last\)|^\s+at [\w.$]+\(.*\.java:\d+\)/m,
  ],
  ['a client secret', /client_secret(?:["'\s=:]|&quot;|&#39;)+[\w~.-]{16,}/i],
  ['a code verifier', /code_verifier(?:["'\s=:]|&quot;|&#39;)+[\w~.-]{43,}/i],
];
