import { type EntityType, type Values, valueAt } from './entity-type.ts';
import { unsupportedQuery } from './graph-error.ts';

/** How $orderby is asked for; an advanced query has `ConsistencyLevel: eventual` and `$count=true`. */
export interface Sorting {
  /** What $orderby has, such as `displayName desc`. */
  text: string;
  isFiltered: boolean;
  isAdvanced: boolean;
}

/**
 * The order that $orderby asks for, as far as the real service sorts by that property.
 * @throws GraphError
 */
export function orderOf(
  type: EntityType,
  { text, isFiltered, isAdvanced }: Sorting,
): (a: Values, b: Values) => number {
  const keys = text.split(',').map((each) => {
    const [, name = '', direction = ''] = /^\s*([\w/]+)(?:\s+(asc|desc))?\s*$/i.exec(each) ?? [];
    return { property: requireSortable(type, name, isAdvanced), sign: signOf(direction) };
  });
  // A filter makes every sorted query of the directory an advanced one.
  if (isFiltered && type.sortableIfAdvanced !== undefined && !isAdvanced) throw notNow();
  return (a, b) => {
    for (const { property, sign } of keys) {
      const order = textAt(a, property).localeCompare(textAt(b, property), 'en');
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

const signOf = (direction: string) => (direction.toLowerCase() === 'desc' ? -1 : 1);

const textAt = (values: Values, property: string): string =>
  String(valueAt(values, property) ?? '');

function requireSortable(type: EntityType, name: string, isAdvanced: boolean): string {
  const { sortable = [], sortableIfAdvanced = [], resource } = type;
  const named = (names: readonly string[]) =>
    names.find((each) => each.toLowerCase() === name.toLowerCase());
  const always = named(sortable);
  if (always !== undefined) return always;
  const sometimes = named(sortableIfAdvanced);
  if (sometimes === undefined) {
    throw unsupportedQuery(`Unsupported sort property '${name}' for '${resource}'.`);
  }
  if (!isAdvanced) throw notNow();
  return sometimes;
}

const notNow = () => unsupportedQuery('Sorting not supported for current query.');
