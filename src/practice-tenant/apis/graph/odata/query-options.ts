import type { EntityType } from './entity-type.ts';
import { badRequest, GraphError, malformed, unsupportedQuery } from './graph-error.ts';
import type { GraphRequest } from './graph-request.ts';

export interface QueryOptions {
  select: readonly string[] | undefined;
  filter: string | undefined;
  orderby: string | undefined;
  /** How many entries a page has. */
  top: number;
  isCounted: boolean;
  /** The ID of the last entry of the page before. */
  after: string | undefined;
}

const defaultPageSize = 100;
const largestPageSize = 999;
const forCollections = new Set(['$filter', '$orderby', '$top', '$count', '$skiptoken']);

/**
 * The options of OData in a query. One that the practice tenant doesn't have is refused: a response
 * that quietly leaves it out would be wrong.
 * @throws GraphError
 */
export function queryOptions(
  { url: { searchParams }, isEventual }: Pick<GraphRequest, 'url' | 'isEventual'>,
  type: EntityType,
  of: 'entity' | 'collection',
): QueryOptions {
  for (const [name, value] of searchParams) {
    if (name.toLowerCase() === '$expand') refuseExpand(type, value);
    if (name.toLowerCase() === '$search' && !isEventual) throw searchWithoutHeader();
    if (name.startsWith('$')) refuseUnknown(name.toLowerCase(), of);
  }
  const option = (name: string) =>
    [...searchParams].find(([each]) => each.toLowerCase() === name)?.[1];
  return {
    select: option('$select')
      ?.split(',')
      .map((name) => name.trim()),
    filter: option('$filter'),
    orderby: option('$orderby'),
    top: pageSize(option('$top')),
    isCounted: option('$count')?.toLowerCase() === 'true',
    after: lastOfPageBefore(option('$skiptoken')),
  };
}

function refuseUnknown(name: string, of: 'entity' | 'collection'): void {
  if (name === '$select' || (of === 'collection' && forCollections.has(name))) return;
  if (name === '$skip') throw badRequest("'$skip' is not supported by the service.");
  if (name === '$search' || forCollections.has(name)) {
    throw unsupportedQuery(`The practice tenant does not support ${name} for this request.`);
  }
  throw malformed(`The query parameter '${name}' is not supported.`);
}

/** What isn't a relationship at all is a mistake; the others, the real service would expand. */
function refuseExpand({ name, relationships = [] }: EntityType, value: string): never {
  const [wanted = ''] = /\w*/.exec(value.trim()) ?? [];
  if (relationships.some((each) => each.toLowerCase() === wanted.toLowerCase())) {
    throw unsupportedQuery('The practice tenant does not support $expand for this request.');
  }
  throw malformed(
    `Parsing OData Select and Expand failed: Could not find a property named '${wanted}' on type '${name}'.`,
  );
}

const searchWithoutHeader = () =>
  unsupportedQuery(
    // prose-ignore: Microsoft Graph's own words
    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  );

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
