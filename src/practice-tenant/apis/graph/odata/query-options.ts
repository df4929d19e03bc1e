import { badRequest, GraphError, malformed, unsupportedQuery } from './graph-error.ts';

export interface QueryOptions {
  select: readonly string[] | undefined;
  filter: string | undefined;
  /** How many entries a page has. */
  top: number;
  isCounted: boolean;
  /** The ID of the last entry of the page before. */
  after: string | undefined;
}

const defaultPageSize = 100;
const largestPageSize = 999;
const forCollections = new Set(['$filter', '$top', '$count', '$skiptoken']);

/**
 * The options of OData in a query. One that the practice tenant doesn't have is refused: a response
 * that quietly leaves it out would be wrong.
 * @throws GraphError
 */
export function queryOptions({ searchParams }: URL, of: 'entity' | 'collection'): QueryOptions {
  for (const name of searchParams.keys()) {
    if (name.startsWith('$')) refuseUnknown(name.toLowerCase(), of);
  }
  const option = (name: string) =>
    [...searchParams].find(([each]) => each.toLowerCase() === name)?.[1];
  return {
    select: option('$select')
      ?.split(',')
      .map((name) => name.trim()),
    filter: option('$filter'),
    top: pageSize(option('$top')),
    isCounted: option('$count')?.toLowerCase() === 'true',
    after: lastOfPageBefore(option('$skiptoken')),
  };
}

function refuseUnknown(name: string, of: 'entity' | 'collection'): void {
  if (name === '$select' || (of === 'collection' && forCollections.has(name))) return;
  if (name === '$skip') throw badRequest("'$skip' is not supported by the service.");
  if (name === '$orderby') throw unsupportedQuery('Sorting not supported for current query.');
  if (name === '$expand' || name === '$search' || forCollections.has(name)) {
    throw unsupportedQuery(`The practice tenant does not support ${name} for this request.`);
  }
  throw malformed(`The query parameter '${name}' is not supported.`);
}

function pageSize(top: string | undefined): number {
  if (top === undefined) return defaultPageSize;
  const size = Number(top);
  if (!/^\d+$/.test(top)) {
    throw malformed(`Invalid value '${top}' for $top query option found. It must be an integer.`);
  }
  if (size < 1 || size > largestPageSize) {
    throw unsupportedQuery(
      `Invalid page size specified: '${top}'. Must be between 1 and ${largestPageSize} inclusive.`,
    );
  }
  return size;
}

/** The token of the page after an entry. */
export const skipToken = (lastId: string): string => Buffer.from(lastId).toString('base64url');

function lastOfPageBefore(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  if (!/^[\w-]+$/.test(token)) throw expiredPage();
  return Buffer.from(token, 'base64url').toString();
}

export const expiredPage = (): GraphError =>
  new GraphError(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  );
