// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources, with templates of their own
import type { BrokenSample } from './broken-sample.ts';

const boundedFetch = 'sign-in/network/bounded-fetch.ts';
const msalNetwork = 'sign-in/network/msal-network.ts';
const providerError = 'sign-in/protocol/provider-error.ts';

export const brokenWithProvider: readonly BrokenSample[] = [
  {
    check: 'token-endpoint-hangs',
    mistake: 'A request to the identity provider has no time limit worth the name.',
    changes: [{ file: boundedFetch, replace: 'seconds = 5,', with: 'seconds = 300,' }],
  },
  {
    check: 'token-endpoint-redirects',
    mistake: 'Redirects are followed, as fetch does by default.',
    changes: [{ file: boundedFetch, replace: `redirect: 'manual', `, with: '' }],
  },
  {
    check: 'token-endpoint-down',
    mistake: 'Nothing catches what a promise throws.',
    changes: [
      {
        file: 'sign-in/express.ts',
        replace: `const next = await relyingParty
      .redirect(`,
        with: `void relyingParty
      .redirect(`,
      },
      {
        file: 'sign-in/express.ts',
        replace: `.catch((error) => resetPassword(error, cookies));
    seeOther(response, next);`,
        with: '.then((next) => seeOther(response, next));',
      },
    ],
  },
  {
    check: 'token-endpoint-fails',
    mistake: 'It tries again until the identity provider has recovered.',
    changes: [
      {
        file: boundedFetch,
        replace: 'if (reply.status !== 429 && reply.status < 500) return reply;',
        with: `if (reply.status === 500) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return boundedFetch(send, unavailable, seconds, maximumBytes)(url, init);
    }
    if (reply.status !== 429 && reply.status < 500) return reply;`,
      },
    ],
  },
  {
    check: 'token-endpoint-garbage',
    mistake: 'A response that can’t be read ends the process, so that someone looks.',
    changes: [
      {
        file: msalNetwork,
        replace: 'if (!json.success)\n    throw',
        with: 'if (!json.success) process.exit(1);\n  if (!json.success)\n    throw',
      },
    ],
  },
  {
    check: 'token-endpoint-large',
    mistake: 'Responses are read to their end, however long they are.',
    changes: [
      { file: boundedFetch, replace: 'maximumBytes = 65_536,', with: 'maximumBytes = Infinity,' },
    ],
  },
  {
    check: 'expired-secret',
    mistake: 'A credential that’s refused ends the process, so that someone looks.',
    changes: [
      {
        file: providerError,
        replace: 'const errorCode = errorCodeIn(error.errorMessage);',
        with: `const errorCode = errorCodeIn(error.errorMessage);
    if (errorCode === 'AADSTS7000222') process.exit(1);`,
      },
    ],
  },
  {
    check: 'error-details',
    mistake: 'The error page shows where the error came from.',
    changes: [
      {
        file: 'views.ts',
        replace: '<p>${error.why}</p><p>${error.whatToDo}</p>',
        with: '<p>${error.why}</p><pre>${error.stack}</pre>',
      },
    ],
  },
];
