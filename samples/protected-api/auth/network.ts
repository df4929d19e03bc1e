const milliseconds = 5_000;
const kilobytes = 64;

/** Another server did not answer as it should. Its text is for the log, not for the caller. */
export class ProviderUnavailable extends Error {
  constructor(url: string, cause: unknown) {
    super(`${url} could not be read: ${reason(cause)}`, { cause });
    this.name = 'ProviderUnavailable';
  }
}

export interface BoundedAnswer {
  status: number;
  headers: Headers;
  text: string;
}

// #region bounded-fetch
/**
 * A request that ends: after 5 s, at the first redirect, and at 64 KB. Metadata and keys decide whom
 * this API believes, so nothing but the exact address may answer for them.
 * @throws ProviderUnavailable
 */
export async function boundedFetch(
  url: string,
  send: typeof fetch,
  init: RequestInit = {},
): Promise<BoundedAnswer> {
  try {
    const signal = AbortSignal.timeout(milliseconds);
    const answer = await send(url, { ...init, redirect: 'error', signal });
    const { status, headers } = answer;
    return { status, headers, text: await boundedText(answer) };
  } catch (error) {
    throw new ProviderUnavailable(url, error);
  }
}
// #endregion bounded-fetch

/** The same for a document that has to be there. */
export async function boundedGet(url: string, send: typeof fetch): Promise<string> {
  const { status, text } = await boundedFetch(url, send, {
    headers: { accept: 'application/json' },
  });
  if (status !== 200) throw new ProviderUnavailable(url, `the status is ${status}`);
  return text;
}

async function boundedText(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > kilobytes * 1024) throw new Error(`it is longer than ${kilobytes} KB`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The innermost message: fetch hides "certificate" and "refused" behind "fetch failed". */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reason(error.cause);
}
