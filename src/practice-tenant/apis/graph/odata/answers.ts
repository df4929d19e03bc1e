import { type EntityType, propertyNamed, type Values } from './entity-type.ts';
import { filterOf } from './filter.ts';
import { badRequest, malformed } from './graph-error.ts';
import type { GraphAnswer, GraphRequest } from './graph-request.ts';
import { expiredPage, queryOptions, skipToken } from './query-options.ts';
import { orderOf } from './sorting.ts';

/** An entry of a collection: all its properties, and what OData says about it. */
export interface Entry {
  id: string;
  values: Values;
  annotations?: Values;
  /** Its own kind, in a collection of several kinds. */
  type?: EntityType;
}

/** @param context what `@odata.context` names, such as `users` */
export function entityAnswer(
  request: GraphRequest,
  context: string,
  type: EntityType,
  values: Values,
  status = 200,
): GraphAnswer {
  const { select } = queryOptions(request, type, 'entity');
  const chosen = checkedSelect(type, values, select);
  return {
    status,
    json: {
      '@odata.context': `${request.root}/$metadata#${context}${inBrackets(select)}/$entity`,
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
  const { root, isEventual } = request;
  const options = queryOptions(request, type, 'collection');
  const { select, filter, orderby, top, after } = options;
  const isCounted = options.isCounted && isEventual;
  const matches = filter === undefined ? () => true : filterOf(type, filter);
  const found = entries.filter(({ values }) => matches(values));
  if (orderby !== undefined) {
    const isFiltered = filter !== undefined;
    const order = orderOf(type, { text: orderby, isFiltered, isAdvanced: isCounted });
    found.sort((a, b) => order(a.values, b.values));
  }
  // Also when nothing is found, a property that doesn't exist is a mistake.
  if (entries[0] !== undefined) shownNames(type, entries[0], select);
  const start = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) throw expiredPage();
  const page = found.slice(start, start + top);
  const last = page.at(-1);
  const hasMore = start + top < found.length && last !== undefined;
  return {
    status: 200,
    json: {
      '@odata.context': `${root}/$metadata#${context}${inBrackets(select)}`,
      ...(isCounted ? { '@odata.count': found.length } : {}),
      ...(hasMore ? { '@odata.nextLink': nextPage(request, last.id) } : {}),
      value: page.map((entry) => ({
        ...entry.annotations,
        ...only(entry.values, shownNames(type, entry, select)),
      })),
    },
  };
}

/** How many there are, as text. @throws GraphError without `ConsistencyLevel: eventual` */
export function countAnswer(
  request: GraphRequest,
  type: EntityType,
  entries: readonly Entry[],
): GraphAnswer {
  if (!request.isEventual) throw badRequest('$count is not currently supported.');
  const { filter } = queryOptions(request, type, 'collection');
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

/** The properties to show. Of several kinds, each shows those that it has. */
function shownNames(
  type: EntityType,
  { type: own, values }: Entry,
  select: readonly string[] | undefined,
): readonly string[] {
  if (own === undefined) return checkedSelect(type, values, select);
  const wanted = select?.filter((name) => propertyNamed(values, name) !== undefined);
  return checkedSelect(own, values, wanted);
}

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
