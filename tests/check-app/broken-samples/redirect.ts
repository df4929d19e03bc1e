// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources, with templates of their own
import type { BrokenSample, SourceChange } from './broken-sample.ts';

const signIn = 'sign-in/protocol/sign-in.ts';
const transaction = 'sign-in/protocol/transaction.ts';
const express = 'sign-in/express.ts';

const randoms = 'return { ...details, state: random(), nonce: random(), codeVerifier: random() };';
const compareState = 'if (!sameText(state, transaction.state))';
const requireState = `if (!state) throw new SignInError('state_missing', { detail: 'no single state' });`;
const requireCookie = `if (!cookie.has(cookies, id))
        throw cookie.ids(cookies).length > 0
          ? new SignInError('state_mismatch', { detail: 'no transaction for this state' })
          : new SignInError('transaction_missing', { detail: 'no transaction cookie' });`;

export const withoutPkce: readonly [SourceChange, SourceChange] = [
  {
    file: signIn,
    replace: `codeChallenge: codeChallenge(transaction.codeVerifier),
        codeChallengeMethod: 'S256',`,
    with: '',
  },
  {
    file: signIn,
    replace: '.acquireTokenByCode({ code, scopes, redirectUri, codeVerifier, nonce })',
    with: '.acquireTokenByCode({ code, scopes, redirectUri, nonce })',
  },
];

const msalRedeems = `const result = await client
      .acquireTokenByCode({ code, scopes, redirectUri, codeVerifier, nonce })
      .catch((error) => Promise.reject(tokenError(error, audience)));`;

/** Leaves MSAL Node out, which compares the nonce as well. */
export const redeemingItself = (...more: 'code_verifier'[]): SourceChange => ({
  file: signIn,
  replace: msalRedeems,
  with: `const fields = {
      grant_type: 'authorization_code',
      client_id: registration.clientId,
      client_secret: registration.credential.secret,
      redirect_uri: redirectUri,
      code,
      ${more.includes('code_verifier') ? 'code_verifier: codeVerifier,' : ''}
    };
    const body = new URLSearchParams(fields);
    const reply = await fetch(provider.metadata.token_endpoint, { method: 'POST', body });
    const tokens = await reply.json();
    const result = { idToken: tokens.id_token, accessToken: tokens.access_token };`,
});

export const withoutNonce: SourceChange = {
  file: signIn,
  replace: 'parts.verify(result, provider, nonce)',
  with: 'parts.verify(result, provider)',
};

/** Sign-ins in progress are kept in the process, and no cookie says whose they are. */
const onServer: readonly [SourceChange, ...SourceChange[]] = [
  {
    file: transaction,
    replace: '/** Names the cookie without revealing',
    with: 'const pending = new Map<string, Transaction>();\n\n/** Names the cookie without revealing',
  },
  {
    file: transaction,
    replace: 'cookie.write(cookies, transaction, secondsToLive, shortId(transaction.state));',
    with: 'pending.set(transaction.state, transaction);',
  },
  { file: transaction, replace: requireCookie, with: '' },
];

export const brokenRedirects: readonly BrokenSample[] = [
  {
    check: 'text-in-error',
    mistake: 'What the identity provider is said to have said is shown.',
    changes: [
      {
        file: express,
        replace: `const url = new URL(request.url, origin);
    const consented`,
        with: `const url = new URL(request.url, origin);
    const said = url.searchParams.get('error_description');
    if (said) return void response.status(400).type('text').send(said);
    const consented`,
      },
    ],
  },
  {
    check: 'lost-cookie',
    mistake: 'The nonce has a cookie of its own, and is compared if it’s there.',
    changes: [
      redeemingItself('code_verifier'),
      {
        file: signIn,
        replace: 'await transactions.begin(cookies, transaction);',
        with: `await transactions.begin(cookies, transaction);
      const flags = { httpOnly: true, secure: false, sameSite: 'lax', path: '/' };
      cookies.set('app.nonce', transaction.nonce, { ...flags, maxAge: 600 });`,
      },
      {
        file: signIn,
        replace: 'await redeem(code, started, provider);',
        with: `await redeem(code, { ...started, nonce: cookies.get('app.nonce') }, provider);`,
      },
    ],
  },
  {
    check: 'open-redirect',
    mistake: 'An address that contains the app’s host will do.',
    changes: [
      {
        file: signIn,
        replace: 'returnTo: safeReturnTo(request.returnTo),',
        with: `returnTo: request.returnTo?.includes(new URL(redirectUri).host)
          ? request.returnTo
          : safeReturnTo(request.returnTo),`,
      },
    ],
  },
  {
    check: 'state-new-each-time',
    mistake: 'The state carries the page to return to, and nothing else.',
    changes: [
      {
        file: transaction,
        replace: randoms,
        with: `const state = Buffer.from(JSON.stringify({ returnTo: details.returnTo })).toString('base64url');
  return { ...details, state, nonce: random(), codeVerifier: random() };`,
      },
    ],
  },
  {
    check: 'state-new-each-time',
    mistake: 'The state is the time.',
    changes: [
      {
        file: transaction,
        replace: randoms,
        with: 'return { ...details, state: String(Date.now()), nonce: random(), codeVerifier: random() };',
      },
    ],
  },
  {
    check: 'nonce-new-each-time',
    mistake: 'The nonce is made once, when the app starts.',
    changes: [
      {
        file: transaction,
        replace: randoms,
        with: 'return { ...details, state: random(), nonce: nonceOfApp, codeVerifier: random() };',
      },
      {
        file: transaction,
        replace: '/** RFC 7636 §4.2, method S256. */',
        with: `const nonceOfApp = randomBytes(32).toString('base64url');`,
      },
    ],
  },
  { check: 'pkce', mistake: 'There’s no code challenge.', changes: withoutPkce },
  {
    check: 'pkce',
    mistake: 'The challenge is the verifier itself.',
    changes: [
      {
        file: signIn,
        replace: `codeChallenge: codeChallenge(transaction.codeVerifier),
        codeChallengeMethod: 'S256',`,
        with: `codeChallenge: transaction.codeVerifier,
        codeChallengeMethod: 'plain',`,
      },
    ],
  },
  {
    check: 'state-missing',
    mistake: 'The state is compared only if there is one.',
    changes: [
      { file: transaction, replace: requireState, with: '' },
      {
        file: transaction,
        replace: 'const id = shortId(state);',
        with: `const id = state ? shortId(state) : (cookie.ids(cookies)[0] ?? '');`,
      },
      {
        file: transaction,
        replace: compareState,
        with: 'if (state && !sameText(state, transaction.state))',
      },
    ],
  },
  {
    // Two defenses: the state names the cookie, and it's compared with what's inside.
    check: 'state-wrong',
    mistake: 'Any sign-in that this browser has started will do.',
    changes: [
      {
        file: transaction,
        replace: 'const id = shortId(state);',
        with: `const id = cookie.ids(cookies)[0] ?? '';`,
      },
      { file: transaction, replace: compareState, with: 'if (false)' },
    ],
  },
  {
    check: 'response-in-another-browser',
    mistake: 'The state is looked up on the server, whichever browser brings it.',
    changes: [
      ...onServer,
      {
        file: transaction,
        replace: 'const transaction = await cookie.read(cookies, id);',
        with: 'const transaction = pending.get(state);',
      },
    ],
  },
  {
    check: 'no-cookie-and-no-state',
    mistake: 'The last sign-in is in a variable, and two missing values count as the same.',
    changes: [
      ...onServer,
      { file: transaction, replace: requireState, with: '' },
      { file: transaction, replace: 'const id = shortId(state);', with: `const id = '';` },
      {
        file: transaction,
        replace: 'const transaction = await cookie.read(cookies, id);',
        with: 'const transaction = [...pending.values()].at(-1);',
      },
      {
        file: transaction,
        replace: compareState,
        with: 'if (state !== undefined && state !== transaction.state)',
      },
      {
        file: transaction,
        replace: 'const isFirst = await',
        with: 'const isFirst = true; await',
      },
    ],
  },
  {
    // Two defenses, and either is enough.
    check: 'code-of-another-sign-in',
    mistake: 'There’s neither PKCE nor a nonce.',
    changes: [withoutPkce[0], redeemingItself(), withoutNonce],
  },
  {
    check: 'response-twice',
    mistake: 'Nothing remembers that a sign-in is over.',
    changes: [
      {
        file: transaction,
        replace: `if (!isFirst) throw new SignInError('transaction_spent', { detail: 'answer came twice' });`,
        with: '',
      },
    ],
  },
  {
    check: 'two-tabs',
    mistake: 'A browser has one place for its state, which the second tab overwrites.',
    changes: [
      {
        file: transaction,
        replace: 'secondsToLive, shortId(transaction.state));',
        with: `secondsToLive, 'only');`,
      },
      { file: transaction, replace: 'const id = shortId(state);', with: `const id = 'only';` },
    ],
  },
  {
    check: 'refusal-of-the-provider',
    mistake: 'An error at the redirect URI is thrown as it comes.',
    changes: [
      {
        file: signIn,
        replace: `      throw error;
    }
    const code`,
        with: `      throw new Error(answer.get('error_description') ?? '');
    }
    const code`,
      },
    ],
  },
  {
    check: 'markup-in-error',
    mistake: 'The error page shows what the identity provider said, as HTML.',
    changes: [
      { file: 'views.ts', replace: 'import { type Html, html }', with: 'import { Html, html }' },
      {
        file: 'views.ts',
        replace: '<p>${error.why}</p><p>${error.whatToDo}</p>',
        with: '<p>${error.why}</p><p>${error.whatToDo}</p><p>${new Html(error.detail)}</p>',
      },
    ],
  },
  {
    check: 'garbage-at-redirect-uri',
    mistake: 'There’s always a state, the developer thought.',
    changes: [{ file: transaction, replace: requireState, with: '' }],
  },
  {
    check: 'host-header',
    mistake: 'The redirect URI has the host that the request names.',
    changes: [
      {
        file: express,
        replace:
          'const url = await relyingParty.signIn(cookieJar(request, response), wanted);\n    seeOther(response, url.href);',
        with: `const url = await relyingParty.signIn(cookieJar(request, response), wanted);
    const host = request.header('x-forwarded-host');
    if (host) url.searchParams.set('redirect_uri', \`https://\${host}\${redirectPath}\`);
    seeOther(response, url.href);`,
      },
    ],
  },
  {
    check: 'open-redirect',
    mistake: 'The page to return to is taken as it comes.',
    changes: [
      {
        file: signIn,
        replace: 'returnTo: safeReturnTo(request.returnTo),',
        with: `returnTo: request.returnTo ?? '/',`,
      },
    ],
  },
  {
    check: 'code-left-in-address',
    mistake: 'The redirect URI shows a page.',
    changes: [
      {
        file: express,
        replace: '.catch((error) => resetPassword(error, cookies));\n    seeOther(response, next);',
        with: '.catch((error) => resetPassword(error, cookies));\n    response.send(`<a href="${next}">Continue</a>`);',
      },
    ],
  },
];
