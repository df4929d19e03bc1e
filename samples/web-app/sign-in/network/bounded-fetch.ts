import { SignInError } from '../errors/sign-in-error.ts';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

export type BoundedFetch = (url: string | URL, init?: RequestInit) => Promise<Reply>;

/** Seconds after which trying again is reasonable, when the provider does not say. */
const shortWait = 10;

// #region bounded-fetch
/**
 * One request that always ends: within 5 seconds, after at most 64 KiB, and where it started.
 * A redirect is an error, because a followed 307 would carry a secret or a token to another host.
 */
export async function boundedReply(
  send: typeof fetch,
  url: string | URL,
  init: RequestInit = {},
  seconds = 5,
  maximumBytes = 65_536,
): Promise<Reply> {
  // Not AbortSignal.timeout: that keeps every request in memory until its time is over.
  const tooLong = new AbortController();
  const timer = setTimeout(() => tooLong.abort(), seconds * 1000);
  try {
    const response = await send(url, { ...init, redirect: 'error', signal: tooLong.signal });
    const text = await readAtMost(response, maximumBytes);
    return { status: response.status, headers: response.headers, text };
  } finally {
    clearTimeout(timer);
  }
}
// #endregion bounded-fetch

/**
 * A fetch for the identity provider, bounded like that.
 * @throws SignInError `provider_unavailable`, also for status 429 and 5xx
 */
export function boundedFetch(send: typeof fetch, seconds = 5, maximumBytes = 65_536): BoundedFetch {
  return async (url, init) => {
    const { origin, pathname } = new URL(url);
    const reply = await boundedReply(send, url, init, seconds, maximumBytes).catch((cause) => {
      const detail = `${origin}${pathname}: ${causesOf(cause)}`;
      const retryAfterSeconds = shortWait;
      throw new SignInError('provider_unavailable', { detail, cause, retryAfterSeconds });
    });
    if (reply.status === 429 || reply.status >= 500) throw unavailable(origin, reply);
    return reply;
  };
}

async function readAtMost(response: Response, maximumBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw new Error(`the answer is longer than ${maximumBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unavailable(origin: string, { status, headers }: Reply): SignInError {
  const seconds = Number(headers.get('retry-after'));
  return new SignInError('provider_unavailable', {
    detail: `${origin} answered ${status}`,
    retryAfterSeconds: seconds > 0 ? Math.min(Math.ceil(seconds), 3600) : shortWait,
  });
}

/** The reason of a failed fetch stands in its cause ("fetch failed" alone helps nobody). */
function causesOf(error: unknown): string {
  const messages: string[] = [];
  for (let each = error; each instanceof Error && messages.length < 4; each = each.cause)
    messages.push(each.message);
  return messages.join(': ');
}

/** undefined for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
