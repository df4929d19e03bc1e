import { apiFailures } from '../../call-api.ts';
import { boundedReply, causesOf, RequestFailure } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { secondsForRequest } from '../requests.ts';

/** Whether the API responds. It gets no token, so a 401 is the best response. */
export const api = check({
  id: 'api',
  title: 'API',
  needs: ['registration', 'networkInUse', 'trust', 'apiFound', 'apiTrusted'],
  applies: ({ registration }) => registration === undefined || registration.api !== undefined,
  async run(say, { registration }, { fetch }) {
    if (registration.api === undefined) return [];
    const { endpoint } = registration.api;
    const headers = { accept: 'application/json' };
    try {
      const reply = await boundedReply(fetch, endpoint, { headers }, secondsForRequest);
      const challenge = reply.headers.get('www-authenticate');
      const asks = challenge
        ? `and asks for ${challenge.split(/[\s,]/)[0]}`
        : 'without a challenge';
      if (reply.status === 401) return say.ok(`${endpoint} responds with 401 ${asks}`);
      if (reply.status >= 500 || reply.status === 429)
        return say.failed(
          `${endpoint} responds with status ${reply.status}`,
          'Wait a moment, then run the doctor again. If it stays so, look at the log of the API.',
        );
      if (reply.status === 404)
        return say.warning(
          `${endpoint} responds with 404 to a request without a token`,
          'Check ENDPOINT, character by character.',
        );
      if (reply.status < 300)
        return say.warning(
          `${endpoint} responds with ${reply.status} to a request without a token`,
          'Check that this is an API that needs a token: anyone can read this response.',
        );
      return say.unknown(
        `${endpoint} responds with ${reply.status} to a request without a token`,
        'An API that checks tokens responds with 401: look at its documentation.',
      );
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      const { code, sentence } = apiFailures[error.reason];
      return say.failed(`no response from ${endpoint}: ${causesOf(error)}`, sentence, code);
    }
  },
});
