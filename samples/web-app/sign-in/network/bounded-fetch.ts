import { oneLine } from '../errors/one-line.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

export type BoundedFetch = (url: string | URL, init?: RequestInit) => Promise<Reply>;

/** Why a request brought no usable response. */
export type FailureReason =
  | 'timed_out'
  | 'unreachable'
  | 'certificate_untrusted'
  | 'proxy_refused'
  | 'redirected'
  | 'too_large';

/** A request that ended without a response the app can use. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** A request to the identity provider that failed, or that it answered with status 429 or 5xx. */
export interface Unavailable {
  reason: FailureReason | 'failing';
  detail: string;
  /** After how many seconds it makes sense to try again. */
  retryAfterSeconds: number;
  cause?: unknown;
}

/** Seconds to wait when the response doesn't name a time. */
const shortWait = 10;

// #region bounded-fetch
/**
 * One request that always ends: within 5 seconds, after at most 64 KiB, and at the address it was sent to.
 * A redirect is an error: following a 307 would carry a secret or a token to another host.
 * @throws RequestFailure
 */
export async function boundedReply(
  send: typeof fetch,
  url: string | URL,
  init: RequestInit = {},
  seconds = 5,
  maximumBytes = 65_536,
): Promise<Reply> {
  // Its timer ends with the request; the timer of AbortSignal.timeout would keep running.
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), seconds * 1000);
  try {
    const response = await send(url, { ...init, redirect: 'manual', signal: tooLong.signal });
    const text = await readAtMost(withoutRedirect(response), maximumBytes);
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    if (tooLong.signal.aborted)
      throw new RequestFailure('timed_out', `no response within ${seconds} seconds`, error);
    throw error instanceof RequestFailure ? error : failureOf(error);
  } finally {
    clearTimeout(timer);
  }
}
// #endregion bounded-fetch

/**
 * The same, for the identity provider. It throws what `unavailable` makes of a failed request, and of a
 * response with status 429 or 5xx.
 */
export function boundedFetch(
  send: typeof fetch,
  unavailable: (why: Unavailable) => Error,
  seconds?: number,
  maximumBytes?: number,
): BoundedFetch {
  return async (url, init) => {
    const { origin, pathname } = new URL(url);
    const reply = await boundedReply(send, url, init, seconds, maximumBytes).catch((cause) => {
      const { reason } = cause instanceof RequestFailure ? cause : failureOf(cause);
      const detail = `${origin}${pathname}: ${causesOf(cause)}`;
      throw unavailable({ reason, detail, cause, retryAfterSeconds: shortWait });
    });
    if (reply.status !== 429 && reply.status < 500) return reply;
    const asked = Number(reply.headers.get('retry-after'));
    const retryAfterSeconds = asked > 0 ? Math.min(Math.ceil(asked), 3600) : shortWait;
    const detail = `${origin} responded with status ${reply.status}`;
    throw unavailable({ reason: 'failing', detail, retryAfterSeconds });
  };
}

function withoutRedirect(response: Response): Response {
  if (response.type !== 'opaqueredirect' && (response.status < 300 || response.status > 399))
    return response;
  void response.body?.cancel().catch(() => {});
  throw new RequestFailure('redirected', `status ${response.status} redirects elsewhere`);
}

async function readAtMost(response: Response, maximumBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > maximumBytes) {
      void reader?.cancel().catch(() => {});
      throw new RequestFailure(
        'too_large',
        `status ${response.status}, but the response is longer than ${maximumBytes} bytes`,
      );
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Node.js names these when it can't verify a certificate (OpenSSL's X509_V_ERR_…, and its own check of the host). */
const certificateErrors =
  /^(?:UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF|DECRYPT_CERT)|CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|ERR_TLS_CERT|INVALID_CA|HOSTNAME_MISMATCH)/;

function failureOf(error: unknown): RequestFailure {
  const causes = chainOf(error);
  const isAny = (test: (text: string) => boolean) =>
    causes.some((each) => test(codeOf(each)) || test(each.message));
  if (isAny((text) => certificateErrors.test(text)))
    return new RequestFailure('certificate_untrusted', 'the certificate is not trusted', error);
  if (isAny((text) => text.startsWith('Proxy response')))
    return new RequestFailure('proxy_refused', 'the proxy refused the connection', error);
  return new RequestFailure('unreachable', 'no connection', error);
}

/** The name that Node.js gives to what went wrong. Some of the web's own errors have a number instead. */
const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/** An error and what caused it, from the outside in. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let each = error; each instanceof Error && chain.length < 5; each = each.cause) {
    // localhost has two addresses, and an error for each.
    const [first = each] = each instanceof AggregateError ? each.errors : [];
    chain.push(first);
  }
  return chain;
}

/** Why a request failed, in one line. The reason is in the cause: "fetch failed" alone doesn't help anyone. */
export function causesOf(error: unknown): string {
  const causes = chainOf(error).map((each) => {
    const code = codeOf(each);
    return each.message.includes(code) ? each.message : `${each.message} (${code})`;
  });
  return oneLine(causes.join(': '));
}

/** undefined for anything that isn't JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
