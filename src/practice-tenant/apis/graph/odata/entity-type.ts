/** Values as JSON has them. */
export type Values = Readonly<Record<string, unknown>>;

/** A kind of resource, as the metadata of the real service names it. */
export interface EntityType {
  /** Such as `microsoft.graph.user`. */
  name: string;
  /** What error messages call it, such as `User`. */
  resource: string;
  /** What is given without $select; undefined for every property. */
  byDefault?: readonly string[];
  /** What $filter takes. */
  filterable: readonly string[];
  /** What $orderby takes. */
  sortable?: readonly string[];
  /** What $orderby takes in advanced queries only. */
  sortableIfAdvanced?: readonly string[];
  /** What the real service takes for $expand, which the practice tenant refuses. */
  relationships?: readonly string[];
}

/** A property by its name in any case, as the real service takes it. */
export const propertyNamed = (values: Values, name: string): string | undefined =>
  Object.keys(values).find((each) => each.toLowerCase() === name.toLowerCase());

/** The value at a path such as `conditions/applications`; segments that cast to a type stay where they are. */
export function valueAt(values: Values, path: string): unknown {
  let value: unknown = values;
  for (const segment of withoutCasts(path).split('/')) {
    if (!isValues(value)) return undefined;
    value = value[propertyNamed(value, segment) ?? ''];
  }
  return value;
}

/** A path without the types that OData wants to be named before the properties of a derived type. */
export const withoutCasts = (path: string): string =>
  path
    .split('/')
    .filter((segment) => !segment.includes('.'))
    .join('/');

export const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same type where it is listed as related to another object: sorting is always advanced there. */
export const asRelated = ({
  sortable = [],
  sortableIfAdvanced = [],
  ...type
}: EntityType): EntityType => ({
  ...type,
  sortableIfAdvanced: [...sortable, ...sortableIfAdvanced],
});
