import { type EntityType, propertyNamed, type Values } from './entity-type.ts';
import { filterOf } from './filter.ts';
import { malformed } from './graph-error.ts';
import type { GraphAnswer, GraphRequest } from './graph-request.ts';
import { expiredPage, queryOptions, skipToken } from './query-options.ts';

/** An entry of a collection: all its properties, and what OData says about it. */
export interface Entry {
  id: string;
  values: Values;
  annotations?: Values;
}

/** @param context what `@odata.context` names, such as `users` */
export function entityAnswer(
  { url, root }: GraphRequest,
  context: string,
  type: EntityType,
  values: Values,
  status = 200,
): GraphAnswer {
  const { select } = queryOptions(url, 'entity');
  const chosen = checkedSelect(type, values, select);
  return {
    status,
    json: {
      '@odata.context': `${root}/$metadata#${context}${inBrackets(select)}/$entity`,
      ...only(values, chosen),
    },
  };
}

/**
 * One page of a collection.
 */
export function collectionAnswer(
  request: GraphRequest,
  context: string,
  type: EntityType,
  entries: readonly Entry[],
): GraphAnswer {
  const { url, root, isEventual } = request;
  const { select, filter, top, isCounted, after } = queryOptions(url, 'collection');
  const matches = filter === undefined ? () => true : filterOf(type, filter);
  const found = entries.filter(({ values }) => matches(values));
  // Also when nothing is found, a property that doesn't exist is a mistake.
  if (entries[0] !== undefined) checkedSelect(type, entries[0].values, select);
  const start = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) throw expiredPage();
  const page = found.slice(start, start + top);
  const last = page.at(-1);
  const hasMore = start + top < found.length && last !== undefined;
  return {
    status: 200,
    json: {
      '@odata.context': `${root}/$metadata#${context}${inBrackets(select)}`,
      ...(isCounted && isEventual ? { '@odata.count': found.length } : {}),
      ...(hasMore ? { '@odata.nextLink': nextPage(request, last.id) } : {}),
      value: page.map(({ values, annotations }) => ({
        ...annotations,
        ...only(values, checkedSelect(type, values, select)),
      })),
    },
  };
}

/** How many there are, as text. @throws GraphError without `ConsistencyLevel: eventual` */
export function countAnswer(
  { url, isEventual }: GraphRequest,
  type: EntityType,
  entries: readonly Entry[],
): GraphAnswer {
  if (!isEventual) throw malformed('$count is not currently supported.');
  const { filter } = queryOptions(url, 'collection');
  const matches = filter === undefined ? () => true : filterOf(type, filter);
  return { status: 200, text: String(entries.filter(({ values }) => matches(values)).length) };
}

/** The address of the next page, with every option of this one. */
function nextPage({ url, root }: GraphRequest, lastId: string): string {
  const path = url.pathname.slice(new URL(root).pathname.length);
  const options = [...url.searchParams].filter(([name]) => name.toLowerCase() !== '$skiptoken');
  const query = [...options, ['$skiptoken', skipToken(lastId)]].map(
    ([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${root}${path}?${query.join('&')}`;
}

const inBrackets = (select: readonly string[] | undefined): string =>
  select === undefined ? '' : `(${select.join(',')})`;

/** @throws GraphError for a property that the type doesn't have */
function checkedSelect(
  type: EntityType,
  values: Values,
  select: readonly string[] | undefined,
): readonly string[] {
  if (select === undefined) return type.byDefault ?? Object.keys(values);
  return select.map((name) => {
    const property = propertyNamed(values, name);
    if (property !== undefined) return property;
    throw malformed(
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type '${type.name}'.`,
    );
  });
}

const only = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, values[name]]));
