import {
  authorityOf,
  boundedReply,
  causesOf,
  discoveryUrl,
  errorCodeIn,
  parseJson,
  RequestFailure,
} from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { whatToDoAbout } from '../request-failures.ts';
import { secondsForRequest } from '../requests.ts';

/** Whether the identity provider responds at the address where its metadata document has to be. */
export const discovery = check({
  id: 'discovery',
  title: 'Discovery',
  needs: ['registration', 'networkInUse', 'trust', 'authorityFound', 'authorityTrusted'],
  provides: ['document'],
  async run(say, { registration }, surroundings) {
    const url = discoveryUrl(authorityOf(registration));
    const headers = { accept: 'application/json' };
    try {
      const reply = await boundedReply(surroundings.fetch, url, { headers }, secondsForRequest);
      const learned = { document: { url, ...reply } };
      const { status, text } = reply;
      const code = errorCodeIn(text);
      if (status === 429 || status >= 500)
        return say.failed(
          `${url.host} responds with status ${status}`,
          'Wait a moment, then run the doctor again.',
          'provider_failing',
        );
      if (status === 200 && parseJson(text) !== undefined)
        return { findings: [say.ok(`${url.href} responds with a document`)], learned };
      if (code !== undefined)
        return { findings: [say.ok(`${url.host} responds, with ${code}`)], learned };
      return say.failed(
        `${url.href} responds with status ${status} and without a metadata document`,
        `Check the authority in .env, character by character${registration.userFlows ? ', and SIGNUPSIGNIN_USER_FLOW' : ''}.`,
        'provider_untrusted',
      );
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      const { code, todo } = whatToDoAbout(error.reason);
      return say.failed(`no response from ${url.host}: ${causesOf(error)}`, todo, code);
    }
  },
});
