import { type BoundedFetch, boundedFetch, oneLine } from '../sign-in/index.ts';

/** Another server sent no usable response. The text is for the log, not for the caller. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';

  /** @param detail names the address, and what was wrong there: one line of the log, whatever was sent */
  constructor(detail: string, cause?: unknown) {
    super(oneLine(detail), { cause });
  }
}

/** The tenant's metadata and keys decide which tokens this API trusts: only their exact address counts. */
export const tenantFetch = (send: typeof fetch): BoundedFetch =>
  boundedFetch(send, ({ detail, cause }) => new ProviderUnavailable(detail, cause));

/** A document that must exist. */
export async function tenantDocument(url: string, send: typeof fetch): Promise<string> {
  const headers = { accept: 'application/json' };
  const { status, text } = await tenantFetch(send)(url, { headers });
  if (status !== 200) throw new ProviderUnavailable(`${url}: the status is ${status}`);
  return text;
}
