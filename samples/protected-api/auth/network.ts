const milliseconds = 5_000;
const kilobytes = 64;

/** The identity provider did not answer as it should. Its text is for the log, not for the caller. */
export class ProviderUnavailable extends Error {
  constructor(url: string, cause: unknown) {
    super(`${url} could not be read: ${reason(cause)}`, { cause });
    this.name = 'ProviderUnavailable';
  }
}

// #region bounded-fetch
/**
 * A GET that ends: after 5 s, at the first redirect, at 64 KB, and at any status but 200. Metadata and
 * keys decide whom this API believes, so nothing but the exact address may answer for them.
 * @throws ProviderUnavailable
 */
export async function boundedGet(url: string, send: typeof fetch): Promise<Response> {
  try {
    const answer = await send(url, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(milliseconds),
    });
    if (answer.status !== 200) throw new Error(`the status is ${answer.status}`);
    return new Response(await boundedText(answer));
  } catch (error) {
    throw new ProviderUnavailable(url, error);
  }
}
// #endregion bounded-fetch

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
