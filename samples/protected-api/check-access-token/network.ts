import { type BoundedFetch, boundedFetch } from '../sign-in/index.ts';

/** Another server did not answer as it should. Its text is for the log, not for the caller. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';

  /** @param detail names the place, and what was wrong there */
  constructor(detail: string, cause?: unknown) {
    super(detail, { cause });
  }
}

/** The tenant's metadata and keys decide whom this API believes: nothing but the exact address answers. */
export const tenantFetch = (send: typeof fetch): BoundedFetch =>
  boundedFetch(send, ({ detail, cause }) => new ProviderUnavailable(detail, cause));

/** A document that has to be there. */
export async function tenantDocument(url: string, send: typeof fetch): Promise<string> {
  const headers = { accept: 'application/json' };
  const { status, text } = await tenantFetch(send)(url, { headers });
  if (status !== 200) throw new ProviderUnavailable(`${url}: the status is ${status}`);
  return text;
}
