import { z } from 'zod';
import { boundedReply, causesOf, parseJson, RequestFailure } from '../../sign-in/index.ts';
import { check } from '../check.ts';
import { whatToDoAbout } from '../request-failures.ts';
import { secondsForRequest } from '../requests.ts';

/** RFC 7517 §4: what the app needs of a key. */
const Keys = z.object({
  keys: z.array(z.object({ kty: z.string(), use: z.string().optional(), kid: z.string() })),
});

/** Whether the keys are published with which the tenant signs its tokens. */
export const keys = check({
  id: 'keys',
  title: 'Signing keys',
  needs: ['metadata'],
  async run(say, { metadata }, { fetch }) {
    const { host } = new URL(metadata.jwks_uri);
    try {
      const { status, text } = await boundedReply(fetch, metadata.jwks_uri, {}, secondsForRequest);
      const published = Keys.safeParse(parseJson(text)).data?.keys ?? [];
      const signing = published.filter(({ kty, use = 'sig' }) => kty === 'RSA' && use === 'sig');
      if (signing.length > 0)
        return say.ok(`${host} publishes ${signing.length} for RSA signatures`);
      return say.failed(
        `status ${status} from ${metadata.jwks_uri}, without an RSA key for signatures`,
        'Wait a moment, then run the doctor again. If it stays so, no sign-in can be verified.',
        'id_token_signature',
      );
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      const { code, todo } = whatToDoAbout(error.reason);
      return say.failed(`no response from ${host}: ${causesOf(error)}`, todo, code);
    }
  },
});
