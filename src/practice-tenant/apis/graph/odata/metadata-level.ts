/** What OData keeps at every level, because a client can’t page or count without it. */
const kept = new Set(['@odata.nextLink', '@odata.count']);

/** Whether a request asks for JSON without `@odata.context` and the like, as CLI for Microsoft 365 does. */
export const wantsNoMetadata = (accept: string | undefined): boolean =>
  accept !== undefined && /;\s*odata\.metadata=none\b/i.test(accept);

/** JSON without OData’s own members, at any depth. */
export const withoutMetadata = (json: object): string =>
  JSON.stringify(json, (name, value: unknown) =>
    name.includes('@odata.') && !kept.has(name) ? undefined : value,
  );
