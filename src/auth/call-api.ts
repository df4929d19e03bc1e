import type { Outcome } from './trace/message.ts';
import { recordingFetch } from './trace/recording-fetch.ts';
import type { Visit } from './visit.ts';

const timeoutMilliseconds = 5_000;
const largestAnswerBytes = 64 * 1024;
const recorded = recordingFetch();

/**
 * Calls the registration's API with the learner's access token. Bounded like every request the app
 * makes: five seconds, 64 KB, no redirects, so that the token goes nowhere else.
 *
 * @throws SignInRequired when the tokens do not suffice
 */
export async function callApi(visit: Visit): Promise<Outcome> {
  const { tenant, cookies, recorder } = visit;
  const { api } = tenant.registration;
  if (!api) throw new Error('This registration has no API.');
  const token = await tenant.relyingParty.accessToken(cookies, api.scopes);
  if (!recorder.has('refresh')) recorder.add('token-cached', 'app', 'app');
  const answered = { kind: 'api', endpoint: api.endpoint } as const;
  try {
    const response = await recorded(api.endpoint, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    const body = await boundedText(response);
    return { ...answered, status: response.status, body: recorder.clean(body) };
  } catch {
    return { ...answered, status: 503, body: 'The API did not answer in time.' };
  }
}

/** The text of an answer; what is longer than the limit is refused by cancelling the rest. */
async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largestAnswerBytes) return '(not kept: the answer is too long)';
  }
  return text + decoder.decode();
}
