export interface Reply {
  status: number;
  headers: Headers;
  text: string;
}

export type BoundedFetch = (url: string | URL, init?: RequestInit) => Promise<Reply>;

/** Why there is no usable answer. Seconds, after which trying again is reasonable. */
interface Unavailable {
  detail: string;
  retryAfterSeconds: number;
  cause?: unknown;
}

/** When the provider does not say. */
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
  // Its timer ends with the request; that of AbortSignal.timeout would run on.
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
 * A fetch for the identity provider, bounded like that. What `unavailable` makes is thrown when there is
 * no answer, and for status 429 and 5xx.
 */
export function boundedFetch(
  send: typeof fetch,
  unavailable: (why: Unavailable) => Error,
  seconds = 5,
  maximumBytes = 65_536,
): BoundedFetch {
  return async (url, init) => {
    const { origin, pathname } = new URL(url);
    const reply = await boundedReply(send, url, init, seconds, maximumBytes).catch((cause) => {
      const detail = `${origin}${pathname}: ${causesOf(cause)}`;
      throw unavailable({ detail, cause, retryAfterSeconds: shortWait });
    });
    if (reply.status !== 429 && reply.status < 500) return reply;
    const asked = Number(reply.headers.get('retry-after'));
    const retryAfterSeconds = asked > 0 ? Math.min(Math.ceil(asked), 3600) : shortWait;
    throw unavailable({ detail: `${origin} answered ${reply.status}`, retryAfterSeconds });
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

/** The reason of a failed fetch stands in its cause ("fetch failed" alone helps nobody). */
export function causesOf(error: unknown): string {
  const messages: string[] = [];
  for (let each = error; each instanceof Error && messages.length < 4; each = each.cause) {
    // localhost has two addresses, and an error for each.
    const [first = each] = each instanceof AggregateError ? each.errors : [];
    messages.push(first.message);
  }
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
